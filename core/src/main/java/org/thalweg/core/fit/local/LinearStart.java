package org.thalweg.core.fit.local;

import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.linalg.SymmetricEigen;
import org.thalweg.core.linalg.Vectors;
import org.thalweg.core.objective.GaussNewtonObjective;

/**
 * Gives the parameters that a model is linear in their best values for the values that the others have: one step of Gauss and Newton,
 * which for a squared loss is exact.
 *
 * <p>From a start drawn at random the others are all that a descent has to find (Golub and Pereyra, <i>The differentiation of
 * pseudo-inverses and nonlinear least squares problems whose variables separate</i>, SIAM J. Numer. Anal. 10 (1973), doi:10.1137/0710036).
 */
public final class LinearStart {
    private static final double SINGULAR = 1e-13;
    /** Parameters up to which a start is worth a matrix of as many squared. */
    private static final int MOST = 64;

    private final GaussNewtonObjective objective;
    private final Bounds bounds;
    private final int[] linear;

    /** @param linear the parameters in which the model is linear, all together */
    public LinearStart(GaussNewtonObjective objective, Bounds bounds, int[] linear) {
        this.objective = objective;
        this.bounds = bounds;
        this.linear = linear.clone();
    }

    /** A better start than {@code x0}, which is read; a copy of it where none is found. */
    public double[] improve(double[] x0) {
        int n = x0.length;
        double[] x = x0.clone();
        bounds.project(x);
        if (linear.length == 0 || n > MOST) {
            return x;
        }
        double[] gradient = new double[n];
        double[] matrix = new double[n * n];
        double value = objective.valueGradientAndGaussNewton(x, gradient, matrix);
        int m = linear.length;
        double[] scale = new double[m];
        double[] slope = new double[m];
        double[] reduced = new double[m * m];
        for (int a = 0; a < m; a++) {
            double size = matrix[linear[a] * n + linear[a]];
            scale[a] = size > 0 ? Math.sqrt(size) : 1;
        }
        for (int a = 0; a < m; a++) {
            slope[a] = gradient[linear[a]] / scale[a];
            for (int b = 0; b < m; b++) {
                reduced[a * m + b] = matrix[linear[a] * n + linear[b]] / scale[a] / scale[b];
            }
        }
        if (!Vectors.isFinite(slope) || !Vectors.isFinite(reduced)) {
            return x;
        }
        double[] better = x.clone();
        double[] step = solve(SymmetricEigen.of(reduced, m), slope);
        for (int a = 0; a < m; a++) {
            better[linear[a]] += step[a] / scale[a];
        }
        bounds.project(better);
        return objective.value(better) < value || !Double.isFinite(value) ? better : x;
    }

    /** The shortest of the steps that solve the equations, directions that the data do not tell left out. */
    private static double[] solve(SymmetricEigen eigen, double[] slope) {
        double[] step = new double[slope.length];
        for (int k = 0; k < slope.length; k++) {
            if (eigen.value(k) > SINGULAR * slope.length) {
                eigen.addTo(step, -eigen.dot(k, slope) / eigen.value(k), k);
            }
        }
        return step;
    }
}
