package org.thalweg.core.kernel.elementary;

import static java.lang.Double.doubleToRawLongBits;
import static java.lang.Double.longBitsToDouble;
import static java.lang.Math.fma;

/**
 * Sine, cosine, tangent.
 *
 * <p>x = n·π/2 + head − excess, with n the nearest integer and |head| ≤ π/4; n's last two bits tell which of ±sin, ±cos of the
 * remainder is meant. All functions begin with the same operations, so that a translator which shares common subexpressions computes
 * the sine and cosine of one argument with one reduction and one evaluation of each polynomial.
 *
 * <p>The reduction subtracts π/2 in three parts (Cody and Waite). x − n·PART1 is exact as a fused operation, both being multiples of
 * the last place of PART1 or of x; PART2 has 33 bits, so that n·PART2 is exact; what rounding takes from the difference comes back
 * in the excess.
 */
final class Trigonometric {
    private static final double TWO_OVER_PI = 0x1.45f306dc9c883p-1;
    private static final double PART1 = 0x1.921fb54442d18p+0;
    private static final double PART2 = 0x1.1a62633100000p-54;
    private static final double PART3 = 0x1.1701b839a2520p-88;

    /** Rounds to an integer when added; the integer is in the last bits of the sum. */
    private static final double TO_INTEGER = 0x1.8p52;

    /** n stays below 2<sup>20</sup>, as PART2 needs. */
    private static final double LARGE = 0x1p20;

    private static final long SIGN = Long.MIN_VALUE;

    // minimax for (x - sin x) / x^3 in z = x^2, |x| <= pi/4: error relative to x below 2^-57.2
    private static final double S0 = 0x1.5555555555549p-3;
    private static final double S1 = -0x1.111111110f8a5p-7;
    private static final double S2 = 0x1.a01a019c140acp-13;
    private static final double S3 = -0x1.71de357669700p-19;
    private static final double S4 = 0x1.ae5e61bf74d40p-26;
    private static final double S5 = -0x1.5d908b4e38182p-33;

    // minimax for (cos x - 1 + x^2/2) / x^4 in z = x^2, |x| <= pi/4: error below 2^-63.9
    private static final double C0 = 0x1.555555555554cp-5;
    private static final double C1 = -0x1.6c16c16c1521ep-10;
    private static final double C2 = 0x1.a01a019cbcb16p-16;
    private static final double C3 = -0x1.27e4f80e63cffp-22;
    private static final double C4 = 0x1.1ee9ecba83d7ap-29;
    private static final double C5 = -0x1.8fadfd90180c4p-37;

    private Trigonometric() {}

    static double sin(double x) {
        return sinIsOrdinary(x) ? sinOrdinary(x) : sinRare(x);
    }

    static boolean sinIsOrdinary(double x) {
        return Math.abs(x) < LARGE;
    }

    static double sinOrdinary(double x) {
        double turned = quarterTurns(x);
        double n = turned - TO_INTEGER;
        double first = fma(n, -PART1, x);
        double head = fma(n, -PART2, first);
        return sinOfReduced(doubleToRawLongBits(turned), head, excess(n, first, head));
    }

    static double sinRare(double x) {
        if (!(Math.abs(x) < Double.POSITIVE_INFINITY)) {
            return Double.NaN;
        }
        LargeAngle angle = LargeAngle.of(x);
        return sinOfReduced(angle.quadrant(), angle.head(), angle.excess());
    }

    static double cos(double x) {
        return cosIsOrdinary(x) ? cosOrdinary(x) : cosRare(x);
    }

    static boolean cosIsOrdinary(double x) {
        return Math.abs(x) < LARGE;
    }

    static double cosOrdinary(double x) {
        double turned = quarterTurns(x);
        double n = turned - TO_INTEGER;
        double first = fma(n, -PART1, x);
        double head = fma(n, -PART2, first);
        return cosOfReduced(doubleToRawLongBits(turned), head, excess(n, first, head));
    }

    static double cosRare(double x) {
        if (!(Math.abs(x) < Double.POSITIVE_INFINITY)) {
            return Double.NaN;
        }
        LargeAngle angle = LargeAngle.of(x);
        return cosOfReduced(angle.quadrant(), angle.head(), angle.excess());
    }

    static double tan(double x) {
        return tanIsOrdinary(x) ? tanOrdinary(x) : tanRare(x);
    }

    static boolean tanIsOrdinary(double x) {
        return Math.abs(x) < LARGE;
    }

    static double tanOrdinary(double x) {
        double turned = quarterTurns(x);
        double n = turned - TO_INTEGER;
        double first = fma(n, -PART1, x);
        double head = fma(n, -PART2, first);
        return tanOfReduced(doubleToRawLongBits(turned), head, excess(n, first, head));
    }

    static double tanRare(double x) {
        if (!(Math.abs(x) < Double.POSITIVE_INFINITY)) {
            return Double.NaN;
        }
        LargeAngle angle = LargeAngle.of(x);
        return tanOfReduced(angle.quadrant(), angle.head(), angle.excess());
    }

    /** x / (π/2), rounded to an integer n and shifted by {@link #TO_INTEGER}. */
    private static double quarterTurns(double x) {
        return fma(x, TWO_OVER_PI, TO_INTEGER);
    }

    /** What head is above x − n·π/2. */
    private static double excess(double n, double first, double head) {
        return fma(n, PART3, fma(n, PART2, head - first));
    }

    private static double sinOfReduced(long quadrant, double head, double excess) {
        long sin = doubleToRawLongBits(head - sinDefect(head, excess));
        long cos = doubleToRawLongBits(cosHead(head) + cosTail(head, excess));
        long exchange = (sin ^ cos) & -(quadrant & 1);
        return longBitsToDouble(sin ^ exchange ^ (quadrant & 2) << 62);
    }

    private static double cosOfReduced(long quadrant, double head, double excess) {
        long sin = doubleToRawLongBits(head - sinDefect(head, excess));
        long cos = doubleToRawLongBits(cosHead(head) + cosTail(head, excess));
        long exchange = (sin ^ cos) & -(quadrant & 1);
        return longBitsToDouble(cos ^ exchange ^ (quadrant + 1 & 2) << 62);
    }

    /** The quotient of sine and cosine, or of −cosine and sine, both in twice the precision, after one correction. */
    private static double tanOfReduced(long quadrant, double head, double excess) {
        double cosHead = cosHead(head);
        double sinDefect = sinDefect(head, excess * cosHead);
        double lost = fma(head, head, -(head * head));
        double cosTail = fma(lost, -0.5, cosTail(head, excess));
        double sin = head - sinDefect;
        double cos = cosHead + cosTail;
        double sinRest = (head - sin) - sinDefect;
        double cosRest = (cosHead - cos) + cosTail;

        long odd = -(quadrant & 1);
        long exchange = (doubleToRawLongBits(sin) ^ doubleToRawLongBits(cos)) & odd;
        long exchangeRest = (doubleToRawLongBits(sinRest) ^ doubleToRawLongBits(cosRest)) & odd;
        double above = longBitsToDouble(doubleToRawLongBits(sin) ^ exchange);
        double below = longBitsToDouble(doubleToRawLongBits(cos) ^ exchange);
        double aboveRest = longBitsToDouble(doubleToRawLongBits(sinRest) ^ exchangeRest);
        double belowRest = longBitsToDouble(doubleToRawLongBits(cosRest) ^ exchangeRest);

        double inverse = 1 / below;
        double quotient = above * inverse;
        double tooMuch = fma(quotient, below, -above) + (quotient * belowRest - aboveRest);
        double tan = quotient - tooMuch * inverse;
        return longBitsToDouble(doubleToRawLongBits(tan) ^ odd & SIGN);
    }

    /** head − sin(head − excess), to which a somewhat better excess·cos(head) may be given as the excess. */
    private static double sinDefect(double head, double excess) {
        double z = head * head;
        double z2 = z * z;
        double s01 = fma(z, S1, S0);
        double s23 = fma(z, S3, S2);
        double s45 = fma(z, S5, S4);
        return fma(head * z, fma(z2, fma(z2, s45, s23), s01), excess);
    }

    /** 1 − head²/2, rounded. */
    private static double cosHead(double head) {
        return fma(head * head, -0.5, 1);
    }

    /** cos(head − excess) − {@link #cosHead}. */
    private static double cosTail(double head, double excess) {
        double z = head * head;
        double z2 = z * z;
        double c01 = fma(z, C1, C0);
        double c23 = fma(z, C3, C2);
        double c45 = fma(z, C5, C4);
        double lost = fma(z, -0.5, 1 - cosHead(head));
        return fma(z2, fma(z2, fma(z2, c45, c23), c01), fma(head, excess, lost));
    }
}
