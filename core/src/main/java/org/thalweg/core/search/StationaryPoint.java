package org.thalweg.core.search;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.linalg.Vectors;
import org.thalweg.core.objective.Objective;

/**
 * Where a descent ended, refined and judged.
 *
 * @param x the point, n coordinates
 * @param value f(x), of the function that is minimized
 * @param gradient ∇f(x), unprojected; empty where it is left open until it is asked for ({@link #withGradient}): of a hundred
 *     thousand points that are kept one is asked
 * @param gradientNorm ‖projected ∇f‖∞
 * @param smallestEigenvalue of ∇²f on the free coordinates; NaN where there is no Hessian or no free coordinate, or where it is
 *     left open until it is asked for ({@link #withSmallestEigenvalue})
 * @param kind what the point is
 * @param flatDirections dimension of the null space of ∇²f on the free coordinates
 * @param active the coordinates that lie on a bound, ascending
 * @param isolated false where f is constant along some of these directions, so that a valley of equal points passes through
 * @param smooth false where the objective has a kink or a step here, so that derivatives do not tell
 */
public record StationaryPoint(
        double[] x,
        double value,
        double[] gradient,
        double gradientNorm,
        double smallestEigenvalue,
        Kind kind,
        int flatDirections,
        boolean isolated,
        int[] active,
        boolean smooth) {

    /** A gradient that is left open. */
    static final double[] OPEN = {};

    private static final int[] NONE = {};

    /** Copies the arrays; −0.0 becomes 0.0, so that equal points have equal bits. */
    public StationaryPoint {
        x = withoutNegativeZeros(x);
        value += 0.0;
        gradient = gradient.length == 0 ? OPEN : withoutNegativeZeros(gradient);
        active = active.length == 0 ? NONE : active.clone();
    }

    /** Above so many coordinates an eigenvalue that was left open stays open: it takes a matrix of n² and n³ operations. */
    private static final int MOST_COORDINATES = 500;

    /**
     * The same point with its smallest eigenvalue, where that was left open: at minima that were beyond doubt without it, of at most
     * 500 coordinates.
     *
     * @param objective the function that was minimized
     * @param bounds the box that it was minimized in
     */
    public StationaryPoint withSmallestEigenvalue(Objective objective, Bounds bounds) {
        int n = x.length;
        boolean open = Double.isNaN(smallestEigenvalue) && kind == Kind.MINIMUM && smooth && active.length == 0;
        if (!open || n > MOST_COORDINATES) {
            return this;
        }
        double[] hessian = new double[n * n];
        Oracle oracle = new Oracle(objective, bounds);
        oracle.hessian(x, new double[n], hessian);
        int[] free = IntStream.range(0, n).filter(i -> !bounds.isFixed(i)).toArray();
        if (free.length == 0 || !Vectors.isFinite(hessian)) {
            return this;
        }
        double smallest = Curvature.of(hessian, n, free, oracle.hessianError()).value(0);
        return new StationaryPoint(
                x, value, gradient, gradientNorm, smallest, kind, flatDirections, isolated, active, smooth);
    }

    /**
     * The same point with its gradient, where that was left open.
     *
     * @param objective the function that was minimized
     * @param bounds the box that it was minimized in
     */
    public StationaryPoint withGradient(Objective objective, Bounds bounds) {
        if (gradient.length > 0) {
            return this;
        }
        double[] there = new double[x.length];
        new Oracle(objective, bounds).gradient(x, there);
        return new StationaryPoint(
                x, value, there, gradientNorm, smallestEigenvalue, kind, flatDirections, isolated, active, smooth);
    }

    private static double[] withoutNegativeZeros(double[] numbers) {
        double[] copy = new double[numbers.length];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = numbers[i] + 0.0;
        }
        return copy;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StationaryPoint that
                && Arrays.equals(x, that.x)
                && Double.compare(value, that.value) == 0
                && Arrays.equals(gradient, that.gradient)
                && Double.compare(gradientNorm, that.gradientNorm) == 0
                && Double.compare(smallestEigenvalue, that.smallestEigenvalue) == 0
                && kind == that.kind
                && flatDirections == that.flatDirections
                && isolated == that.isolated
                && Arrays.equals(active, that.active)
                && smooth == that.smooth;
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(x) + kind.hashCode();
    }

    @Override
    public String toString() {
        return "%s at %s, f = %s".formatted(kind.text(), Arrays.toString(x), value);
    }
}
