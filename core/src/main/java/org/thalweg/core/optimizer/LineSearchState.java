package org.thalweg.core.optimizer;

import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.linesearch.Bracket;
import org.thalweg.core.linesearch.ProjectedPath;

/** What moves in a descent by line searches: 4n doubles, and what its direction remembers. */
public final class LineSearchState extends DescentState {

    final ProjectedPath path;
    /** The iterate, its gradient, the direction of the search from it, and the trial on that path. */
    final double[] x;

    final double[] g;
    final double[] d;
    final double[] trial;
    Direction direction;
    final Bracket bracket;
    /** The magnitude of f's values on the way here, the recent ones above all. */
    double scale;
    /** The largest ‖∇f‖∞ of any trial. */
    double largestGradientNorm;
    /** The lowest value of any iterate. */
    double lowestValue = Double.POSITIVE_INFINITY;
    /** The smallest gradient norm since changes of value became rounding, and how many trials since brought nothing. */
    double flattestGradientNorm = Double.POSITIVE_INFINITY;

    int noisyTrials;

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
    public boolean atIterate() {
        return evaluations > 0 && bracket.trials() == 0;
    }
}
