package org.thalweg.core.linesearch;

import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.linalg.Vectors;

/**
 * The path x(α) = P(x + α·d), a straight line bent where it meets the bounds (the projection arc of Bertsekas 1982).
 *
 * <p>All points must lie in the box at α = 0, and d must not leave it there: dᵢ = 0 where xᵢ is at a bound and dᵢ would
 * cross it.
 */
public record ProjectedPath(Bounds bounds, boolean straight) {

    public ProjectedPath(Bounds bounds) {
        this(bounds, bounds.isUnbounded());
    }

    /** Overwrites {@code point} with x(α); it is finite whatever α. */
    public void place(double[] x, double[] d, double alpha, double[] point) {
        for (int i = 0; i < x.length; i++) {
            point[i] = Math.fma(alpha, d[i], x[i]);
        }
        if (!straight) {
            bounds.project(point);
        }
        if (alpha > 1) {
            for (int i = 0; i < x.length; i++) {
                point[i] = Math.min(Math.max(point[i], -Double.MAX_VALUE), Double.MAX_VALUE);
            }
        }
    }

    /** φ′(α) = Σ gᵢdᵢ over the coordinates that still move beyond α, g the gradient at x(α). */
    public double slope(double[] x, double[] d, double alpha, double[] gradient) {
        if (straight) {
            return Vectors.dot(gradient, d);
        }
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            double target = Math.fma(alpha, d[i], x[i]);
            boolean stopped = d[i] > 0 ? target >= bounds.upper()[i] : target <= bounds.lower()[i];
            if (!stopped) {
                sum = Math.fma(gradient[i], d[i], sum);
            }
        }
        return sum;
    }

    /** ∇f(x)ᵀ(x(α) − x), the change of f that the gradient at x promises; {@code slope0} is φ′(0). */
    public double linear(double[] x, double[] gradient, double[] point, double alpha, double slope0) {
        if (straight) {
            return alpha * slope0;
        }
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum = Math.fma(gradient[i], point[i] - x[i], sum);
        }
        return sum;
    }

    /** Overwrites dᵢ with 0 where xᵢ stands at a bound that dᵢ would cross. */
    public void stopAtBounds(double[] x, double[] d) {
        if (straight) {
            return;
        }
        for (int i = 0; i < x.length; i++) {
            if (holds(i, x[i], d[i])) {
                d[i] = 0;
            }
        }
    }

    /** Whether coordinate {@code i}, standing at {@code xi}, is at a bound that a motion by {@code di} ≠ 0 would cross. */
    public boolean holds(int i, double xi, double di) {
        return di > 0 ? xi >= bounds.upper()[i] : di < 0 && xi <= bounds.lower()[i];
    }
}
