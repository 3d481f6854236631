package org.thalweg.core.kernel.elementary;

import static java.lang.Double.doubleToRawLongBits;
import static java.lang.Double.longBitsToDouble;
import static java.lang.Math.fma;

/** The cube root and the length of a vector in the plane. */
final class Roots {
    private static final long SIGN = Long.MIN_VALUE;
    private static final long MAGNITUDE = Long.MAX_VALUE;

    // bits(|x|) + FROM_SMALLEST < BELOW_LARGEST exactly for 2^-900 <= |x| < 2^1000
    private static final long FROM_SMALLEST = Long.MIN_VALUE - (123L << 52);
    private static final long BELOW_LARGEST = Long.MIN_VALUE + (1900L << 52);

    /** Bits of 2<sup>52</sup>. */
    private static final long INTEGER = 0x4330000000000000L;

    private static final double THIRD = 0x1.5555555555555p-2;

    /**
     * 1.5·2<sup>52</sup>, plus the high word of the bits of a number at which bits − bits / 3 comes closest to x<sup>−1/3</sup> for all x, plus
     * 2<sup>52</sup> / 3 for the 2<sup>52</sup> that comes with the integer.
     */
    private static final double START = 0x1.8p52 + 0x553ee8ff + 0x1p52 * THIRD;

    private static final double SMALLEST_SQUARE = 0x1p-900;
    private static final double LARGEST_SQUARE = 0x1p1020;

    private Roots() {}

    static double cbrt(double x) {
        return cbrtIsOrdinary(x) ? cbrtOrdinary(x) : cbrtRare(x);
    }

    static boolean cbrtIsOrdinary(double x) {
        return (doubleToRawLongBits(x) & MAGNITUDE) + FROM_SMALLEST < BELOW_LARGEST;
    }

    /**
     * The inverse cube root r by two steps of high order from a guess made of the bits of x (10 % off in r³), then x·r² and one Newton step
     * with the residue in twice the precision.
     */
    static double cbrtOrdinary(double x) {
        double a = Math.abs(x);
        double high = longBitsToDouble((doubleToRawLongBits(a) >>> 32) + INTEGER);
        double guess = longBitsToDouble(doubleToRawLongBits(fma(high, -THIRD, START)) << 32);
        // with e = a r^3 - 1: r / cbrt(1 + e) = r (1 - e/3 + 2 e^2/9 - 14 e^3/81 + ...)
        double e = fma(a * guess, guess * guess, -1);
        double better = fma(guess * e, fma(e, fma(e, -14.0 / 81, 2.0 / 9), -1.0 / 3), guess);
        double rest = fma(a * better, better * better, -1);
        double inverse = fma(better * rest, -1.0 / 3, better);
        double square = inverse * inverse;
        double root = a * square;
        double second = root * root;
        double third = second * root;
        double thirdRest = fma(fma(root, root, -second), root, fma(second, root, -third));
        double cbrt = fma((a - third) - thirdRest, square * THIRD, root);
        return longBitsToDouble(doubleToRawLongBits(cbrt) | doubleToRawLongBits(x) & SIGN);
    }

    static double cbrtRare(double x) {
        double a = Math.abs(x);
        if (a == 0 || !(a < Double.POSITIVE_INFINITY)) {
            return x;
        }
        return a < 1 ? cbrtOrdinary(x * 0x1p300) * 0x1p-100 : cbrtOrdinary(x * 0x1p-300) * 0x1p100;
    }

    static double hypot(double x, double y) {
        return hypotIsOrdinary(x, y) ? hypotOrdinary(x, y) : hypotRare(x, y);
    }

    static boolean hypotIsOrdinary(double x, double y) {
        double square = sumOfSquares(x, y);
        return SMALLEST_SQUARE < Select.ifLess(square, LARGEST_SQUARE, square, 0);
    }

    static double hypotOrdinary(double x, double y) {
        return Math.sqrt(sumOfSquares(x, y));
    }

    static double hypotRare(double x, double y) {
        double larger = Math.max(Math.abs(x), Math.abs(y));
        if (Math.abs(x) == Double.POSITIVE_INFINITY || Math.abs(y) == Double.POSITIVE_INFINITY) {
            return Double.POSITIVE_INFINITY;
        }
        if (larger < 1) {
            return hypotOrdinary(x * 0x1p600, y * 0x1p600) * 0x1p-600;
        }
        return hypotOrdinary(x * 0x1p-600, y * 0x1p-600) * 0x1p600;
    }

    /** x² + y²: the larger square is exact, the smaller one rounded. */
    private static double sumOfSquares(double x, double y) {
        double a = Math.abs(x);
        double b = Math.abs(y);
        double larger = Select.ifLess(a, b, b, a);
        double smaller = Select.ifLess(a, b, a, b);
        return fma(larger, larger, smaller * smaller);
    }
}
