package org.thalweg.core.optimizer;

import java.util.Arrays;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.linalg.Vectors;

/**
 * The quadratic model m(s) = gᵀs + ½sᵀHs around x in a box and a ball: finds a step s with x + s in the box and ‖s‖₂ ≤ Δ that
 * lowers m at least as much as a fixed share of what the projected gradient path offers.
 *
 * <p>First the minimum of m over the coordinates that no bound holds against the gradient, if the box contains it. Otherwise
 * from the Cauchy point on P(x − t·g), minimize m over the coordinates that are off their bounds, go there by a projected
 * search on m, and again while more coordinates meet bounds (Lin and Moré, <i>Newton's method for large bound-constrained
 * optimization problems</i>, SIAM J. Optim. 9 (1999), doi:10.1137/S1052623498345075, algorithm of §5 with exact
 * subspace steps). No evaluations of f; scratch space of about 2n² doubles, not for sharing between threads.
 */
final class BoundedModel {

    /** μ₀ of Lin and Moré: the share of the linear decrease of m that is demanded. */
    private static final double DECREASE = 0.01;

    private static final int MAX_HALVINGS = 60;

    private final Bounds bounds;
    private final int n;
    private final TrustRegionStep subproblem;
    private final int[] index;
    private final double[] product;
    private final double[] attempt;

    BoundedModel(Bounds bounds) {
        this.bounds = bounds;
        n = bounds.dimension();
        subproblem = new TrustRegionStep(n);
        index = new int[n];
        product = new double[n];
        attempt = new double[n];
    }

    /** m(s). */
    double value(double[] g, double[] h, double[] s) {
        multiply(h, s, product);
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum = Math.fma(s[i], Math.fma(0.5, product[i], g[i]), sum);
        }
        return sum;
    }

    /** Overwrites {@code s} with the step from {@code x}. */
    void solve(double[] x, double[] g, double[] h, double radius, double[] s) {
        Arrays.fill(s, 0);
        int free = findUnheld(x, g);
        minimizeOver(free, g, h, s, radius, s);
        if (contains(x, s)) {
            return;
        }
        cauchy(x, g, h, radius, s);
        for (int round = 0; round <= n; round++) {
            free = findInside(x, s);
            if (free == 0) {
                return;
            }
            minimizeOver(free, g, h, s, radius, attempt);
            if (!goTowards(x, g, h, s)) {
                return;
            }
        }
    }

    /** Whether x + s lies in the box. */
    boolean contains(double[] x, double[] s) {
        for (int i = 0; i < n; i++) {
            double target = x[i] + s[i];
            if (target < bounds.lower()[i] || target > bounds.upper()[i]) {
                return false;
            }
        }
        return true;
    }

    /** Lists the coordinates that no bound holds against the gradient; returns their number. */
    private int findUnheld(double[] x, double[] g) {
        int count = 0;
        for (int i = 0; i < n; i++) {
            if (!holds(i, x[i], g[i])) {
                index[count++] = i;
            }
        }
        return count;
    }

    /** Whether a bound holds coordinate i, which stands at {@code xi}, against the gradient's {@code gi}. */
    boolean holds(int i, double xi, double gi) {
        return bounds.isFixed(i) || (gi > 0 ? xi <= bounds.lower()[i] : gi < 0 && xi >= bounds.upper()[i]);
    }

    /** Lists the coordinates of x + s that are off their bounds; returns their number. */
    private int findInside(double[] x, double[] s) {
        int count = 0;
        for (int i = 0; i < n; i++) {
            double target = x[i] + s[i];
            if (target > bounds.lower()[i] && target < bounds.upper()[i]) {
                index[count++] = i;
            }
        }
        return count;
    }

    /** Overwrites {@code out} with the minimum of m over the {@code free} listed coordinates, the others as in {@code s}. */
    private void minimizeOver(int free, double[] g, double[] h, double[] s, double radius, double[] out) {
        double[] reducedG = new double[free];
        double[] reducedH = new double[free * free];
        double[] p = new double[free];
        double[] rest = s.clone();
        for (int a = 0; a < free; a++) {
            rest[index[a]] = 0;
        }
        multiply(h, rest, product);
        for (int a = 0; a < free; a++) {
            reducedG[a] = g[index[a]] + product[index[a]];
            for (int b = 0; b < free; b++) {
                reducedH[a * free + b] = h[index[a] * n + index[b]];
            }
        }
        double used = Vectors.norm(rest) / radius;
        double left = radius * Math.sqrt(Math.max(0, (1 - used) * (1 + used)));
        System.arraycopy(rest, 0, out, 0, n);
        if (left > 0) {
            subproblem.solve(reducedG, reducedH, left, p);
            for (int a = 0; a < free; a++) {
                out[index[a]] = p[a] + 0.0; // which zero it is depends on how the coordinates were left out
            }
        }
    }

    /** Overwrites {@code s} with P(x − t·g) − x, t halved from where it may leave the ball until m falls enough. */
    private void cauchy(double[] x, double[] g, double[] h, double radius, double[] s) {
        double t = Math.min(radius / Vectors.norm(g), Double.MAX_VALUE);
        for (int k = 0; k < MAX_HALVINGS; k++) {
            for (int i = 0; i < n; i++) {
                s[i] = bounds.clamp(i, x[i] - t * g[i]) - x[i];
            }
            if (value(g, h, s) <= DECREASE * Vectors.dot(g, s)) {
                return;
            }
            t *= 0.5;
        }
    }

    /** Moves {@code s} towards {@code attempt} by a projected search on m; whether it moved and met another bound. */
    private boolean goTowards(double[] x, double[] g, double[] h, double[] s) {
        double start = value(g, h, s);
        double[] modelGradient = new double[n];
        for (int i = 0; i < n; i++) {
            modelGradient[i] = g[i] + product[i];
        }
        double[] trial = new double[n];
        double share = 1;
        for (int k = 0; k < MAX_HALVINGS; k++) {
            boolean bent = false;
            double linear = 0;
            for (int i = 0; i < n; i++) {
                double target = x[i] + s[i] + share * (attempt[i] - s[i]);
                double inside = bounds.clamp(i, target);
                bent |= inside != target;
                trial[i] = inside == target ? s[i] + share * (attempt[i] - s[i]) : inside - x[i];
                linear += modelGradient[i] * (trial[i] - s[i]);
            }
            if (linear < 0 && value(g, h, trial) <= start + DECREASE * linear) {
                System.arraycopy(trial, 0, s, 0, n);
                return bent;
            }
            share *= 0.5;
        }
        return false;
    }

    private void multiply(double[] h, double[] s, double[] out) {
        for (int i = 0; i < n; i++) {
            out[i] = Vectors.dot(h, i * n, s);
        }
    }
}
