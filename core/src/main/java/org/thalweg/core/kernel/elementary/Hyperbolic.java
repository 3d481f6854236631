package org.thalweg.core.kernel.elementary;

import static java.lang.Double.doubleToRawLongBits;
import static java.lang.Double.longBitsToDouble;
import static java.lang.Math.fma;

/** Hyperbolic sine, cosine and tangent, from e<sup>|x|</sup> − 1 in two parts, which keeps full precision around 0. */
final class Hyperbolic {
    private static final long SIGN = Long.MIN_VALUE;

    /** Up to here e<sup>|x|</sup> is finite with something to spare. */
    private static final double LARGE = 709;

    private static final double OVERFLOWING = 711;

    /** From here tanh is ±1. */
    private static final double FLAT = 20;

    private Hyperbolic() {}

    static double sinh(double x) {
        return sinhIsOrdinary(x) ? sinhOrdinary(x) : sinhRare(x);
    }

    static boolean sinhIsOrdinary(double x) {
        return Math.abs(x) < LARGE;
    }

    /** With E = e<sup>|x|</sup> − 1: sinh|x| = ½(E + E / (1 + E)). */
    static double sinhOrdinary(double x) {
        double a = Math.abs(x);
        double head = Exponential.expm1Head(a);
        double tail = Exponential.expm1Tail(a);
        double e = head + tail;
        double rest = (head - e) + tail;
        double exp = 1 + e;
        double lost = (1 - exp) + e;
        double inverse = 1 / exp;
        double quotient = e * inverse;
        double missing = fma(-quotient, exp, e) - quotient * lost;
        double sum = e + quotient;
        double small = fma(missing, inverse, (e - sum) + quotient);
        double twice = sum + fma(rest, fma(inverse, inverse, 1), small);
        return longBitsToDouble(doubleToRawLongBits(0.5 * twice) | doubleToRawLongBits(x) & SIGN);
    }

    static double sinhRare(double x) {
        return Math.copySign(halfExp(Math.abs(x)), x);
    }

    static double cosh(double x) {
        return coshIsOrdinary(x) ? coshOrdinary(x) : coshRare(x);
    }

    static boolean coshIsOrdinary(double x) {
        return Math.abs(x) < LARGE;
    }

    /** With e = e<sup>|x|</sup>: cosh x = ½(e + 1 / e). */
    static double coshOrdinary(double x) {
        double a = Math.abs(x);
        double head = Exponential.expHead(a, Exponential.TO_POWER);
        double tail = Exponential.expTail(a, Exponential.TO_POWER);
        double exp = head + tail;
        double rest = (head - exp) + tail;
        double inverse = 1 / exp;
        return 0.5 * (exp + fma(rest, fma(-inverse, inverse, 1), inverse));
    }

    static double coshRare(double x) {
        return halfExp(Math.abs(x));
    }

    /** ½e<sup>a</sup> for a ≥ 709, where e<sup>−a</sup> is nothing to it; NaN for NaN. */
    private static double halfExp(double a) {
        return a > OVERFLOWING
                ? Double.POSITIVE_INFINITY
                : Exponential.shiftedExp(a, Exponential.TO_POWER_DOWN) * 0x1p63;
    }

    /** With E = e<sup>−2|x|</sup> − 1: tanh|x| = −E / (2 + E), the quotient corrected once. */
    static double tanh(double x) {
        double a = Math.abs(x);
        double u = -2 * Select.ifLess(FLAT, a, FLAT, a);
        double head = Exponential.expm1Head(u);
        double tail = Exponential.expm1TailOfNegative(u);
        double e = head + tail;
        double rest = (head - e) + tail;
        double below = 2 + e;
        double belowRest = ((2 - below) + e) + rest;
        double inverse = 1 / below;
        double quotient = e * inverse;
        double missing = fma(-quotient, below, e) + fma(-quotient, belowRest, rest);
        double tanh = fma(missing, inverse, quotient);
        return longBitsToDouble(doubleToRawLongBits(Math.abs(tanh)) | doubleToRawLongBits(x) & SIGN);
    }
}
