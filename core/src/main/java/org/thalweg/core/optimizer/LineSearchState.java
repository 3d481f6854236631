package org.thalweg.core.optimizer;

import org.jspecify.annotations.Nullable;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.linesearch.Bracket;
import org.thalweg.core.linesearch.ProjectedPath;
import org.thalweg.core.stopping.Progress;
import org.thalweg.core.stopping.Termination;

/** What moves in a descent by line searches: 4n doubles, and what its direction remembers. */
public final class LineSearchState implements Progress {

    final ProjectedPath path;
    /** The iterate, its gradient, the direction of the search from it, and the trial on that path. */
    final double[] x;

    final double[] g;
    final double[] d;
    final double[] trial;
    final Direction direction;
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
    /** The smallest gradient norm since changes of value became rounding, and how many trials since brought nothing. */
    double flattestGradientNorm = Double.POSITIVE_INFINITY;

    int noisyTrials;
    long iterations;
    long evaluations;

    @Nullable Termination termination;

    LineSearchState(Bounds bounds, Direction direction, Bracket bracket) {
        int n = bounds.dimension();
        path = new ProjectedPath(bounds);
        x = new double[n];
        g = new double[n];
        d = new double[n];
        trial = new double[n];
        this.direction = direction;
        this.bracket = bracket;
    }

    /** The state of a descent from {@code x0} projected onto the bounds. */
    static LineSearchState at(double[] x0, Bounds bounds, Direction direction) {
        LineSearchState state = new LineSearchState(bounds, direction, new Bracket());
        System.arraycopy(x0, 0, state.x, 0, x0.length);
        bounds.project(state.x);
        System.arraycopy(state.x, 0, state.trial, 0, x0.length);
        return state;
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
