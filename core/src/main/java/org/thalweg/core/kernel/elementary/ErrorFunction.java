package org.thalweg.core.kernel.elementary;

import static java.lang.Double.doubleToRawLongBits;
import static java.lang.Double.longBitsToDouble;
import static java.lang.Math.fma;

/**
 * The error function: x·(1 + E(x²)) for |x| < 1; beyond, 1 − e<sup>−x²</sup>·v·C(v) with v = 1 / (|x| + 2). Both are computed, one is chosen.
 */
final class ErrorFunction {
    private static final long SIGN = Long.MIN_VALUE;

    /** From here erf is ±1. */
    private static final double FLAT = 6;

    // minimax for erf(x)/x - 1 in z = x^2 on [0, 1]: error relative to erf below 2^-56
    private static final double E0 = 0x1.06eba8214db68p-3;
    private static final double E1 = -0x1.812746b03799dp-2;
    private static final double E2 = 0x1.ce2f21a03f8b9p-4;
    private static final double E3 = -0x1.b82ce311a97b9p-6;
    private static final double E4 = 0x1.565bcceed943dp-8;
    private static final double E5 = -0x1.c02daeb6a65e1p-11;
    private static final double E6 = 0x1.f9a296a2b962bp-14;
    private static final double E7 = -0x1.f4c82d20b3585p-17;
    private static final double E8 = 0x1.b96b39a0f3974p-20;
    private static final double E9 = -0x1.5b8b5bc2825e1p-23;
    private static final double E10 = 0x1.d3d33c40f0cf7p-27;
    private static final double E11 = -0x1.a213f2fad242cp-31;

    // minimax for e^(x^2) erfc(x) / v in v = 1 / (x + 2), 1 <= x <= 6: error of erfc below 2^-58.3
    private static final double C0 = 0x1.20e379f56ac9cp-1;
    private static final double C1 = 0x1.204ee1d18780cp0;
    private static final double C2 = 0x1.02c84a0173945p1;
    private static final double C3 = 0x1.1a7a767f5507cp1;
    private static final double C4 = 0x1.01568a4e63a40p3;
    private static final double C5 = -0x1.08e24048a06b2p5;
    private static final double C6 = 0x1.0f91c2bb9756ep7;
    private static final double C7 = -0x1.c40e695d24c55p8;
    private static final double C8 = 0x1.c1442656f526cp9;
    private static final double C9 = -0x1.05ba3dc4c13c4p10;
    private static final double C10 = 0x1.52a72d37ce8f4p9;
    private static final double C11 = -0x1.7d319d264e111p7;

    private ErrorFunction() {}

    static double erf(double x) {
        double a = Math.abs(x);
        double bounded = Select.ifLess(FLAT, a, FLAT, a);
        double z = bounded * bounded;
        double v = 1 / (bounded + 2);
        double exp = Exponential.scaledExp(-z, Exponential.TO_POWER, 1);
        double outer = fma(-exp * v, outer(v), 1);
        double inner = fma(a, inner(z), a);
        double erf = Select.ifLess(a, 1, inner, outer);
        return longBitsToDouble(doubleToRawLongBits(erf) | doubleToRawLongBits(x) & SIGN);
    }

    /** erf(x) / x − 1 for z = x² ≤ 1. */
    private static double inner(double z) {
        double z2 = z * z;
        double z4 = z2 * z2;
        double e01 = fma(z, E1, E0);
        double e23 = fma(z, E3, E2);
        double e45 = fma(z, E5, E4);
        double e67 = fma(z, E7, E6);
        double e89 = fma(z, E9, E8);
        double eAB = fma(z, E11, E10);
        double high = fma(z4, fma(z2, eAB, e89), fma(z2, e67, e45));
        return fma(z4, high, fma(z2, e23, e01));
    }

    /** e<sup>x²</sup> erfc(x) / v for v = 1 / (x + 2), 1 ≤ x ≤ 6. */
    private static double outer(double v) {
        double v2 = v * v;
        double v4 = v2 * v2;
        double c01 = fma(v, C1, C0);
        double c23 = fma(v, C3, C2);
        double c45 = fma(v, C5, C4);
        double c67 = fma(v, C7, C6);
        double c89 = fma(v, C9, C8);
        double cAB = fma(v, C11, C10);
        double high = fma(v4, fma(v2, cAB, c89), fma(v2, c67, c45));
        return fma(v4, high, fma(v2, c23, c01));
    }
}
