package org.thalweg.core.search;

import org.jspecify.annotations.Nullable;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.linalg.Vectors;

/**
 * Paths along the floor of a valley: steps along the null space of the Hessian, each corrected across it to where f is
 * lowest.
 *
 * <p>A degenerate stationary point is a local minimum of f exactly if it is one of {@code φ(t) = min_w f(x + t + w)}, t in the
 * null space and w across it (the reduction of Lyapunov and Schmidt). A straight line does not tell: along every line
 * through 0 {@code (y − x²)(y − 3x²)} rises, but on y = 2x² it falls. The correction is Newton's with the Hessian kept, as
 * often as it is needed; what it leaves, {@code ½·Σ(vₖᵀ∇f)²/λₖ}, must be small beside the change of f.
 */
final class ValleyFloor {
    private static final int CORRECTIONS = 6;

    private final Oracle oracle;
    private final Site site;
    private final Curvature curvature;
    private final double[] across;
    private final double tolerance;

    /**
     * @param across 1 for the eigenvectors across the valley, 0 for those along it
     * @param tolerance error of φ that is allowed
     */
    ValleyFloor(Oracle oracle, Site site, Curvature curvature, double[] across, double tolerance) {
        this.oracle = oracle;
        this.site = site;
        this.curvature = curvature;
        this.across = across;
        this.tolerance = tolerance;
    }

    /** The path along the floor that begins in {@code direction}. */
    Path path(double[] direction) {
        Path line = Path.toBorder(site, direction, oracle.bounds());
        if (!hasWalls()) {
            return line;
        }
        return length -> {
            double[] x = line.at(length);
            return x == null ? null : corrected(x);
        };
    }

    private boolean hasWalls() {
        for (double weight : across) {
            if (weight != 0) {
                return true;
            }
        }
        return false;
    }

    private double @Nullable [] corrected(double[] begin) {
        Bounds bounds = oracle.bounds();
        double[] x = begin;
        double[] gradient = new double[x.length];
        double last = Double.POSITIVE_INFINITY;
        for (int i = 0; i < CORRECTIONS; i++) {
            double value = oracle.gradient(x, gradient);
            if (!Double.isFinite(value) || !Vectors.isFinite(gradient)) {
                return i == 0 ? x : null; // a wall across the path is for the caller to see
            }
            double[] step = curvature.step(gradient, across);
            double excess = -Vectors.dot(gradient, step) / 2;
            if (excess <= tolerance + 0x1p-40 * Math.abs(value - site.value())) {
                return x;
            }
            if (excess > last / 2) {
                return null;
            }
            last = excess;
            x = x.clone();
            Vectors.axpy(1, step, x);
            if (!bounds.contains(x)) {
                return null;
            }
        }
        return null;
    }
}
