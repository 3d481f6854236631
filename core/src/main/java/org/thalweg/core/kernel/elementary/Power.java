package org.thalweg.core.kernel.elementary;

import static java.lang.Double.doubleToRawLongBits;
import static java.lang.Math.fma;

/**
 * x<sup>y</sup> = e<sup>y·log x</sup>, with the logarithm in two parts good to 2<sup>−65</sup>: the product may be as large as 700, where
 * an error in its last place would be one of hundreds of last places in the power.
 */
final class Power {
    private static final double LN2 = Exponential.LN2;
    private static final double LN2_LOW = Exponential.LN2_LOW;
    private static final double LOG2_E = Exponential.LOG2_E;
    private static final double TO_POWER = Exponential.TO_POWER;

    /** With 42 bits, so that its products with exponents are exact. */
    private static final double LN2_SHORT = 0x1.62e42fefa3800p-1;

    private static final double LN2_SHORT_LOW = 0x1.ef35793c76730p-45;

    private static final double TWO_THIRDS = 0x1.5555555555555p-1;
    private static final double TWO_THIRDS_LOW = 0x1.5555555555555p-55;

    /** |y·log x| up to which neither the power nor anything on the way leaves the normal numbers. */
    private static final double LARGE = 690;

    // minimax for ((2 artanh(s) - 2 s) / s^3 - 2/3) / s^2 in z = s^2, |s| <= (sqrt2 - 1) / (sqrt2 + 1);
    // error relative to 2 s below 2^-73
    private static final double W0 = 0x1.9999999999996p-2;
    private static final double W1 = 0x1.2492492492f56p-2;
    private static final double W2 = 0x1.c71c71c59596fp-3;
    private static final double W3 = 0x1.745d1829ed9c2p-3;
    private static final double W4 = 0x1.3b13649ad0089p-3;
    private static final double W5 = 0x1.112076e00b182p-3;
    private static final double W6 = 0x1.de3c216ae8756p-4;
    private static final double W7 = 0x1.ead13ef419ca5p-4;

    private Power() {}

    static double pow(double x, double y) {
        return powIsOrdinary(x, y) ? powOrdinary(x, y) : powRare(x, y);
    }

    /** x is positive, normal and finite, and so is the power. */
    static boolean powIsOrdinary(double x, double y) {
        double product = y * logHead(x, Logarithm.FROM_INTEGER);
        double candidate = Select.ifLess(Math.abs(product), LARGE, x, -1);
        return doubleToRawLongBits(candidate) + Logarithm.FROM_NORMAL < Logarithm.BELOW_INFINITE;
    }

    static double powOrdinary(double x, double y) {
        double log = logHead(x, Logarithm.FROM_INTEGER);
        double logRest = logTail(x, Logarithm.FROM_INTEGER);
        double product = y * log;
        return exp(product, fma(y, logRest, fma(y, log, -product)), TO_POWER);
    }

    static double powRare(double x, double y) {
        if (y == 0) {
            return 1;
        }
        if (Double.isNaN(x) || Double.isNaN(y)) {
            return Double.NaN;
        }
        boolean odd = isOddInteger(y);
        if (x < 0 && Math.abs(x) < Double.POSITIVE_INFINITY && Math.rint(y) != y) {
            return Double.NaN;
        }
        double magnitude = powOfMagnitude(Math.abs(x), y);
        return odd ? Math.copySign(magnitude, x) : magnitude;
    }

    private static double powOfMagnitude(double x, double y) {
        if (Math.abs(y) == Double.POSITIVE_INFINITY) {
            if (x == 1) {
                return Double.NaN;
            }
            return x > 1 == y > 0 ? Double.POSITIVE_INFINITY : 0;
        }
        if (x == 0 || x == Double.POSITIVE_INFINITY) {
            return x > 0 == y > 0 ? Double.POSITIVE_INFINITY : 0;
        }
        boolean normal = x >= Double.MIN_NORMAL;
        double scaled = normal ? x : x * 0x1p52;
        double fromInteger = normal ? Logarithm.FROM_INTEGER : Logarithm.FROM_INTEGER_SCALED;
        double log = logHead(scaled, fromInteger);
        double product = y * log;
        if (product < -746 || product > 710) {
            return product > 0 ? Double.POSITIVE_INFINITY : 0;
        }
        double rest = fma(y, logTail(scaled, fromInteger), fma(y, log, -product));
        return product < 0
                ? exp(product, rest, Exponential.TO_POWER_UP) * 0x1p-64
                : exp(product, rest, Exponential.TO_POWER_DOWN) * 0x1p64;
    }

    private static boolean isOddInteger(double y) {
        double half = 0.5 * y;
        return Math.rint(y) == y && Math.rint(half) != half;
    }

    /** e<sup>x + rest</sup>, times 2<sup>j</sup> for toPower = {@link Exponential#TO_POWER} + j. */
    private static double exp(double x, double rest, double toPower) {
        double shifted = fma(x, LOG2_E, toPower);
        double k = shifted - toPower;
        double exact = fma(k, -LN2, x);
        double correction = fma(k, -LN2_LOW, rest);
        double r = exact + correction;
        double missing = (exact - r) + correction;
        double head = 1 + r;
        double lost = (1 - head) + r;
        double tail = lost + fma(r * r, Exponential.secondOrder(r), missing);
        return Exponential.power(shifted) * (head + tail);
    }

    /** The larger part of log x = head + tail. */
    private static double logHead(double x, double fromInteger) {
        double f = Logarithm.mantissa(x) - 1;
        return fma(Logarithm.exponent(x, fromInteger), LN2_SHORT, logOfMantissa(f * (1 / (2 + f))));
    }

    /** 2 artanh s. */
    private static double logOfMantissa(double s) {
        double z = s * s;
        return fma(2, s, s * z * fma(z, higherOrders(z), TWO_THIRDS));
    }

    /** log x less {@link #logHead}, good to 2<sup>−65</sup> of log x. */
    private static double logTail(double x, double fromInteger) {
        double k = Logarithm.exponent(x, fromInteger);
        double f = Logarithm.mantissa(x) - 1;
        // s + sRest = f / (2 + f)
        double below = 2 + f;
        double belowRest = (2 - below) + f;
        double inverse = 1 / below;
        double s = f * inverse;
        double sRest = inverse * fma(-s, belowRest, fma(-s, below, f));
        // z + zRest = (s + sRest)^2, cube + cubeRest = (s + sRest)^3
        double z = s * s;
        double zRest = fma(2 * s, sRest, fma(s, s, -z));
        double cube = s * z;
        double cubeRest = fma(sRest, z, fma(s, zRest, fma(s, z, -cube)));
        // factor + factorRest = 2/3 + z W(z)
        double higher = higherOrders(z);
        double factor = fma(z, higher, TWO_THIRDS);
        double factorRest = fma(z, higher, TWO_THIRDS - factor) + fma(zRest, W0, TWO_THIRDS_LOW);
        double third = cube * factor;
        double thirdRest = fma(cubeRest, factor, fma(cube, factorRest, fma(cube, factor, -third)));
        // log(1 + f) = 2 s + third, then k log 2 is added
        double sum = fma(2, s, third);
        double sumRest = (fma(2, s, -sum) + third) + fma(2, sRest, thirdRest);
        double head = fma(k, LN2_SHORT, sum);
        return (fma(k, LN2_SHORT, -head) + sum) + fma(k, LN2_SHORT_LOW, sumRest);
    }

    private static double higherOrders(double z) {
        double z2 = z * z;
        double w01 = fma(z, W1, W0);
        double w23 = fma(z, W3, W2);
        double w45 = fma(z, W5, W4);
        double w67 = fma(z, W7, W6);
        return fma(z2 * z2, fma(z2, w67, w45), fma(z2, w23, w01));
    }
}
