package org.thalweg.core.optimizer;

import java.util.Arrays;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.linesearch.BracketLanes;

/**
 * The numbers of {@link LineSearchLanes}, as structures of arrays: coordinate j of lane i is at {@code [j * WIDTH + i]}, and a number
 * that a lane has once at {@code [i]}.
 */
final class LineSearchArrays {
    static final int WIDTH = DescentLanes.WIDTH;

    final int n;
    final Bounds bounds;
    final boolean straight;

    /** Whether a trial of the k-th vector of lanes reached the border of the box, or may have. */
    final boolean[] atBorder = new boolean[WIDTH];

    /** The iterate, its gradient, the direction of the search from it, and the trial on that path. */
    final double[] x;

    final double[] g;
    final double[] d;
    final double[] trial;
    /** The new direction, as it comes to be. */
    final double[] q;

    /** α of each trial, and φ′(0) of each search. */
    final double[] step;

    final double[] startSlope;

    /** Which lanes learn a step, move to their trial, or get a new trial: all bits set, others 0. */
    final long[] learns = new long[WIDTH];

    final long[] moves = new long[WIDTH];
    final long[] places = new long[WIDTH];

    /** Of the trial: ‖∇f‖∞, φ′(α), ℓ(α), ‖x(α) − x‖∞, ‖projected ∇f‖∞. */
    final double[] norm = new double[WIDTH];

    final double[] slope = new double[WIDTH];
    final double[] linear = new double[WIDTH];
    final double[] stepNorm = new double[WIDTH];
    final double[] projectedNorm = new double[WIDTH];
    /** Of the step s and the change y of the gradient: ‖s‖² and sᵀy. */
    final double[] ss = new double[WIDTH];

    final double[] sy = new double[WIDTH];
    /** Whether the step is fit to be learnt, and its numbers are as exact as they can be: then not 0. */
    final double[] fit = new double[WIDTH];

    /** ∇fᵀd of the new direction, and whether it has to be found by the lane alone, since a bound is near: then not 0. */
    final double[] newSlope = new double[WIDTH];

    final double[] constrained = new double[WIDTH];

    LineSearchArrays(Bounds bounds, BracketLanes searches) {
        this.n = bounds.dimension();
        this.bounds = bounds;
        this.straight = bounds.isUnbounded();
        this.step = searches.steps();
        this.startSlope = searches.startSlopes();
        Arrays.fill(atBorder, true);
        int size = Math.multiplyExact(n, WIDTH);
        x = new double[size];
        g = new double[size];
        d = new double[size];
        trial = new double[size];
        q = new double[size];
    }

    /** Keeps a trial of a long step from overflowing, as {@link org.thalweg.core.linesearch.ProjectedPath#place} does. */
    void keepFinite(int lane) {
        if (step[lane] > 1) {
            for (int at = lane; at < trial.length; at += WIDTH) {
                trial[at] = Math.min(Math.max(trial[at], -Double.MAX_VALUE), Double.MAX_VALUE);
            }
        }
    }

    /** Sets all bits of the flags of some lanes, lane i as bit i, and none of the others. */
    static void mark(long[] flags, int lanes) {
        for (int lane = 0; lane < WIDTH; lane++) {
            flags[lane] = -(lanes >> lane & 1);
        }
    }
}
