package org.thalweg.core.fit.linear;

/** The coefficients of the two polynomials of {@link LogisticArithmetic}, highest power first. */
final class LogisticCoefficients {
    /** 1/n! for n from 13 down to 0. */
    static final double[] EXPONENTIAL = {
        1 / 6227020800.0,
        1 / 479001600.0,
        1 / 39916800.0,
        1 / 3628800.0,
        1 / 362880.0,
        1 / 40320.0,
        1 / 5040.0,
        1 / 720.0,
        1 / 120.0,
        1 / 24.0,
        1 / 6.0,
        0.5,
        1,
        1
    };

    /** fdlibm's Lg7 down to Lg1. */
    static final double[] LOGARITHM = {
        0.14798198605116586,
        0.15313837699209373,
        0.1818357216161805,
        0.22222198432149784,
        0.2857142874366239,
        0.3999999999940942,
        0.6666666666666735
    };

    private LogisticCoefficients() {}
}
