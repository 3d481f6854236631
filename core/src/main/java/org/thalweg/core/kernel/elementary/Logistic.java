package org.thalweg.core.kernel.elementary;

import static java.lang.Math.fma;

/**
 * The logistic function and its integral. Both start from e<sup>−|x|</sup>, which does not overflow; a translator that shares common
 * subexpressions computes it once for both.
 */
final class Logistic {
    /** Up to here e<sup>−|x|</sup> is a normal number. */
    private static final double LARGE = 708;

    private static final double ROOT_2_LESS_1 = 0x1.a8279ap-2;

    private Logistic() {}

    static double sigmoid(double x) {
        return sigmoidIsOrdinary(x) ? sigmoidOrdinary(x) : sigmoidRare(x);
    }

    static boolean sigmoidIsOrdinary(double x) {
        return Math.abs(x) < LARGE;
    }

    /** 1 / (1 + e<sup>−x</sup>), for negative x written e<sup>x</sup> / (1 + e<sup>x</sup>). */
    static double sigmoidOrdinary(double x) {
        double exp = Exponential.shiftedExp(-Math.abs(x), Exponential.TO_POWER);
        double above = Select.ifLess(x, 0, exp, 1);
        double below = 1 + exp;
        double inverse = 1 / below;
        double quotient = above * inverse;
        double belowRest = (1 - below) + exp;
        return fma(fma(-quotient, belowRest, fma(-quotient, below, above)), inverse, quotient);
    }

    static double sigmoidRare(double x) {
        return x > 0 ? 1 : Exponential.exp(x);
    }

    static double softplus(double x) {
        return softplusIsOrdinary(x) ? softplusOrdinary(x) : softplusRare(x);
    }

    static boolean softplusIsOrdinary(double x) {
        return Math.abs(x) < LARGE;
    }

    /**
     * max(x, 0) + log(1 + e<sup>−|x|</sup>), where 1 + e<sup>−|x|</sup>, which lies in [1, 2], is halved above √2 to leave 1 + f in [√½, √2], as in
     * {@link Logarithm}.
     */
    static double softplusOrdinary(double x) {
        double exp = Exponential.shiftedExp(-Math.abs(x), Exponential.TO_POWER);
        double scale = Select.ifLess(ROOT_2_LESS_1, exp, 0.5, 1);
        double base = Select.ifLess(ROOT_2_LESS_1, exp, Exponential.LN2, 0);
        double f = fma(scale, exp, scale - 1);
        double s = f / (2 + f);
        double log = base + (f - s * (f - Logarithm.cubic(s * s)));
        return Select.ifLess(0, x, x, 0) + log;
    }

    static double softplusRare(double x) {
        return x > 0 ? x : Exponential.exp(x);
    }
}
