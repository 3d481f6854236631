package org.thalweg.core.search;

import java.util.List;
import org.thalweg.core.stopping.Termination;

/** Stationary points and finished descents as tests want them. */
final class Points {
    private Points() {}

    static StationaryPoint minimum(double value, double... x) {
        return point(Kind.MINIMUM, 0, value, x);
    }

    static StationaryPoint valley(int flatDirections, double value, double... x) {
        return point(Kind.DEGENERATE_MINIMUM, flatDirections, value, x);
    }

    static StationaryPoint point(Kind kind, int flatDirections, double value, double... x) {
        return new StationaryPoint(
                x,
                value,
                new double[x.length],
                0,
                kind == Kind.MINIMUM ? 1 : 0,
                kind,
                flatDirections,
                flatDirections == 0,
                new int[0],
                true);
    }

    static FinishedDescent converged(long start, StationaryPoint end, StationaryPoint... escapedFrom) {
        return new FinishedDescent(start, Termination.GRADIENT_TOLERANCE, end, List.of(escapedFrom), 10, 20);
    }
}
