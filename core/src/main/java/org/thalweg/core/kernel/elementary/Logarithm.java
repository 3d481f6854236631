package org.thalweg.core.kernel.elementary;

import static java.lang.Double.doubleToRawLongBits;
import static java.lang.Double.longBitsToDouble;
import static java.lang.Math.fma;

/**
 * Logarithms.
 *
 * <p>x = 2<sup>k</sup>·(1 + f) with 1 + f in [√½, √2). With s = f / (2 + f), log(1 + f) = 2 artanh s = f − s·(f − s²·P(s²)), where
 * the product is small against f, so that its rounding hardly counts.
 */
final class Logarithm {
    private static final double LN2 = Exponential.LN2;
    private static final double LN2_LOW = Exponential.LN2_LOW;
    private static final double LOG2_E = Exponential.LOG2_E;
    private static final double LOG2_E_LOW = 0x1.777d0ffda0d24p-56;
    private static final double LOG10_E = 0x1.bcb7b1526e50ep-2;
    private static final double LOG10_E_LOW = 0x1.95355baaafad3p-57;
    /** With 42 bits, so that its products with exponents are exact. */
    private static final double LOG10_2 = 0x1.34413509f7800p-2;

    private static final double LOG10_2_LOW = 0x1.fef311f12b358p-46;

    /** The bits of a number just below √½: where the mantissa is cut. */
    private static final long ROOT_HALF = 0x3fe6a09e00000000L;

    private static final long MANTISSA = 0x000fffffffffffffL;
    private static final long EXPONENT_BIAS = 1024L << 52;
    /** Bits of 2<sup>52</sup>: a small integer added to them becomes a double. */
    private static final long INTEGER = 0x4330000000000000L;

    static final double FROM_INTEGER = 0x1p52 + 1024;
    static final double FROM_INTEGER_SCALED = FROM_INTEGER + 52;

    // bits(x) + FROM_NORMAL < BELOW_INFINITE exactly for the positive, normal, finite x
    static final long FROM_NORMAL = 0x7ff0L << 48;
    static final long BELOW_INFINITE = -0x0020L << 48;
    /** The same for those below 2<sup>1000</sup>. */
    private static final long BELOW_HUGE = -0x01a0L << 48;

    // minimax for (2 artanh(s) - 2 s) / s^3 in z = s^2, |s| <= (sqrt2 - 1) / (sqrt2 + 1); error relative to 2 s below
    // 2^-58.4
    private static final double P0 = 0x1.5555555555592p-1;
    private static final double P1 = 0x1.999999997fe5cp-2;
    private static final double P2 = 0x1.24924941fb052p-2;
    private static final double P3 = 0x1.c71c51f491fb6p-3;
    private static final double P4 = 0x1.746645382929bp-3;
    private static final double P5 = 0x1.39a0efb2aa6a4p-3;
    private static final double P6 = 0x1.2f0e918cc6b91p-3;

    private Logarithm() {}

    static double log(double x) {
        return logIsOrdinary(x) ? logOrdinary(x) : logRare(x);
    }

    static boolean logIsOrdinary(double x) {
        return doubleToRawLongBits(x) + FROM_NORMAL < BELOW_INFINITE;
    }

    static double logOrdinary(double x) {
        return logOfNormal(x, FROM_INTEGER);
    }

    static double logRare(double x) {
        return x > 0 && x < Double.MIN_NORMAL ? logOfNormal(x * 0x1p52, FROM_INTEGER_SCALED) : logOfNoNumber(x);
    }

    private static double logOfNormal(double x, double fromInteger) {
        double k = exponent(x, fromInteger);
        double f = mantissa(x) - 1;
        double s = f / (2 + f);
        return fma(k, LN2, f - fma(s, f - cubic(s * s), k * -LN2_LOW));
    }

    static double log1p(double x) {
        return log1pIsOrdinary(x) ? log1pOrdinary(x) : log1pRare(x);
    }

    static boolean log1pIsOrdinary(double x) {
        return doubleToRawLongBits(1 + x) + FROM_NORMAL < BELOW_HUGE;
    }

    static double log1pOrdinary(double x) {
        double u = 1 + x;
        double most = u - 1;
        double lost = (1 - (u - most)) + (x - most);
        double k = exponent(u, FROM_INTEGER);
        double mantissa = mantissa(u);
        double f = mantissa - 1;
        // what was lost, in units of the mantissa; its share of log(1 + f) has the factor 1 / (1 + f) = 1 - 2s + 2s^2 -
        // ...
        double inverse =
                longBitsToDouble(doubleToRawLongBits(mantissa) - doubleToRawLongBits(u) + doubleToRawLongBits(1.0));
        double s = f / (2 + f);
        double z = s * s;
        double slope = fma(2, s - z, -1);
        double correction = fma(lost * inverse, slope, k * -LN2_LOW);
        double sum = fma(k, LN2, f - fma(s, f - cubic(z), correction));
        return Select.ifEqual(x, 0, x, sum);
    }

    static double log1pRare(double x) {
        return x > 0 ? log(x) : logOfNoNumber(1 + x);
    }

    static double log2(double x) {
        return log2IsOrdinary(x) ? log2Ordinary(x) : log2Rare(x);
    }

    static boolean log2IsOrdinary(double x) {
        return doubleToRawLongBits(x) + FROM_NORMAL < BELOW_INFINITE;
    }

    static double log2Ordinary(double x) {
        return log2OfNormal(x, FROM_INTEGER);
    }

    static double log2Rare(double x) {
        return x > 0 && x < Double.MIN_NORMAL ? log2OfNormal(x * 0x1p52, FROM_INTEGER_SCALED) : logOfNoNumber(x);
    }

    private static double log2OfNormal(double x, double fromInteger) {
        double k = exponent(x, fromInteger);
        double f = mantissa(x) - 1;
        double s = f / (2 + f);
        double half = 0.5 * f * f;
        double head = f - half;
        double tail = fma(s, half + cubic(s * s), ((f - head) - half) - fma(0.5 * f, f, -half));
        double sum = fma(head, LOG2_E, k);
        double lost = fma(head, LOG2_E, k - sum);
        return sum + fma(tail, LOG2_E, fma(head, LOG2_E_LOW, lost));
    }

    static double log10(double x) {
        return log10IsOrdinary(x) ? log10Ordinary(x) : log10Rare(x);
    }

    static boolean log10IsOrdinary(double x) {
        return doubleToRawLongBits(x) + FROM_NORMAL < BELOW_INFINITE;
    }

    static double log10Ordinary(double x) {
        return log10OfNormal(x, FROM_INTEGER);
    }

    static double log10Rare(double x) {
        return x > 0 && x < Double.MIN_NORMAL ? log10OfNormal(x * 0x1p52, FROM_INTEGER_SCALED) : logOfNoNumber(x);
    }

    private static double log10OfNormal(double x, double fromInteger) {
        double k = exponent(x, fromInteger);
        double f = mantissa(x) - 1;
        double s = f / (2 + f);
        double half = 0.5 * f * f;
        double head = f - half;
        double tail = fma(s, half + cubic(s * s), ((f - head) - half) - fma(0.5 * f, f, -half));
        double most = k * LOG10_2;
        double sum = fma(head, LOG10_E, most);
        double lost = fma(head, LOG10_E, most - sum);
        return sum + fma(k, LOG10_2_LOW, fma(tail, LOG10_E, fma(head, LOG10_E_LOW, lost)));
    }

    /** −∞ at 0, NaN below, +∞ at +∞. */
    private static double logOfNoNumber(double x) {
        if (x == 0) {
            return Double.NEGATIVE_INFINITY;
        }
        return x > 0 ? x : Double.NaN;
    }

    /** k of a positive normal number. */
    static double exponent(double x, double fromInteger) {
        long shifted = doubleToRawLongBits(x) + (EXPONENT_BIAS - ROOT_HALF);
        return longBitsToDouble((shifted >>> 52) + INTEGER) - fromInteger;
    }

    /** x / 2<sup>k</sup>, in [√½, √2). */
    static double mantissa(double x) {
        long shifted = doubleToRawLongBits(x) + (EXPONENT_BIAS - ROOT_HALF);
        return longBitsToDouble((shifted & MANTISSA) + ROOT_HALF);
    }

    /** z·P(z) with z = s²: (2 artanh s − 2 s) / s. */
    static double cubic(double z) {
        double z2 = z * z;
        double p01 = fma(z, P1, P0);
        double p23 = fma(z, P3, P2);
        double p45 = fma(z, P5, P4);
        return z * fma(z2, fma(z2, fma(z2, P6, p45), p23), p01);
    }
}
