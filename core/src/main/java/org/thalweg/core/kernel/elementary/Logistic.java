package org.thalweg.core.kernel.elementary;

import static java.lang.Math.fma;

/**
 * The logistic function and its integral, from e<sup>−|x|</sup>, which does not overflow. That exponential is taken with the error of its last
 * rounding, which is put back where it matters.
 */
final class Logistic {
    /** From here e<sup>−|x|</sup> is 0. */
    private static final double VANISHING = 746;

    // minimax for (2 artanh(s) - 2 s) / s^3 in z = s^2, |s| <= 1/3: error relative to 2 s below 2^-59.1
    private static final double P0 = 0x1.5555555555535p-1;
    private static final double P1 = 0x1.99999999a0780p-2;
    private static final double P2 = 0x1.249249208a24ap-2;
    private static final double P3 = 0x1.c71c741db34c5p-3;
    private static final double P4 = 0x1.745cb3d121b0ap-3;
    private static final double P5 = 0x1.3b1ddf702a188p-3;
    private static final double P6 = 0x1.106790b14c918p-3;
    private static final double P7 = 0x1.efdb7f705bba2p-4;
    private static final double P8 = 0x1.55a347e2eb7c6p-4;
    private static final double P9 = 0x1.5c8576c9ea232p-3;

    private Logistic() {}

    /** 1 / (1 + e<sup>−x</sup>), for negative x written e<sup>x</sup> / (1 + e<sup>x</sup>). */
    static double sigmoid(double x) {
        double a = Math.abs(x);
        double u = -Select.ifLess(VANISHING, a, VANISHING, a);
        double exp = Exponential.scaledExp(u, Exponential.TO_POWER_UP, 0x1p-64);
        double rest = Exponential.scaledExpRest(u, Exponential.TO_POWER_UP, 0x1p-64);
        double above = Select.ifLess(x, 0, exp, 1);
        double aboveRest = Select.ifLess(x, 0, rest, 0);
        double below = 1 + exp;
        double belowRest = ((1 - below) + exp) + rest;
        double inverse = 1 / below;
        double quotient = above * inverse;
        double missing = fma(-quotient, below, above) + fma(-quotient, belowRest, aboveRest);
        return fma(missing, inverse, quotient);
    }

    /** log(1 + e<sup>x</sup>) = max(x, 0) + log(1 + e<sup>−|x|</sup>). */
    static double softplus(double x) {
        double a = Math.abs(x);
        double u = -Select.ifLess(VANISHING, a, VANISHING, a);
        double exp = Exponential.scaledExp(u, Exponential.TO_POWER_UP, 0x1p-64);
        double rest = Exponential.scaledExpRest(u, Exponential.TO_POWER_UP, 0x1p-64);
        double s = exp / (2 + exp);
        double z = s * s;
        double slope = fma(2, z - s, 1);
        double defect = fma(s, exp - cubic(z), -(rest * slope));
        return Select.ifLess(0, x, x, 0) + (exp - defect);
    }

    /** z·P(z) with z = s²: (2 artanh s − 2 s) / s. */
    private static double cubic(double z) {
        double z2 = z * z;
        double z4 = z2 * z2;
        double p01 = fma(z, P1, P0);
        double p23 = fma(z, P3, P2);
        double p45 = fma(z, P5, P4);
        double p67 = fma(z, P7, P6);
        double p89 = fma(z, P9, P8);
        return z * fma(z4, fma(z4, p89, fma(z2, p67, p45)), fma(z2, p23, p01));
    }
}
