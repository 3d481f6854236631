package org.thalweg.core.linalg;

import java.util.Arrays;

/**
 * Sums carried in twice the precision of a double: each is an unevaluated pair head + tail with |tail| ≤ ½ ulp(head).
 *
 * <p>A product is split into its rounded value and the exact rest by a fused multiply–add, a sum by Knuth's two-sum, so the relative
 * error of Σ aᵢ·bᵢ is about n²·2⁻¹⁰⁶·Σ|aᵢ·bᵢ|/|Σ aᵢ·bᵢ| (Ogita, Rump and Oishi, <i>Accurate sum and dot product</i>, SIAM J. Sci. Comput. 26
 * (2005), doi:10.1137/030601818, algorithm 5.3). What overflows ends as NaN or ±∞ in the head. Not for sharing between threads.
 */
public final class ExactSums {
    private final double[] head;
    private final double[] tail;

    /** {@code count} sums, all 0. */
    public ExactSums(int count) {
        head = new double[count];
        tail = new double[count];
    }

    public void clear() {
        Arrays.fill(head, 0);
        Arrays.fill(tail, 0);
    }

    /** Adds {@code a} to sum {@code k}. */
    public void add(int k, double a) {
        double old = head[k];
        double sum = old + a;
        double part = sum - old;
        head[k] = sum;
        tail[k] += (old - (sum - part)) + (a - part);
    }

    /** Adds a·b to sum {@code k}. */
    public void addProduct(int k, double a, double b) {
        double product = a * b;
        double rest = Math.fma(a, b, -product);
        add(k, product);
        tail[k] += rest;
    }

    /** Sum {@code k}, rounded to a double. */
    public double value(int k) {
        double sum = head[k] + tail[k];
        return Double.isNaN(sum) ? head[k] : sum;
    }

    /** What {@link #value} leaves out of sum {@code k}; 0 where the sum is not finite. */
    public double rest(int k) {
        double sum = head[k] + tail[k];
        double rest = (head[k] - sum) + tail[k];
        return Double.isFinite(rest) ? rest : 0;
    }
}
