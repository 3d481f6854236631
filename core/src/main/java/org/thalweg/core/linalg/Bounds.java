package org.thalweg.core.linalg;

import java.io.Serializable;
import java.util.Arrays;

/**
 * A box: lower and upper bound of each coordinate, possibly infinite.
 *
 * <p>{@code lower[i] <= upper[i]}; where they are equal the coordinate is fixed. The arrays are copied on the way in; the
 * accessors return the record's own arrays, which callers must not write to.
 */
public record Bounds(double[] lower, double[] upper) implements Serializable {

    public Bounds {
        if (lower.length != upper.length) {
            throw new IllegalArgumentException(
                    "lower has %d coordinates, upper has %d: they must be equal".formatted(lower.length, upper.length));
        }
        lower = lower.clone();
        upper = upper.clone();
        for (int i = 0; i < lower.length; i++) {
            if (!(lower[i] <= upper[i])
                    || lower[i] == Double.POSITIVE_INFINITY
                    || upper[i] == Double.NEGATIVE_INFINITY) {
                throw new IllegalArgumentException(
                        "bounds of coordinate %d (%s:%s) must satisfy lower <= upper".formatted(i, lower[i], upper[i]));
            }
        }
    }

    /** The whole space of the given dimension. */
    public static Bounds unbounded(int dimension) {
        return cube(dimension, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }

    /** The box with the same bounds in every coordinate. */
    public static Bounds cube(int dimension, double lower, double upper) {
        double[] low = new double[dimension];
        double[] high = new double[dimension];
        Arrays.fill(low, lower);
        Arrays.fill(high, upper);
        return new Bounds(low, high);
    }

    public int dimension() {
        return lower.length;
    }

    /** Whether every bound is finite. */
    public boolean isFinite() {
        for (int i = 0; i < lower.length; i++) {
            if (Double.isInfinite(lower[i]) || Double.isInfinite(upper[i])) {
                return false;
            }
        }
        return true;
    }

    /** Whether no coordinate has a bound. */
    public boolean isUnbounded() {
        for (int i = 0; i < lower.length; i++) {
            if (lower[i] != Double.NEGATIVE_INFINITY || upper[i] != Double.POSITIVE_INFINITY) {
                return false;
            }
        }
        return true;
    }

    public boolean isFixed(int coordinate) {
        return lower[coordinate] == upper[coordinate];
    }

    /** The nearest value to {@code value} that coordinate {@code i} may take; NaN stays NaN. */
    public double clamp(int i, double value) {
        return value < lower[i] ? lower[i] : value > upper[i] ? upper[i] : value;
    }

    /** Overwrites {@code x} with its projection onto the box. */
    public void project(double[] x) {
        for (int i = 0; i < x.length; i++) {
            x[i] = clamp(i, x[i]);
        }
    }

    /**
     * ‖P(x − g) − x‖∞, the norm of the projected gradient, for {@code x} in the box; 0 exactly where x satisfies the first
     * order conditions. NaN if a coordinate of {@code g} is.
     */
    public double projectedGradientNorm(double[] x, double[] g) {
        double max = 0;
        for (int i = 0; i < x.length; i++) {
            // (x − g) − x would round: the way that the coordinate can go is the shorter of the gradient and the room
            // left.
            double room = g[i] > 0 ? x[i] - lower[i] : upper[i] - x[i];
            max = Math.max(max, Math.min(Math.abs(g[i]), room));
        }
        return max;
    }

    public boolean contains(double[] x) {
        for (int i = 0; i < x.length; i++) {
            if (!(lower[i] <= x[i] && x[i] <= upper[i])) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bounds that && Arrays.equals(lower, that.lower) && Arrays.equals(upper, that.upper);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(lower) + Arrays.hashCode(upper);
    }

    @Override
    public String toString() {
        return "Bounds[" + Arrays.toString(lower) + ", " + Arrays.toString(upper) + "]";
    }
}
