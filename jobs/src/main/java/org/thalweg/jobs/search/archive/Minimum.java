package org.thalweg.jobs.search.archive;

import java.util.Arrays;
import org.thalweg.core.search.FoundPoint;
import org.thalweg.core.search.Kind;
import org.thalweg.core.search.StationaryPoint;

/**
 * A distinct minimum that a search found (a maximum, where the highest point was wanted).
 *
 * @param value f(x)
 * @param x the point
 * @param kind what kind of minimum it is
 * @param hits how many descents ended there
 * @param gradientNorm ‖projected ∇f(x)‖∞
 * @param smallestEigenvalue of ∇²f(x) on the free coordinates; NaN where there is no Hessian or no free coordinate
 * @param flatDirections dimension of the null space of ∇²f(x) on the free coordinates
 * @param active the coordinates that lie on a bound, ascending
 * @param start the lowest-valued descent's start index
 */
public record Minimum(
        double value,
        double[] x,
        Kind kind,
        long hits,
        double gradientNorm,
        double smallestEigenvalue,
        int flatDirections,
        int[] active,
        long start) {

    /** The minimum that a result tells of. */
    public static Minimum of(FoundPoint found) {
        StationaryPoint point = found.point();
        return new Minimum(
                point.value(),
                point.x(),
                point.kind(),
                found.hits(),
                point.gradientNorm(),
                point.smallestEigenvalue(),
                point.flatDirections(),
                point.active(),
                found.start());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Minimum that
                && Double.compare(value, that.value) == 0
                && Arrays.equals(x, that.x)
                && kind == that.kind
                && hits == that.hits
                && Double.compare(gradientNorm, that.gradientNorm) == 0
                && Double.compare(smallestEigenvalue, that.smallestEigenvalue) == 0
                && flatDirections == that.flatDirections
                && Arrays.equals(active, that.active)
                && start == that.start;
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(x) + Long.hashCode(start);
    }

    @Override
    public String toString() {
        return "f = %s at %s, %s, %d hits".formatted(value, Arrays.toString(x), kind.text(), hits);
    }
}
