package org.thalweg.core.optimizer;

import org.jspecify.annotations.Nullable;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.stopping.Progress;
import org.thalweg.core.stopping.Termination;

/** What moves in a descent by {@link Newton}: n² + 4n doubles. */
public final class NewtonState implements Progress {

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
    double value = Double.NaN;
    double gradientNorm = Double.NaN;
    double stepNorm = Double.NaN;
    /** The magnitude of f's values on the way here, the recent ones above all. */
    double scale;

    double largestGradientNorm;
    /**
     * Trials rejected since the iterate, and whether f rose along its step at the last whose value differed: a minimum, at a
     * kink perhaps, lies before it.
     */
    int rejected;

    boolean rises;

    long iterations;
    long evaluations;

    @Nullable Termination termination;

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
    public long iterations() {
        return iterations;
    }

    @Override
    public long evaluations() {
        return evaluations;
    }

    @Override
    public double value() {
        return value;
    }

    @Override
    public double gradientNorm() {
        return gradientNorm;
    }

    @Override
    public double stepNorm() {
        return stepNorm;
    }

    @Override
    public boolean atIterate() {
        return evaluations > 0 && rejected == 0;
    }

    @Override
    public @Nullable Termination termination() {
        return termination;
    }
}
