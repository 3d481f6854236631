package org.thalweg.core.kernel.elementary;

import static java.lang.Double.doubleToRawLongBits;
import static java.lang.Double.longBitsToDouble;

/** Exact functions for which vector instruction sets have no operation everywhere. */
final class Rounding {
    private static final long SIGN = Long.MIN_VALUE;

    /** From here every double is an integer, and below, adding and subtracting this rounds to an integer. */
    private static final double INTEGERS = 0x1p52;

    private Rounding() {}

    static double floor(double x) {
        double nearest = nearest(x);
        double floor = nearest - Select.ifLess(x, nearest, 1, 0);
        return Select.ifLess(Math.abs(x), INTEGERS, withSign(floor, x), x);
    }

    static double ceil(double x) {
        double nearest = nearest(x);
        double ceil = nearest + Select.ifLess(nearest, x, 1, 0);
        return Select.ifLess(Math.abs(x), INTEGERS, withSign(ceil, x), x);
    }

    static double sign(double x) {
        return Select.ifLess(0, x, 1, Select.ifLess(x, 0, -1, x));
    }

    /** The nearest integer to x, for |x| < 2<sup>52</sup>. */
    private static double nearest(double x) {
        double shift = longBitsToDouble(doubleToRawLongBits(INTEGERS) | doubleToRawLongBits(x) & SIGN);
        return (x + shift) - shift;
    }

    /** Gives a zero its sign; a number that is not 0 has the sign of x already. */
    private static double withSign(double rounded, double x) {
        return longBitsToDouble(doubleToRawLongBits(rounded) | doubleToRawLongBits(x) & SIGN);
    }
}
