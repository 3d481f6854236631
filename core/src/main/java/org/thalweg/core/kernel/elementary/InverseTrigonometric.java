package org.thalweg.core.kernel.elementary;

import static java.lang.Double.doubleToRawLongBits;
import static java.lang.Double.longBitsToDouble;
import static java.lang.Math.fma;

/**
 * Inverse trigonometric functions.
 *
 * <p>atan by one odd polynomial on [0, 1], after arctan x = π/2 − arctan(1 / x); asin by one on [0, ½], after
 * arcsin x = π/2 − 2 arcsin √((1 − x) / 2). π/2 enters in two parts, and the one rounding that would hurt, of π/2 less the leading term, is undone.
 */
final class InverseTrigonometric {
    private static final long SIGN = Long.MIN_VALUE;
    private static final double PI = 0x1.921fb54442d18p+1;
    private static final double HALF_PI = 0x1.921fb54442d18p+0;
    /** (π/2 − HALF_PI) / HALF_PI. */
    private static final double PI_REST = 0x1.1a62633145c07p-54 / HALF_PI;

    /** Between these sizes no quotient or remainder of the arguments of atan2 leaves the normal numbers. */
    private static final double SMALLEST = 0x1p-400;

    private static final double LARGEST = 0x1p500;

    /** Keeps 0 / 0 away and vanishes in any other sum. */
    private static final double NOTHING = 0x1p-200;

    // minimax for (atan x - x) / x^3 in z = x^2 on [0, 1]: error relative to x below 2^-57.5
    private static final double A0 = -0x1.555555555552ap-2;
    private static final double A1 = 0x1.9999999995ae7p-3;
    private static final double A2 = -0x1.2492492392287p-3;
    private static final double A3 = 0x1.c71c718421d39p-4;
    private static final double A4 = -0x1.745d11fab0084p-4;
    private static final double A5 = 0x1.3b136a1097fb0p-4;
    private static final double A6 = -0x1.110e6d5389935p-4;
    private static final double A7 = 0x1.e1bcf459e9c2cp-5;
    private static final double A8 = -0x1.ae643c65a4783p-5;
    private static final double A9 = 0x1.82ee6f7952eb3p-5;
    private static final double A10 = -0x1.59d739eccd35cp-5;
    private static final double A11 = 0x1.2c96805167709p-5;
    private static final double A12 = -0x1.eb43a87a06b9bp-6;
    private static final double A13 = 0x1.69d129a909c99p-6;
    private static final double A14 = -0x1.ca88c33b199eep-7;
    private static final double A15 = 0x1.dbedf467e3585p-8;
    private static final double A16 = -0x1.7e8dabab0f140p-9;
    private static final double A17 = 0x1.ba179157c18afp-11;
    private static final double A18 = -0x1.4481ba295ba4cp-13;
    private static final double A19 = 0x1.c46915a7a2fcfp-17;

    // minimax for (asin x - x) / x^3 in z = x^2, |x| <= 1/2: error relative to x below 2^-59.3
    private static final double B0 = 0x1.5555555555578p-3;
    private static final double B1 = 0x1.333333332df0fp-4;
    private static final double B2 = 0x1.6db6db722bf62p-5;
    private static final double B3 = 0x1.f1c71a8b53949p-6;
    private static final double B4 = 0x1.6e8bdff05520bp-6;
    private static final double B5 = 0x1.1c49dd3839b1dp-6;
    private static final double B6 = 0x1.ca21595e407e8p-7;
    private static final double B7 = 0x1.7576cfe1fd0dbp-7;
    private static final double B8 = 0x1.618f391628162p-7;
    private static final double B9 = 0x1.e11230b1c5d90p-9;
    private static final double B10 = 0x1.6519cb9f6a1aap-6;
    private static final double B11 = -0x1.5a1a701e3a1fcp-6;
    private static final double B12 = 0x1.0bf05d49d08bfp-5;

    private InverseTrigonometric() {}

    static double atan(double x) {
        double a = Math.abs(x);
        double above = Select.ifLess(1, a, -1, a);
        double below = Select.ifLess(1, a, a, 1);
        double base = Select.ifLess(1, a, HALF_PI, 0);
        double quotient = above / below;
        double atan = shifted(base, quotient, atanDefect(quotient));
        return longBitsToDouble(doubleToRawLongBits(atan) | doubleToRawLongBits(x) & SIGN);
    }

    static double atan2(double y, double x) {
        return atan2IsOrdinary(y, x) ? atan2Ordinary(y, x) : atan2Rare(y, x);
    }

    static boolean atan2IsOrdinary(double y, double x) {
        double a = Math.abs(x);
        double b = Math.abs(y);
        double larger = Select.ifLess(a, b, b, a);
        double smaller = Select.ifLess(a, b, a, b);
        return SMALLEST < Select.ifLess(larger, LARGEST, smaller, 0);
    }

    /** arctan(|y| / x), or π/2 − arctan(x / |y|) if |y| is the larger. */
    static double atan2Ordinary(double y, double x) {
        double a = Math.abs(x);
        double b = Math.abs(y);
        double above = Select.ifLess(a, b, -x, b);
        double below = Select.ifLess(a, b, b, x);
        double base = Select.ifLess(a, b, HALF_PI, Select.ifLess(x, 0, PI, 0));
        double inverse = 1 / below;
        double quotient = above * inverse;
        double rest = fma(-quotient, below, above) * inverse;
        double atan = shifted(base, quotient, atanDefect(quotient) + rest);
        return longBitsToDouble(doubleToRawLongBits(atan) | doubleToRawLongBits(y) & SIGN);
    }

    /** Arguments that are 0, infinite, NaN, or of very different or extreme size. */
    static double atan2Rare(double y, double x) {
        double a = Math.abs(x);
        double b = Math.abs(y);
        if (Double.isNaN(x) || Double.isNaN(y)) {
            return Double.NaN;
        }
        boolean left = doubleToRawLongBits(x) < 0;
        double angle;
        if (a == b && a == Double.POSITIVE_INFINITY) {
            angle = left ? 0.75 * PI : 0.25 * PI;
        } else if (b == 0 || a == Double.POSITIVE_INFINITY) {
            angle = left ? PI : 0;
        } else if (a == 0 || b == Double.POSITIVE_INFINITY) {
            angle = HALF_PI;
        } else {
            angle = atan2OfExtremes(b, a, left);
        }
        return Math.copySign(angle, y);
    }

    private static double atan2OfExtremes(double b, double a, boolean left) {
        int exponents = Math.getExponent(b) - Math.getExponent(a);
        if (exponents > 100) {
            return HALF_PI;
        }
        if (exponents < -100) {
            return left ? PI : b / a;
        }
        int scale = -Math.getExponent(a);
        double scaled = Math.scalb(a, scale);
        return atan2Ordinary(Math.scalb(b, scale), left ? -scaled : scaled);
    }

    static double asin(double x) {
        double a = Math.abs(x);
        double z = Select.ifLess(0.5, a, fma(a, -0.5, 0.5), a * a);
        double root = Select.ifLess(0.5, a, Math.sqrt(z), a);
        double defect = asinDefect(root, z);
        double rest = fma(-root, root, z) / (2 * root + NOTHING);
        double outer = shifted(HALF_PI, -2 * root, -2 * (defect + rest));
        double asin = Select.ifLess(0.5, a, outer, root + defect);
        return longBitsToDouble(doubleToRawLongBits(asin) | doubleToRawLongBits(x) & SIGN);
    }

    /** π/2 − arcsin x for |x| ≤ ½; beyond, 2 arcsin √((1 − |x|) / 2), or π less that if x is negative. */
    static double acos(double x) {
        double a = Math.abs(x);
        double z = Select.ifLess(0.5, a, fma(a, -0.5, 0.5), a * a);
        double root = Select.ifLess(0.5, a, Math.sqrt(z), a);
        double defect = asinDefect(root, z);
        double rest = fma(-root, root, z) / (2 * root + NOTHING);
        double lead = Select.ifLess(0.5, a, 2 * root, a);
        double small = Select.ifLess(0.5, a, 2 * (defect + rest), defect);
        double base = Select.ifLess(0.5, a, Select.ifLess(x, 0, PI, 0), HALF_PI);
        long sign = doubleToRawLongBits(Select.ifLess(0.5, a, x, -x)) & SIGN;
        return shifted(
                base,
                longBitsToDouble(doubleToRawLongBits(lead) ^ sign),
                longBitsToDouble(doubleToRawLongBits(small) ^ sign));
    }

    /** base + lead + small, for a base that is a multiple of π/2, at least |lead| or 0, rounded to double as a constant. */
    private static double shifted(double base, double lead, double small) {
        double sum = base + lead;
        double lost = (base - sum) + lead;
        return sum + (lost + fma(base, PI_REST, small));
    }

    /** arctan q − q for |q| ≤ 1. */
    private static double atanDefect(double q) {
        double z = q * q;
        double z2 = z * z;
        double z4 = z2 * z2;
        double z8 = z4 * z4;
        double a0 = fma(z, A1, A0);
        double a2 = fma(z, A3, A2);
        double a4 = fma(z, A5, A4);
        double a6 = fma(z, A7, A6);
        double a8 = fma(z, A9, A8);
        double a10 = fma(z, A11, A10);
        double a12 = fma(z, A13, A12);
        double a14 = fma(z, A15, A14);
        double a16 = fma(z, A17, A16);
        double a18 = fma(z, A19, A18);
        double low = fma(z4, fma(z2, a6, a4), fma(z2, a2, a0));
        double high = fma(z4, fma(z2, a14, a12), fma(z2, a10, a8));
        return q * z * fma(z8, fma(z8, fma(z2, a18, a16), high), low);
    }

    /** arcsin s − s for z = s² ≤ ¼. */
    private static double asinDefect(double s, double z) {
        double z2 = z * z;
        double z4 = z2 * z2;
        double b0 = fma(z, B1, B0);
        double b2 = fma(z, B3, B2);
        double b4 = fma(z, B5, B4);
        double b6 = fma(z, B7, B6);
        double b8 = fma(z, B9, B8);
        double b10 = fma(z, B11, B10);
        double high = fma(z4, fma(z4, B12, fma(z2, b10, b8)), fma(z2, b6, b4));
        return s * z * fma(z4, high, fma(z2, b2, b0));
    }
}
