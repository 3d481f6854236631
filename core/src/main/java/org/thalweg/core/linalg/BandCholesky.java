package org.thalweg.core.linalg;

import java.util.Arrays;

/**
 * The factorization A + μI = LLᵀ of a symmetric matrix with few diagonals, and solutions of (A + μI)x = b by it.
 *
 * <p>Of an n·n matrix of half-bandwidth b, entry (i, i − k), 0 ≤ k ≤ b, is held at {@code [i * (b + 1) + k]}; entries outside the matrix
 * are not read. Golub and Van Loan, <i>Matrix Computations</i> (2013), algorithm 4.3.5. Costs n·b² multiplications, and 2n·b a solution.
 */
public final class BandCholesky {
    /** Least share of a diagonal entry that its pivot must keep, or the rest is rounding. */
    private static final double SHARE = 0x1p-46;

    private final int band;
    private double[] lower = {};
    private int size;

    /** @param band b, the half-bandwidth: 0 for a diagonal matrix */
    public BandCholesky(int band) {
        this.band = band;
    }

    /**
     * Factors A + μI; returns whether it is positive definite beyond rounding. What was factored before is forgotten.
     *
     * @param entries of A, n·(b + 1) doubles, which it reads
     * @param n the number of rows
     * @param shift μ
     */
    public boolean factor(double[] entries, int n, double shift) {
        int stride = band + 1;
        if (lower.length < n * stride) {
            lower = new double[n * stride];
        }
        size = n;
        double[] l = lower;
        for (int i = 0; i < n; i++) {
            int row = i * stride;
            for (int k = Math.min(i, band); k >= 0; k--) {
                int j = i - k;
                int column = j * stride;
                double sum = entries[row + k] + (k == 0 ? shift : 0);
                double whole = sum;
                for (int m = Math.max(0, i - band); m < j; m++) {
                    sum = Math.fma(-l[row + i - m], l[column + j - m], sum);
                }
                if (k > 0) {
                    l[row + k] = sum / l[column];
                } else if (sum > SHARE * whole && sum < Double.POSITIVE_INFINITY) {
                    l[row] = Math.sqrt(sum);
                } else {
                    return false;
                }
            }
        }
        return true;
    }

    /** Overwrites the right side {@code x} with the solution. */
    public void solve(double[] x) {
        int stride = band + 1;
        for (int i = 0; i < size; i++) {
            double sum = x[i];
            for (int k = Math.min(i, band); k > 0; k--) {
                sum = Math.fma(-lower[i * stride + k], x[i - k], sum);
            }
            x[i] = sum / lower[i * stride];
        }
        for (int i = size - 1; i >= 0; i--) {
            double share = x[i] / lower[i * stride];
            x[i] = share;
            for (int k = Math.min(i, band); k > 0; k--) {
                x[i - k] = Math.fma(-lower[i * stride + k], share, x[i - k]);
            }
        }
    }

    /**
     * Factors A + μI for the least μ of {@code least}, and then of a ladder by fours from a thousandth of the largest diagonal entry, that makes
     * it positive definite; returns μ, or NaN if A is not finite.
     */
    public double factorShifted(double[] entries, int n, double least) {
        if (factor(entries, n, least)) {
            return least;
        }
        double largest = Double.MIN_NORMAL;
        for (int i = 0; i < n * (band + 1); i++) {
            largest = Math.max(largest, Math.abs(entries[i]));
        }
        if (!(largest < Double.POSITIVE_INFINITY)) {
            return Double.NaN;
        }
        double shift = Math.max(least, 1e-3 * largest);
        while (!factor(entries, n, shift)) {
            shift *= 4;
            if (!(shift < Double.POSITIVE_INFINITY)) {
                return Double.NaN;
            }
        }
        return shift;
    }

    /** The number of entries that {@code n} rows take. */
    public int length(int n) {
        return n * (band + 1);
    }

    /** An array for the entries of {@code n} rows, zero. */
    public double[] zero(int n) {
        double[] entries = new double[length(n)];
        Arrays.fill(entries, 0);
        return entries;
    }
}
