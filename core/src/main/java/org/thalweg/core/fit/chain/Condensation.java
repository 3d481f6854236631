package org.thalweg.core.fit.chain;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.fit.chain.Stretch.Range;
import org.thalweg.core.linalg.BandCholesky;

/**
 * One piece's share of Newton's equations (∇²F + μI)s = −∇F: what is left of them on its seams B once the variables I between are eliminated,
 *
 * <pre>
 *   S = H_BB − H_BI·H_II⁻¹·H_IB,   r = −(g_B − H_BI·H_II⁻¹·g_I),   and back   s_I = −H_II⁻¹·(g_I + H_IB·s_B)
 * </pre>
 *
 * <p>Where H_II is not positive definite, the least shift of a ladder is added to it: then the whole matrix is positive definite if what is left of
 * it is (Haynsworth, Linear Algebra Appl. 1 (1968), doi:10.1016/0024-3795(68)90050-5), and the step leads down.
 *
 * <p>Variables that are held have rows and columns of the identity, and no slope, so that their step is 0.
 */
final class Condensation {
    private final Stretch whole;
    private final int left;
    private final int right;
    private final BandCholesky cholesky;
    private final double[] gradient;
    private final double[] entries;
    private double[] at = {};
    private double[] holding = {};
    private double shift = Double.NaN;
    private double value;
    private boolean sound;

    /**
     * @param whole all terms of the piece
     * @param left how many of its first variables belong to a seam
     * @param right how many of its last do
     */
    Condensation(Stretch whole, int left, int right) {
        this.whole = whole;
        this.left = left;
        this.right = right;
        this.cholesky = new BandCholesky(whole.band());
        this.gradient = new double[whole.size()];
        this.entries = cholesky.zero(whole.size());
    }

    private int inner() {
        return whole.size() - left - right;
    }

    /** Evaluates and factors at {@code x}, unless that was done last; returns whether it could be done. */
    private boolean factor(double[] x, double least, double[] held) {
        if (!(shift == least && Arrays.equals(at, x) && Arrays.equals(holding, held))) {
            value = whole.valueAndGradient(0, whole.links(), x, gradient);
            whole.curvature(new Range(0, whole.links()), x, new Range(0, whole.size()), entries);
            for (int i = 0; i < held.length; i++) {
                if (held[i] == 1) {
                    hold(i);
                }
            }
            double[] middle = Arrays.copyOfRange(entries, cholesky.length(left), cholesky.length(left + inner()));
            sound = !Double.isNaN(cholesky.factorShifted(middle, inner(), least));
            at = x.clone();
            holding = held.clone();
            shift = least;
        }
        return sound;
    }

    private void hold(int i) {
        for (int k = 1; k <= whole.band(); k++) {
            if (i >= k) {
                entries[cholesky.length(i) + k] = 0;
            }
            if (i + k < whole.size()) {
                entries[cholesky.length(i + k) + k] = 0;
            }
        }
        entries[cholesky.length(i)] = 1;
        gradient[i] = 0;
    }

    /** Σf. */
    double value() {
        return value;
    }

    /** Σ∇f, 0 for variables that are held; not to be written to. */
    double[] gradient() {
        return gradient;
    }

    /** Entry (i, j) of ∇²F; 0 beyond the band. */
    private double entry(int i, int j) {
        int k = Math.abs(i - j);
        return k > whole.band() ? 0 : entries[cholesky.length(Math.max(i, j)) + k];
    }

    /** The variable of the piece that is seam variable {@code k}. */
    private int seam(int k) {
        return k < left ? k : whole.size() - right + k - left;
    }

    /** H_IB's column of seam variable {@code k}. */
    private double[] column(int k) {
        double[] column = new double[inner()];
        int j = seam(k);
        for (int i = Math.max(0, j - whole.band() - left); i < Math.min(inner(), j + whole.band() + 1 - left); i++) {
            column[i] = entry(left + i, j);
        }
        return column;
    }

    /**
     * The equations on the seams, {@code left + right} of them.
     *
     * @param least the shift that H_II gets in any case
     * @param held 1 for each variable that does not move, 0 for the others; empty if all may
     * @return for each, its row of S and then its right side; null if what was evaluated is not finite
     */
    double @Nullable [][] equations(double[] x, double least, double[] held) {
        if (!factor(x, least, held)) {
            return null;
        }
        int b = left + right;
        double[] inner = Arrays.copyOfRange(gradient, left, left + inner());
        double[][] equations = new double[b][b + 1];
        for (int k = 0; k < b; k++) {
            double[] solved = column(k);
            cholesky.solve(solved);
            double toRight = 0;
            for (int i = 0; i < solved.length; i++) {
                toRight = Math.fma(solved[i], inner[i], toRight);
            }
            equations[k][b] = toRight - gradient[seam(k)];
            for (int m = 0; m < b; m++) {
                equations[m][k] = entry(seam(m), seam(k)) - product(m, solved);
            }
        }
        return equations;
    }

    /** Seam variable {@code m}'s row of H_BI times a vector. */
    private double product(int m, double[] vector) {
        int j = seam(m);
        double sum = 0;
        for (int i = Math.max(0, j - whole.band() - left); i < Math.min(inner(), j + whole.band() + 1 - left); i++) {
            sum = Math.fma(entry(left + i, j), vector[i], sum);
        }
        return sum;
    }

    /**
     * Overwrites {@code out} with the step of the piece, save for the seam on the left, which is 0: that is its neighbour's to tell.
     *
     * @param held which variables do not move
     * @param onSeams the step of the seam variables
     */
    void expand(double[] x, double least, double[] held, double[] onSeams, double[] out) {
        Arrays.fill(out, 0, whole.size(), 0);
        if (!factor(x, least, held)) {
            return;
        }
        double[] inner = new double[inner()];
        for (int i = 0; i < inner.length; i++) {
            inner[i] = -gradient[left + i];
        }
        for (int k = 0; k < left + right; k++) {
            double[] column = column(k);
            for (int i = 0; i < inner.length; i++) {
                inner[i] = Math.fma(-column[i], onSeams[k], inner[i]);
            }
        }
        cholesky.solve(inner);
        System.arraycopy(inner, 0, out, left, inner.length);
        System.arraycopy(onSeams, left, out, left + inner.length, right);
    }
}
