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

    // minimax for (atan x - x) / x^3 in z = x^2, |x| <= 1/2: error relative to x below 2^-57.7
    private static final double A0 = -0x1.5555555555518p-2;
    private static final double A1 = 0x1.99999999914cap-3;
    private static final double A2 = -0x1.249249216f655p-3;
    private static final double A3 = 0x1.c71c709657d4cp-4;
    private static final double A4 = -0x1.745cf548e90dfp-4;
    private static final double A5 = 0x1.3b1144e7efe72p-4;
    private static final double A6 = -0x1.10f363677950cp-4;
    private static final double A7 = 0x1.dfecdb9a771b5p-5;
    private static final double A8 = -0x1.a3a698b6a3244p-5;
    private static final double A9 = 0x1.571b6fd2836c3p-5;
    private static final double A10 = -0x1.c1f27f44afd0fp-6;
    private static final double A11 = 0x1.4c1cb36df9282p-7;

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

    /** With q = x, (x − 1) / (x + 1) or −1 / x, whichever has |q| ≤ ½, an angle of 0, π/4 or π/2 plus arctan q. */
    static double atan(double x) {
        double size = Math.abs(x);
        double a = Select.ifLess(LARGEST, size, LARGEST, size);
        double quotient = quotient(1, a);
        double atan = shifted(base(1, a), quotient, atanDefect(quotient) + quotientRest(1, a));
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

    /** The angle of (|x|, |y|), taken from π if x is negative. */
    static double atan2Ordinary(double y, double x) {
        double a = Math.abs(x);
        double b = Math.abs(y);
        double base = base(a, b);
        double quotient = quotient(a, b);
        double head = base + quotient;
        double tail = atanDefect(quotient) + quotientRest(a, b) + fma(base, PI_REST, (base - head) + quotient);
        long side = doubleToRawLongBits(x) & SIGN;
        double straight = Select.ifLess(x, 0, PI, 0);
        double angle = shifted(
                straight,
                longBitsToDouble(doubleToRawLongBits(head) ^ side),
                longBitsToDouble(doubleToRawLongBits(tail) ^ side));
        return longBitsToDouble(doubleToRawLongBits(angle) | doubleToRawLongBits(y) & SIGN);
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

    /** The angle that is subtracted from arctan(b / a) to leave one of at most ½: 0, π/4 or π/2. */
    private static double base(double a, double b) {
        return Select.ifLess(2 * a, b, HALF_PI, Select.ifLess(0.5 * a, b, 0.5 * HALF_PI, 0));
    }

    /** The tangent of the angle left: b / a, (b − a) / (b + a) or −a / b. */
    private static double quotient(double a, double b) {
        return above(a, b) * (1 / (belowA(a, b) + belowB(a, b)));
    }

    /** What the quotient lacks. */
    private static double quotientRest(double a, double b) {
        double quotient = quotient(a, b);
        double below = belowA(a, b) + belowB(a, b);
        double belowRest = belowB(a, b) - (below - belowA(a, b));
        return fma(-quotient, belowRest, fma(-quotient, below, above(a, b))) * (1 / below);
    }

    /** The numerator, exact since b and a are within a factor of 2 of each other where both enter. */
    private static double above(double a, double b) {
        return Select.ifLess(2 * a, b, 0, b) - Select.ifLess(0.5 * a, b, a, 0);
    }

    private static double belowA(double a, double b) {
        return Select.ifLess(2 * a, b, 0, a);
    }

    private static double belowB(double a, double b) {
        return Select.ifLess(0.5 * a, b, b, 0);
    }

    /** base + lead + small, for a base that is a multiple of π/4, at least |lead| or 0, rounded to double as a constant. */
    private static double shifted(double base, double lead, double small) {
        double sum = base + lead;
        double lost = (base - sum) + lead;
        return sum + (lost + fma(base, PI_REST, small));
    }

    /** arctan q − q for |q| ≤ ½. */
    private static double atanDefect(double q) {
        double z = q * q;
        double z2 = z * z;
        double z4 = z2 * z2;
        double a01 = fma(z, A1, A0);
        double a23 = fma(z, A3, A2);
        double a45 = fma(z, A5, A4);
        double a67 = fma(z, A7, A6);
        double a89 = fma(z, A9, A8);
        double aAB = fma(z, A11, A10);
        double high = fma(z4, fma(z2, aAB, a89), fma(z2, a67, a45));
        return q * z * fma(z4, high, fma(z2, a23, a01));
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
