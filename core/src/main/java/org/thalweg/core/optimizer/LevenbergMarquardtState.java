package org.thalweg.core.optimizer;

import org.thalweg.core.linalg.Bounds;

/** What moves in a descent by {@link LevenbergMarquardt}: n² + 5n doubles. */
public final class LevenbergMarquardtState extends DescentState {

    final Bounds bounds;
    /** The iterate, its gradient and Gauss–Newton matrix; the scales D; the step from it, and the trial. */
    final double[] x;

    final double[] g;
    final double[] h;
    final double[] d;
    final double[] s;
    final double[] trial;
    /** Δ, and m(s). */
    double radius;

    double predicted;
    /** ‖D⁻¹·(projected ∇f)‖∞ at the iterate. */
    double scaledNorm = Double.NaN;

    /** f at the last step whose number is a multiple of those that creeping is told from. */
    double milestone = Double.POSITIVE_INFINITY;
    /** Trials rejected since the iterate, and steps in a row that lowered f by no more than rounding. */
    int rejected;

    int quiet;

    LevenbergMarquardtState(Bounds bounds) {
        int n = bounds.dimension();
        this.bounds = bounds;
        x = new double[n];
        g = new double[n];
        h = new double[Math.multiplyExact(n, n)];
        d = new double[n];
        s = new double[n];
        trial = new double[n];
    }

    @Override
    public boolean atIterate() {
        return evaluations > 0 && rejected == 0;
    }
}
