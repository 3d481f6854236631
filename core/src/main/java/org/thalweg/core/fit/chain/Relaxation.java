package org.thalweg.core.fit.chain;

import org.thalweg.core.fit.chain.Stretch.Range;
import org.thalweg.core.linalg.BandCholesky;
import org.thalweg.core.linesearch.Noise;

/**
 * Lowers a stretch by moving the variables of a small window at a time, all others held: windows overlap, and are gone through forwards and
 * backwards.
 *
 * <p>In a window, Newton's steps d = −(H + μI)⁻¹g with backtracking until |gᵢ| ≤ τ; windows at rest are passed over. So a disturbance that runs
 * along the chain costs what it touches, not what the chain is long. No step raises the sum. Reference: Cai and Keyes, <i>Nonlinearly
 * preconditioned inexact Newton algorithms</i>, SIAM J. Sci. Comput. 24 (2002), doi:10.1137/S106482750037620X, of which these are the subspace
 * problems.
 */
final class Relaxation {
    private static final int WINDOW = 2;
    private static final int MOST_STEPS = 100;

    /** The most steps of windows, for every variable. */
    private static final int MOST_EACH = 8;

    private static final int MOST_HALVINGS = 30;
    private static final double ARMIJO = 1e-4;

    private final Stretch stretch;
    private final Range free;
    private final BandCholesky cholesky;
    private final double[] g;
    private final boolean[] restless;
    private final double[] trialG;
    private final double[] trial;
    private double[] entries = {};
    private long stepsLeft;

    /** @param free the variables that may move */
    Relaxation(Stretch stretch, Range free) {
        this.stretch = stretch;
        this.free = free;
        this.cholesky = new BandCholesky(stretch.band());
        this.g = new double[stretch.size()];
        this.trialG = new double[stretch.size()];
        this.trial = new double[stretch.size()];
        this.restless = new boolean[stretch.size()];
    }

    /** Moves {@code x}, so that no free variable has a slope above {@code tolerance} where it can be helped; returns the change of the sum, ≤ 0. */
    double lower(double[] x, double tolerance) {
        double[] slopes = new double[stretch.size()];
        stretch.valueAndGradient(0, stretch.links(), x, slopes);
        for (int i = 0; i < slopes.length; i++) {
            restless[i] = !(Math.abs(slopes[i]) <= tolerance);
        }
        double change = 0;
        stepsLeft = (long) MOST_EACH * stretch.size();
        int last = Math.max(0, stretch.links() - WINDOW);
        for (int k = 0; k <= last; k++) {
            change += settle(k, x, tolerance);
        }
        for (int k = last - 1; k >= 0; k--) {
            change += settle(k, x, tolerance);
        }
        return change;
    }

    /** Brings the window that begins with link {@code k} to rest; returns the change of the sum. */
    private double settle(int k, double[] x, double tolerance) {
        Range links = new Range(k, Math.min(k + WINDOW, stretch.links()));
        int low = Math.max(free.from(), stretch.end(k - 1));
        int high = Math.min(free.to(), stretch.first(links.to()));
        Range rows = new Range(low, high);
        if (stepsLeft == 0 || !anyRestless(rows)) {
            return 0;
        }
        double before = stretch.valueAndGradient(links.from(), links.to(), x, g);
        double value = before;
        double scale = Math.abs(before);
        for (int step = 0; step < MOST_STEPS && stepsLeft > 0 && steepest(g, rows) > tolerance; step++) {
            stepsLeft--;
            double next = advance(links, rows, x, value, scale);
            if (Double.isNaN(next)) {
                break;
            }
            value = next;
            scale = Math.max(Math.abs(value), 0.8 * scale);
        }
        for (int i = rows.from(); i < rows.to(); i++) {
            restless[i] = false;
        }
        if (value != before) {
            wake(stretch.first(links.from()), low);
            wake(high, stretch.end(links.to() - 1));
        }
        return Double.isNaN(value - before) ? 0 : value - before;
    }

    private void wake(int from, int to) {
        for (int i = from; i < to; i++) {
            restless[i] = true;
        }
    }

    private boolean anyRestless(Range rows) {
        for (int i = rows.from(); i < rows.to(); i++) {
            if (restless[i]) {
                return true;
            }
        }
        return false;
    }

    private static double steepest(double[] slopes, Range rows) {
        double largest = 0;
        for (int i = rows.from(); i < rows.to(); i++) {
            largest = Math.max(largest, Math.abs(slopes[i]));
        }
        return largest;
    }

    /** Takes one step, and overwrites g; returns the value after it, NaN if there is none that lowers value or slopes. */
    private double advance(Range links, Range rows, double[] x, double value, double scale) {
        int n = rows.size();
        if (entries.length < cholesky.length(n)) {
            entries = cholesky.zero(n);
        }
        stretch.curvature(links, x, rows, entries);
        if (Double.isNaN(cholesky.factorShifted(entries, n, 0))) {
            return Double.NaN;
        }
        double[] d = new double[n];
        for (int i = 0; i < n; i++) {
            d[i] = -g[rows.from() + i];
        }
        cholesky.solve(d);
        double slope = 0;
        for (int i = 0; i < n; i++) {
            slope = Math.fma(g[rows.from() + i], d[i], slope);
        }
        if (!(slope < 0)) {
            return Double.NaN;
        }
        int first = stretch.first(links.from());
        int end = stretch.end(links.to() - 1);
        System.arraycopy(x, first, trial, first, end - first);
        double alpha = 1;
        for (int halving = 0; halving < MOST_HALVINGS; halving++) {
            for (int i = 0; i < n; i++) {
                trial[rows.from() + i] = Math.fma(alpha, d[i], x[rows.from() + i]);
            }
            double next = stretch.valueAndGradient(links.from(), links.to(), trial, trialG);
            boolean lower = next <= value + ARMIJO * alpha * slope;
            boolean flatter = Noise.hides(alpha * slope, scale)
                    && next <= value
                    && steepest(trialG, rows) < 0.5 * steepest(g, rows);
            if (lower || flatter) {
                System.arraycopy(trial, rows.from(), x, rows.from(), n);
                System.arraycopy(trialG, first, g, first, end - first);
                return next;
            }
            alpha *= 0.5;
        }
        return Double.NaN;
    }
}
