package org.thalweg.core.kernel.elementary;

import static java.lang.Double.doubleToRawLongBits;
import static java.lang.Double.longBitsToDouble;
import static java.lang.Math.fma;

/**
 * The error function: x·(1 + E(x²)) for |x| < 1; beyond, 1 − e<sup>−x²</sup>·C(|x| − 1). Both are computed, one is chosen.
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

    // minimax for e^(x^2) erfc(x) in t = x - 1, 1 <= x <= 6: error of erfc below 2^-56.7
    private static final double C0 = 0x1.b5d8780f956b2p-2;
    private static final double C1 = -0x1.17c4e3f17c023p-2;
    private static final double C2 = 0x1.3c27283c3113cp-3;
    private static final double C3 = -0x1.44837f88a05a5p-4;
    private static final double C4 = 0x1.33cad0e3099aep-5;
    private static final double C5 = -0x1.10fcf0d1b3cadp-6;
    private static final double C6 = 0x1.c8cb7ffb337a6p-8;
    private static final double C7 = -0x1.6af1aef4bd20ap-9;
    private static final double C8 = 0x1.134e026e4d6cap-10;
    private static final double C9 = -0x1.9059d8bccd085p-12;
    private static final double C10 = 0x1.17c1a8f9226f2p-13;
    private static final double C11 = -0x1.77a451da7c035p-15;
    private static final double C12 = 0x1.e1c3e193ceebcp-17;
    private static final double C13 = -0x1.22b85f29b603dp-18;
    private static final double C14 = 0x1.41d8b519bbc31p-20;
    private static final double C15 = -0x1.3ba2de513f935p-22;
    private static final double C16 = 0x1.07259c650f8bfp-24;
    private static final double C17 = -0x1.641c3d715f7a9p-27;
    private static final double C18 = 0x1.724390cc8225ep-30;
    private static final double C19 = -0x1.129c1e50d73a6p-33;
    private static final double C20 = 0x1.00a7a3e0be252p-37;
    private static final double C21 = -0x1.c3bb25c69fac0p-43;

    private ErrorFunction() {}

    static double erf(double x) {
        double a = Math.abs(x);
        double bounded = Select.ifLess(FLAT, a, FLAT, a);
        double z = bounded * bounded;
        double exp = Exponential.shiftedExp(-z, Exponential.TO_POWER);
        double outer = fma(-exp, outer(bounded - 1), 1);
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

    /** e<sup>x²</sup> erfc(x) for x = 1 + t, 1 ≤ x ≤ 6. */
    private static double outer(double t) {
        double t2 = t * t;
        double t4 = t2 * t2;
        double t8 = t4 * t4;
        double c01 = fma(t, C1, C0);
        double c23 = fma(t, C3, C2);
        double c45 = fma(t, C5, C4);
        double c67 = fma(t, C7, C6);
        double c89 = fma(t, C9, C8);
        double cAB = fma(t, C11, C10);
        double cCD = fma(t, C13, C12);
        double cEF = fma(t, C15, C14);
        double cGH = fma(t, C17, C16);
        double cIJ = fma(t, C19, C18);
        double cKL = fma(t, C21, C20);
        double low = fma(t4, fma(t2, c67, c45), fma(t2, c23, c01));
        double middle = fma(t4, fma(t2, cEF, cCD), fma(t2, cAB, c89));
        double high = fma(t4, cKL, fma(t2, cIJ, cGH));
        return fma(t8, fma(t8, high, middle), low);
    }
}
