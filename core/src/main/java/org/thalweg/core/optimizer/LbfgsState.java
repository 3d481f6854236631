package org.thalweg.core.optimizer;

import org.jspecify.annotations.Nullable;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.linesearch.Bracket;
import org.thalweg.core.linesearch.ProjectedPath;
import org.thalweg.core.stopping.Progress;
import org.thalweg.core.stopping.Termination;

/** What moves in a descent by {@link Lbfgs}: (2m + 4)·n doubles. */
public final class LbfgsState implements Progress {

    final ProjectedPath path;
    /** The iterate, its gradient, the direction of the search from it, and the trial on that path. */
    final double[] x;

    final double[] g;
    final double[] d;
    final double[] trial;
    /** Which coordinates the quasi-Newton step moves; all of them without bounds. */
    final boolean[] free;

    final LbfgsMemory memory;
    final Bracket bracket;
    double value = Double.NaN;
    double gradientNorm = Double.NaN;
    double stepNorm = Double.NaN;
    /** The magnitude of f's values on the way here, the recent ones above all. */
    double scale;
    /** The largest ‖∇f‖∞ of any trial. */
    double largestGradientNorm;
    /** The lowest value of any iterate. */
    double lowestValue = Double.POSITIVE_INFINITY;
    /** The smallest gradient norm since changes of value became rounding, and how many steps since brought nothing. */
    double flattestGradientNorm = Double.POSITIVE_INFINITY;

    int noisySteps;
    long iterations;
    long evaluations;

    @Nullable Termination termination;

    LbfgsState(Bounds bounds, LbfgsMemory memory, Bracket bracket) {
        int n = bounds.dimension();
        path = new ProjectedPath(bounds);
        x = new double[n];
        g = new double[n];
        d = new double[n];
        trial = new double[n];
        free = new boolean[n];
        this.memory = memory;
        this.bracket = bracket;
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
        return evaluations > 0 && bracket.trials() == 0;
    }

    @Override
    public @Nullable Termination termination() {
        return termination;
    }
}
