package org.thalweg.core.kernel.elementary;

import static java.lang.Double.doubleToRawLongBits;
import static java.lang.Double.longBitsToDouble;
import static java.lang.Math.fma;

/**
 * e<sup>x</sup> and e<sup>x</sup> − 1.
 *
 * <p>x = k·log 2 + r with |r| ≤ ½ log 2, and e<sup>x</sup> = 2<sup>k</sup>·e<sup>r</sup> with a polynomial for e<sup>r</sup>. A number
 * close to 1.5·2<sup>52</sup> has 1 as its last place: adding it rounds x / log 2 to the integer k and leaves k in the last bits of the
 * sum, which, shifted to the place of the exponent, are the power of two.
 */
final class Exponential {
    static final double LOG2_E = 0x1.71547652b82fep+0;
    static final double LN2 = 0x1.62e42fefa39efp-1;
    static final double LN2_LOW = 0x1.abc9e3b39803fp-56;

    /** Rounds to an integer when added, and leaves the exponent bits of 2<sup>k</sup> as the last bits. */
    static final double TO_POWER = 0x1.8p52 + 1023;

    static final double TO_POWER_UP = TO_POWER + 64;
    static final double TO_POWER_DOWN = TO_POWER - 64;

    private static final double LARGEST = 664;
    private static final double VANISHING = -745.2;
    private static final double OVERFLOWING = 710;
    private static final double LARGEST_LESS_ONE = 709;
    private static final double MINUS_ONE = -40;

    // minimax for (e^r - 1 - r) / r^2 on [-ln2/2, ln2/2], error of r^2 Q below 2^-57.9
    private static final double Q0 = 0x1.000000000000bp-1;
    private static final double Q1 = 0x1.555555555555cp-3;
    private static final double Q2 = 0x1.5555555550230p-5;
    private static final double Q3 = 0x1.111111110e9eep-7;
    private static final double Q4 = 0x1.6c16c1854e0f7p-10;
    private static final double Q5 = 0x1.a01a01b44bb2bp-13;
    private static final double Q6 = 0x1.a019975f1eb9ap-16;
    private static final double Q7 = 0x1.71ddee5f22b42p-19;
    private static final double Q8 = 0x1.28afa5e3cdd91p-22;
    private static final double Q9 = 0x1.af6ea400fd05cp-26;

    // minimax for (e^r - 1 - r - r^2/2) / r^3 on [-ln2/2, ln2/2], error of r^3 T below 2^-63.9
    private static final double T0 = 0x1.555555555555bp-3;
    private static final double T1 = 0x1.5555555555558p-5;
    private static final double T2 = 0x1.111111110eda1p-7;
    private static final double T3 = 0x1.6c16c16c1500ap-10;
    private static final double T4 = 0x1.a01a01b31d652p-13;
    private static final double T5 = 0x1.a01a01ad776cfp-16;
    private static final double T6 = 0x1.71ddf0e4522bcp-19;
    private static final double T7 = 0x1.27e4cc2648231p-22;
    private static final double T8 = 0x1.af6acb75150cap-26;
    private static final double T9 = 0x1.1f8bb5e5ff7b3p-29;

    private Exponential() {}

    static double exp(double x) {
        return expIsOrdinary(x) ? expOrdinary(x) : expRare(x);
    }

    static boolean expIsOrdinary(double x) {
        return x < LARGEST;
    }

    /** Scaled up by 2<sup>64</sup> and down again at the end, so that subnormal results are rounded once, correctly. */
    static double expOrdinary(double x) {
        return Select.ifLess(x, VANISHING, 0.0, shiftedExp(x, TO_POWER_UP) * 0x1p-64);
    }

    static double expRare(double x) {
        return x > OVERFLOWING ? Double.POSITIVE_INFINITY : shiftedExp(x, TO_POWER_DOWN) * 0x1p64;
    }

    /** e<sup>x</sup>·2<sup>j</sup>, where toPower = {@link #TO_POWER} + j. */
    static double shiftedExp(double x, double toPower) {
        double shifted = fma(x, LOG2_E, toPower);
        double power = power(shifted);
        return fma(power, firstOrder(x, shifted - toPower), power);
    }

    static double expm1(double x) {
        return expm1IsOrdinary(x) ? expm1Ordinary(x) : expm1Rare(x);
    }

    static boolean expm1IsOrdinary(double x) {
        return x < LARGEST_LESS_ONE;
    }

    static double expm1Ordinary(double x) {
        double sum = expm1Head(x) + expm1Tail(x);
        return Select.ifEqual(x, 0, x, Select.ifLess(x, MINUS_ONE, -1, sum));
    }

    /** NaN and everything so large that 1 is nothing to it. */
    static double expm1Rare(double x) {
        return exp(x);
    }

    /** The larger part of e<sup>x</sup> − 1 = head + tail, for −700 < x < 709: (2<sup>k</sup> − 1) + 2<sup>k</sup>·r. */
    static double expm1Head(double x) {
        double shifted = fma(x, LOG2_E, TO_POWER);
        double k = shifted - TO_POWER;
        double power = power(shifted);
        return (power - 1) + power * remainder(x, k);
    }

    /** The smaller part of e<sup>x</sup> − 1: the terms of higher order, and what the head lost. */
    static double expm1Tail(double x) {
        double power = power(fma(x, LOG2_E, TO_POWER));
        return expm1TailWith(x, (power - (power - 1)) - 1);
    }

    /** The same for negative x, where the 1 is the larger part. */
    static double expm1TailOfNegative(double x) {
        double power = power(fma(x, LOG2_E, TO_POWER));
        return expm1TailWith(x, power - (1 + (power - 1)));
    }

    private static double expm1TailWith(double x, double lostInLess) {
        double shifted = fma(x, LOG2_E, TO_POWER);
        double k = shifted - TO_POWER;
        double power = power(shifted);
        double r = remainder(x, k);
        double less = power - 1;
        double scaled = power * r;
        double lostInHead = (less - (less + scaled)) + scaled;
        return fma(power, beyondFirstOrder(r) + remainderRest(x, k, r), lostInHead + lostInLess);
    }

    /** x − k·log 2, rounded. */
    static double remainder(double x, double k) {
        return fma(k, -LN2_LOW, fma(k, -LN2, x));
    }

    /** x − k·log 2 − r. */
    static double remainderRest(double x, double k, double r) {
        return fma(k, -LN2_LOW, fma(k, -LN2, x) - r);
    }

    /** The larger part of e<sup>x</sup>·2<sup>j</sup> = head + tail, where toPower = {@link #TO_POWER} + j. */
    static double expHead(double x, double toPower) {
        double shifted = fma(x, LOG2_E, toPower);
        return power(shifted) * (1 + remainder(x, shifted - toPower));
    }

    /** The smaller part. */
    static double expTail(double x, double toPower) {
        double shifted = fma(x, LOG2_E, toPower);
        double k = shifted - toPower;
        double r = remainder(x, k);
        double lost = (1 - (1 + r)) + r;
        return power(shifted) * (lost + (remainderRest(x, k, r) + beyondFirstOrder(r)));
    }

    /** The power of two whose exponent bits are the last of a sum with {@link #TO_POWER}. */
    static double power(double shifted) {
        return longBitsToDouble(doubleToRawLongBits(shifted) << 52);
    }

    /** e<sup>r</sup> − 1 for r = x − k·log 2, to 0.4 units in the last place of e<sup>r</sup>. */
    private static double firstOrder(double x, double k) {
        double exact = fma(k, -LN2, x);
        double rest = k * -LN2_LOW;
        double r = exact + rest;
        return exact + fma(r * r, secondOrder(r), rest);
    }

    /** (e<sup>r</sup> − 1 − r) / r² for |r| ≤ ½ log 2. */
    static double secondOrder(double r) {
        double r2 = r * r;
        double r4 = r2 * r2;
        double q01 = fma(r, Q1, Q0);
        double q23 = fma(r, Q3, Q2);
        double q45 = fma(r, Q5, Q4);
        double q67 = fma(r, Q7, Q6);
        double q89 = fma(r, Q9, Q8);
        return fma(r4, fma(r4, q89, fma(r2, q67, q45)), fma(r2, q23, q01));
    }

    /** e<sup>r</sup> − 1 − r for |r| ≤ ½ log 2, to one unit in its last place. */
    static double beyondFirstOrder(double r) {
        double r2 = r * r;
        double r4 = r2 * r2;
        double t01 = fma(r, T1, T0);
        double t23 = fma(r, T3, T2);
        double t45 = fma(r, T5, T4);
        double t67 = fma(r, T7, T6);
        double t89 = fma(r, T9, T8);
        double t = fma(r4, fma(r4, t89, fma(r2, t67, t45)), fma(r2, t23, t01));
        return fma(0.5 * r, r, r * r2 * t);
    }
}
