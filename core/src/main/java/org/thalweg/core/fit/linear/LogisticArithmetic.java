package org.thalweg.core.fit.linear;

import org.thalweg.core.linalg.VectorForm;

/**
 * The logistic loss ℓ = log(1 + exp(−m)) and its slope in z, with m = y·z, for many rows. The bits are the same in all forms.
 *
 * <p>With e = exp(−|m|): ℓ = log1p(e) + max(0, −m), ∂ℓ/∂z = −y·(m ≥ 0 ? e : 1)/(1 + e). The exponential is 2ᵏ·exp(r), |r| ≤ ½·log 2, by Taylor's polynomial of degree
 * 13; the logarithm is that of fdlibm (Sun Microsystems, {@code e_log.c}, 1993), about f = e, or (e − 1)/2 where e is above √2 − 1. Each is off by
 * about one ulp; e is 0 where |m| is above 708.
 */
public interface LogisticArithmetic {
    /** Arrays must reach up to the next multiple of it. */
    int LANES = 8;

    /** Above it e is 0. */
    double LARGEST = 708;

    double LOG2_E = 0x1.71547652b82fep0;
    double LN2_HIGH = 0x1.62e42feep-1;
    double LN2_LOW = 0x1.a39ef35793c76p-33;
    /** Added to a number, it leaves the nearest integer in the lowest bits. */
    double TO_INTEGER = 0x1.8p52;
    /** √2 − 1. */
    double SPLIT = 0.41421356237309503;

    /** The form in vector instructions, or in plain loops. */
    static LogisticArithmetic fastest() {
        return VectorForm.of(LogisticArithmetic.class, PlainLogisticArithmetic::new);
    }

    /**
     * Overwrites {@code values} with ℓ and {@code slopes} with ∂ℓ/∂z for {@code count} rows, and what follows up to the next multiple of
     * {@value #LANES} with anything.
     *
     * @param y −1 or 1, one a row
     */
    void evaluate(int count, double[] z, double[] y, double[] values, double[] slopes);
}
