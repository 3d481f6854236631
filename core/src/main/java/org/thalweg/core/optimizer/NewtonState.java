package org.thalweg.core.optimizer;

import org.thalweg.core.linalg.Bounds;

/** What moves in a descent by {@link Newton}: n² + 4n doubles. */
public final class NewtonState extends DescentState {

    final Bounds bounds;
    final BoundedModel model;
    /** The iterate, its gradient and Hessian; the step from it, and the trial. */
    final double[] x;

    final double[] g;
    final double[] h;
    final double[] s;
    final double[] trial;
    /** Δ, and m(s). */
    double radius;

    double predicted;
    /** The magnitude of f's values on the way here, the recent ones above all. */
    double scale;

    double largestGradientNorm;
    /**
     * Trials rejected since the iterate, and whether f rose along its step at the last whose value differed: a minimum, at a
     * kink perhaps, lies before it.
     */
    int rejected;

    boolean rises;

    NewtonState(Bounds bounds) {
        int n = bounds.dimension();
        this.bounds = bounds;
        model = new BoundedModel(bounds);
        x = new double[n];
        g = new double[n];
        h = new double[Math.multiplyExact(n, n)];
        s = new double[n];
        trial = new double[n];
    }

    @Override
    public boolean atIterate() {
        return evaluations > 0 && rejected == 0;
    }
}
