package org.thalweg.core.kernel.elementary;

/**
 * An angle reduced to the nearest multiple of π/2, whatever its size: x = (4·m + quadrant)·π/2 + head − excess for some integer m.
 *
 * <p>The method of Payne and Hanek (doi:10.1145/1057600.1057602): x is an integer times a power of two, so of x·(2/π) modulo 4
 * only 192 bits of 2/π matter, those that neither give multiples of 4 nor fall below the precision needed. No double comes closer
 * to a multiple of π/2 than about 2<sup>−62</sup>, and the product is good to 2<sup>−137</sup>.
 *
 * @param quadrant an integer, of which the last two bits count
 * @param head the remainder, |head| ≤ π/4
 * @param excess what head is too large by, below one unit in its last place
 */
record LargeAngle(long quadrant, double head, double excess) {
    /** The bits of 2/π after the binary point, with 64 zeros in front for x below 2<sup>54</sup>. */
    private static final long[] TWO_OVER_PI = {
        0x0000000000000000L,
        0xa2f9836e4e441529L,
        0xfc2757d1f534ddc0L,
        0xdb6295993c439041L,
        0xfe5163abdebbc561L,
        0xb7246e3a424dd2e0L,
        0x06492eea09d1921cL,
        0xfe1deb1cb129a73eL,
        0xe88235f52ebb4484L,
        0xe99c7026b45f7e41L,
        0x3991d639835339f4L,
        0x9c845f8bbdf9283bL,
        0x1ff897ffde05980fL,
        0xef2f118b5a0a6d1fL,
        0x6d367ecf27cb09b7L,
        0x4f463f669e5fea2dL,
        0x7527bac7ebe5f17bL,
        0x3d0739f78a5292eaL,
        0x6bfb5fb11f8d5d08L,
        0x56033046fc7b6babL
    };

    private static final double HALF_PI = 0x1.921fb54442d18p+0;
    private static final double HALF_PI_LOW = 0x1.1a62633145c07p-54;

    /** Reduces x, a finite number with 2<sup>15</sup> ≤ |x|. */
    static LargeAngle of(double x) {
        int exponent = Math.getExponent(x) - 52;
        long integer = Double.doubleToRawLongBits(x) & 0x000fffffffffffffL | 0x0010000000000000L;
        int first = exponent - 2 + 64;
        long w0 = bitsFrom(first);
        long w1 = bitsFrom(first + 64);
        long w2 = bitsFrom(first + 128);

        // the last 192 bits of integer * (w0 w1 w2): two of the quadrant, then the fraction
        long p2 = integer * w2;
        long carry = unsignedHigh(integer, w2);
        long p1 = integer * w1 + carry;
        carry = unsignedHigh(integer, w1) + (Long.compareUnsigned(p1, carry) < 0 ? 1 : 0);
        long p0 = integer * w0 + carry;

        // the fraction of a quarter turn as a signed number: above one half it belongs to the next quadrant
        long f0 = p0 << 2 | p1 >>> 62;
        long f1 = p1 << 2 | p2 >>> 62;
        long f2 = p2 << 2;
        long sign = f0 >> 63;
        long quadrant = (p0 >>> 62) - sign;
        f0 ^= sign;
        f1 ^= sign;
        f2 ^= sign;

        int zeros = Long.numberOfLeadingZeros(f0);
        if (zeros > 0) {
            f0 = zeros == 64 ? f1 : f0 << zeros | f1 >>> (64 - zeros);
            f1 = zeros == 64 ? f2 : f1 << zeros | f2 >>> (64 - zeros);
        }
        double high = Math.scalb((double) (f0 >>> 11), -53 - zeros);
        double low = Math.scalb((double) ((f0 & 0x7ff) << 42 | f1 >>> 22), -106 - zeros);
        double product = high * HALF_PI;
        double rest = Math.fma(high, HALF_PI, -product) + Math.fma(high, HALF_PI_LOW, low * HALF_PI);
        double head = product + rest;
        double excess = (head - product) - rest;
        boolean negative = (x < 0) != (sign != 0);
        return new LargeAngle(x < 0 ? -quadrant : quadrant, negative ? -head : head, negative ? -excess : excess);
    }

    private static long bitsFrom(int position) {
        int word = position >>> 6;
        int shift = position & 63;
        return shift == 0 ? TWO_OVER_PI[word] : TWO_OVER_PI[word] << shift | TWO_OVER_PI[word + 1] >>> (64 - shift);
    }

    /** The high word of the product of a non-negative and an unsigned number. */
    private static long unsignedHigh(long a, long b) {
        return Math.multiplyHigh(a, b) + (a & b >> 63);
    }
}
