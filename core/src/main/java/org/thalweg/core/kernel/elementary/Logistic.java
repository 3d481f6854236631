package org.thalweg.core.kernel.elementary;

import static java.lang.Math.fma;

/**
 * The logistic function and its integral. Both start from e<sup>−|x|</sup>, which does not overflow, in two parts; a translator that shares common
 * subexpressions computes it once for both.
 */
final class Logistic {
    private static final double LN2 = Exponential.LN2;
    private static final double LN2_LOW = Exponential.LN2_LOW;
    private static final double TO_POWER = Exponential.TO_POWER_UP;
    private static final double SCALE = 0x1p-64;

    /** From here e<sup>−|x|</sup> is 0. */
    private static final double VANISHING = 746;

    private static final double ROOT_2_LESS_1 = 0x1.a8279ap-2;

    private Logistic() {}

    /** 1 / (1 + e<sup>−x</sup>), for negative x written e<sup>x</sup> / (1 + e<sup>x</sup>). */
    static double sigmoid(double x) {
        double exponent = exponent(x);
        double head = Exponential.expHead(exponent, TO_POWER);
        double tail = Exponential.expTail(exponent, TO_POWER);
        double unscaled = head + tail;
        double exp = unscaled * SCALE;
        double rest = ((head - unscaled) + tail) * SCALE;
        double above = Select.ifLess(x, 0, exp, 1);
        double aboveRest = Select.ifLess(x, 0, rest, 0);
        double below = 1 + exp;
        double belowRest = ((1 - below) + exp) + rest;
        double inverse = 1 / below;
        double quotient = above * inverse;
        double missing = fma(-quotient, below, above) + fma(-quotient, belowRest, aboveRest);
        return fma(missing, inverse, quotient);
    }

    /**
     * max(x, 0) + log(1 + e<sup>−|x|</sup>), where 1 + e<sup>−|x|</sup>, which lies in [1, 2], is halved above √2 to leave 1 + f in [√½, √2], as in
     * {@link Logarithm}.
     */
    static double softplus(double x) {
        double exponent = exponent(x);
        double head = Exponential.expHead(exponent, TO_POWER);
        double tail = Exponential.expTail(exponent, TO_POWER);
        double unscaled = head + tail;
        double exp = unscaled * SCALE;
        double rest = ((head - unscaled) + tail) * SCALE;

        double scale = Select.ifLess(ROOT_2_LESS_1, exp, 0.5, 1);
        double base = Select.ifLess(ROOT_2_LESS_1, exp, LN2, 0);
        double baseRest = Select.ifLess(ROOT_2_LESS_1, exp, LN2_LOW, 0);
        double f = fma(scale, exp, scale - 1);
        double fRest = fma(scale, rest, fma(scale, exp, (scale - 1) - f));
        double s = f / (2 + f);
        double z = s * s;
        double slope = fma(2, z - s, 1);
        double small = fma(fRest, slope, baseRest) - s * (f - Logarithm.cubic(z));

        double lead = base + f;
        double leadRest = (base - lead) + f;
        double positive = Select.ifLess(0, x, x, 0);
        double sum = positive + lead;
        double part = sum - positive;
        double sumRest = (positive - (sum - part)) + (lead - part);
        return sum + (sumRest + (leadRest + small));
    }

    /** −|x|, no further down than where e<sup>−|x|</sup> vanishes. */
    private static double exponent(double x) {
        double size = Math.abs(x);
        return -Select.ifLess(VANISHING, size, VANISHING, size);
    }
}
