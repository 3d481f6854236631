package org.thalweg.core.search;

import java.util.Arrays;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.linalg.Vectors;

/**
 * A point of the box with what is known of the objective there.
 *
 * <p>Lengths are told in units of the coordinates' scales: {@code sᵢ = min(max(1, |xᵢ|), uᵢ − lᵢ)}, the smaller of the
 * magnitude of the coordinate and the width of its range.
 *
 * @param x the point
 * @param value f(x)
 * @param gradient ∇f(x)
 * @param gradientNorm ‖projected ∇f‖∞
 */
record Site(double[] x, double value, double[] gradient, double gradientNorm) {

    private static final double DECIMALS = 1e10;
    private static final double ROUNDABLE = 1e5;

    static Site at(Oracle oracle, double[] x) {
        double[] gradient = new double[x.length];
        double value = oracle.gradient(x, gradient);
        return new Site(x, value, gradient, oracle.bounds().projectedGradientNorm(x, gradient));
    }

    boolean isFinite() {
        return Double.isFinite(value) && Vectors.isFinite(gradient);
    }

    /** sᵢ. */
    static double scale(double[] x, int i, Bounds bounds) {
        return Math.min(Math.max(1, Math.abs(x[i])), bounds.upper()[i] - bounds.lower()[i]);
    }

    /** The longest step along {@code direction} that moves no coordinate by more than its scale. */
    double reach(double[] direction, Bounds bounds) {
        double reach = Double.POSITIVE_INFINITY;
        for (int i = 0; i < x.length; i++) {
            if (direction[i] != 0) {
                reach = Math.min(reach, scale(x, i, bounds) / Math.abs(direction[i]));
            }
        }
        return reach;
    }

    /** The largest of {@code |stepᵢ| / sᵢ}. */
    double length(double[] step, Bounds bounds) {
        double length = 0;
        for (int i = 0; i < x.length; i++) {
            if (step[i] != 0) {
                length = Math.max(length, Math.abs(step[i]) / scale(x, i, bounds));
            }
        }
        return length;
    }

    /** Whether coordinate {@code i} stands at a bound and is not fixed there. */
    boolean isAtBound(int i, Bounds bounds) {
        return !bounds.isFixed(i) && (x[i] <= bounds.lower()[i] || x[i] >= bounds.upper()[i]);
    }

    /** The slope of f as coordinate {@code i}, which is at a bound, moves inward: positive where the bound holds. */
    double inwardSlope(int i, Bounds bounds) {
        return x[i] <= bounds.lower()[i] ? gradient[i] : -gradient[i];
    }

    /** A number with ten decimals; large ones stay as they are. */
    static double rounded(double number) {
        return Math.abs(number) < ROUNDABLE ? Math.rint(number * DECIMALS) / DECIMALS : number;
    }

    /** The point with ten decimals, if that is at least as low and as stationary: so −0.75 is met to the bit. */
    Site roundedOff(Oracle oracle) {
        double[] rounded = x.clone();
        for (int i = 0; i < x.length; i++) {
            if (Math.abs(x[i]) < ROUNDABLE) {
                rounded[i] = oracle.bounds().clamp(i, rounded(x[i]));
            }
        }
        if (Arrays.equals(rounded, x)) {
            return this;
        }
        Site there = at(oracle, rounded);
        return there.value <= value && there.gradientNorm <= gradientNorm ? there : this;
    }
}
