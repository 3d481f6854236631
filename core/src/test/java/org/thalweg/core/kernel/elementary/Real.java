package org.thalweg.core.kernel.elementary;

import java.math.BigInteger;

/**
 * A real number to 240 bits (72 digits): mantissa·2<sup>exponent</sup>. Sums and products are exact before the mantissa is cut to 240 bits.
 */
record Real(BigInteger mantissa, int exponent) {
    static final int PRECISION = 240;
    static final Real ZERO = new Real(BigInteger.ZERO, 0);
    static final Real ONE = of(1);

    static Real of(double x) {
        if (!Double.isFinite(x)) {
            throw new IllegalArgumentException(x + " is no real number");
        }
        long bits = Double.doubleToRawLongBits(x);
        int biased = (int) (bits >>> 52) & 0x7ff;
        long fraction = bits & 0x000fffffffffffffL;
        long mantissa = biased == 0 ? fraction : fraction | 0x0010000000000000L;
        return new Real(BigInteger.valueOf(bits < 0 ? -mantissa : mantissa), Math.max(biased, 1) - 1075);
    }

    Real plus(Real other) {
        if (exponent < other.exponent) {
            return other.plus(this);
        }
        return new Real(mantissa.shiftLeft(exponent - other.exponent).add(other.mantissa), other.exponent).cut();
    }

    Real minus(Real other) {
        return plus(other.negated());
    }

    Real times(Real other) {
        return timesExactly(other).cut();
    }

    Real timesExactly(Real other) {
        return new Real(mantissa.multiply(other.mantissa), exponent + other.exponent);
    }

    Real times(long factor) {
        return new Real(mantissa.multiply(BigInteger.valueOf(factor)), exponent).cut();
    }

    Real dividedBy(Real other) {
        int shift = Math.max(0, PRECISION + 2 + other.mantissa.bitLength() - mantissa.bitLength());
        return new Real(mantissa.shiftLeft(shift).divide(other.mantissa), exponent - other.exponent - shift).cut();
    }

    Real dividedBy(long divisor) {
        return dividedBy(new Real(BigInteger.valueOf(divisor), 0));
    }

    /** this·2<sup>power</sup>. */
    Real shifted(int power) {
        return new Real(mantissa, exponent + power);
    }

    Real sqrt() {
        int shift = 2 * PRECISION;
        shift += exponent - shift & 1;
        return new Real(mantissa.shiftLeft(shift).sqrt(), (exponent - shift) / 2).cut();
    }

    Real negated() {
        return new Real(mantissa.negate(), exponent);
    }

    Real magnitude() {
        return new Real(mantissa.abs(), exponent);
    }

    int sign() {
        return mantissa.signum();
    }

    /** The e of 2<sup>e</sup> ≤ |this| < 2<sup>e + 1</sup>. */
    int binade() {
        return exponent + mantissa.bitLength() - 1;
    }

    boolean isBelow(int binade) {
        return sign() == 0 || binade() < binade;
    }

    /** The nearest integer. */
    BigInteger rounded() {
        if (exponent >= 0) {
            return mantissa.shiftLeft(exponent);
        }
        return mantissa.add(BigInteger.ONE.shiftLeft(-exponent - 1)).shiftRight(-exponent);
    }

    /** To about 60 bits, and without regard to the range of the result. */
    double approximately() {
        int extra = Math.max(0, mantissa.bitLength() - 62);
        return Math.scalb((double) mantissa.shiftRight(extra).longValue(), exponent + extra);
    }

    /** The error of a computed number in units of the last place that a double of the size of this has. */
    double errorOf(double computed) {
        if (Double.isNaN(computed)) {
            return Double.POSITIVE_INFINITY;
        }
        if (Double.isInfinite(computed)) {
            return binade() >= 1024
                            || minus(of(Math.copySign(Double.MAX_VALUE, computed)))
                                            .binade()
                                    >= 970
                    ? 0
                    : Double.POSITIVE_INFINITY;
        }
        int unit = sign() == 0 ? -1074 : Math.max(binade() - 52, -1074);
        return Math.abs(of(computed).minus(this).shifted(-unit).approximately());
    }

    private Real cut() {
        int extra = mantissa.bitLength() - PRECISION;
        return extra <= 0 ? this : new Real(mantissa.shiftRight(extra), exponent + extra);
    }
}
