package org.thalweg.core.fit.local;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.linalg.SymmetricEigen;

/**
 * F at a point to second order, in units of the parameters' own scales, on the coordinates that no bound holds.
 *
 * <p>Dⱼ = √(Gauss–Newton matrix)ⱼⱼ, so D⁻¹·H·D⁻¹ has eigenvalues of the order 1 to n for parameters that the data tell well apart, and tiny
 * ones for combinations that the data say little about, whatever the units.
 */
final class ScaledCurvature {
    /** An eigenvalue counts as zero up to this many ulps of 1 a parameter. */
    private static final double ZERO = 64 * Math.ulp(1.0);

    private final double[] x;
    private final double value;
    private final double[] gradient;
    private final double[] scale;
    private final int[] free;
    private final @Nullable SymmetricEigen eigen;

    private ScaledCurvature(FitPoint point, int[] free) {
        this.x = point.x();
        this.value = point.value();
        this.gradient = point.gradient();
        this.free = free;
        int n = x.length;
        scale = new double[n];
        for (int j = 0; j < n; j++) {
            double size = Math.max(point.gaussNewton()[j * n + j], Math.abs(point.hessian()[j * n + j]));
            scale[j] = size > 0 ? Math.sqrt(size) : 1;
        }
        double[] scaled = new double[free.length * free.length];
        for (int a = 0; a < free.length; a++) {
            for (int b = 0; b < free.length; b++) {
                scaled[a * free.length + b] = point.hessian()[free[a] * n + free[b]] / scale[free[a]] / scale[free[b]];
            }
        }
        eigen = point.isFinite() ? SymmetricEigen.of(scaled, free.length) : null;
    }

    static ScaledCurvature of(FitPoint point, Bounds bounds) {
        double[] x = point.x();
        int[] free = new int[x.length];
        int count = 0;
        for (int j = 0; j < x.length; j++) {
            boolean held = bounds.isFixed(j)
                    || (point.gradient()[j] > 0
                            ? x[j] <= bounds.lower()[j]
                            : point.gradient()[j] < 0 && x[j] >= bounds.upper()[j]);
            if (!held) {
                free[count++] = j;
            }
        }
        return new ScaledCurvature(point, Arrays.copyOf(free, count));
    }

    boolean isFinite() {
        return eigen != null;
    }

    /** How many coordinates no bound holds. */
    int size() {
        return free.length;
    }

    /** How many eigenvalues are zero, to rounding. */
    int zeros() {
        int count = 0;
        for (int k = 0; k < size(); k++) {
            count += Math.abs(eigenvalue(k)) <= zero() ? 1 : 0;
        }
        return count;
    }

    private double zero() {
        return ZERO * size();
    }

    /** The k-th eigenvalue; they ascend. */
    double eigenvalue(int k) {
        return Objects.requireNonNull(eigen).value(k);
    }

    /** Whether all eigenvalues are at least {@code least}. */
    boolean isClearlyPositive(double least) {
        return size() > 0 && eigenvalue(0) >= least;
    }

    /** Whether some eigenvalue is negative beyond rounding. */
    boolean fallsAway() {
        return size() > 0 && eigenvalue(0) < -zero();
    }

    /** The largest |gⱼ|/Dⱼ. */
    double gradientNorm() {
        return norm(gradient);
    }

    /** The same of another gradient; NaN if that is not finite. */
    double norm(double[] other) {
        double norm = 0;
        for (int j : free) {
            norm = Math.max(norm, Math.abs(other[j]) / scale[j]);
        }
        return norm;
    }

    /** Newton's step, of which directions that count as zero are left out; the whole space's coordinates. */
    double[] newtonStep() {
        return newtonStep(gradient);
    }

    /** The step from a point nearby, where the gradient is another and the curvature much the same. */
    double[] newtonStep(double[] nearby) {
        double[] step = new double[x.length];
        for (int k = 0; k < size(); k++) {
            if (Math.abs(eigenvalue(k)) > zero()) {
                addDirection(step, -along(k, nearby) / eigenvalue(k), k);
            }
        }
        return step;
    }

    /** The fall of F that Newton's step promises, Σ (vₖᵀD⁻¹g)²/2|λₖ|. */
    double promise() {
        double sum = 0;
        for (int k = 0; k < size(); k++) {
            if (Math.abs(eigenvalue(k)) > zero()) {
                double along = along(k, gradient);
                sum += 0.5 * along * along / Math.abs(eigenvalue(k));
            }
        }
        return sum;
    }

    /** A direction of negative curvature, down the slope, one scale long. */
    double[] wayDown() {
        double[] direction = new double[x.length];
        addDirection(direction, along(0, gradient) > 0 ? -1 : 1, 0);
        return direction;
    }

    private double along(int k, double[] slopes) {
        SymmetricEigen known = Objects.requireNonNull(eigen);
        double sum = 0;
        for (int a = 0; a < free.length; a++) {
            sum = Math.fma(known.vector(k, a), slopes[free[a]] / scale[free[a]], sum);
        }
        return sum;
    }

    private void addDirection(double[] out, double factor, int k) {
        SymmetricEigen known = Objects.requireNonNull(eigen);
        for (int a = 0; a < free.length; a++) {
            out[free[a]] = Math.fma(factor, known.vector(k, a) / scale[free[a]], out[free[a]]);
        }
    }

    double value() {
        return value;
    }
}
