package org.thalweg.core.fit.rounds;

import org.thalweg.core.fit.Question;
import org.thalweg.core.linalg.SymmetricEigen;
import org.thalweg.core.linalg.Vectors;
import org.thalweg.core.random.Draws;

/**
 * The curvature of a sum at a point, from gradients near it: estimates of the smallest and largest eigenvalue of ∇²F where that has too many
 * entries to be looked at.
 *
 * <p>The Lanczos process builds an orthonormal basis of the space that ∇²F spans from a random vector, and a small tridiagonal matrix whose
 * eigenvalues (Ritz values) lie between those of ∇²F. So a negative {@link #smallest} proves a direction in which F falls; a positive one
 * proves nothing, but such a direction would have to be nearly orthogonal to all that was tried. Products ∇²F·v are central differences of the
 * gradient. Lanczos, J. Res. Nat. Bur. Standards 45 (1950), doi:10.6028/jres.045.026; Golub and Van Loan, <i>Matrix Computations</i> (2013),
 * §10.1.
 *
 * @param smallest the smallest Ritz value: an upper bound of the smallest eigenvalue, up to the error of the differences
 * @param largest the largest Ritz value
 */
public record LeastCurvature(double smallest, double largest) {
    private static final int STEPS = 24;

    /** Share of the largest magnitude that the differences may be wrong by. */
    private static final double NOISE = 1e-5;

    /** Length of the differences in each coordinate, as a share of the point's magnitude. */
    private static final double REACH = 0x1p-17;

    /**
     * The curvature at {@code x}.
     *
     * @param seed of the random vector that it begins from
     */
    public static LeastCurvature at(FitDriver sum, double[] x, long seed) {
        return at(sum, x, new boolean[x.length], seed);
    }

    /**
     * The curvature at {@code x} along some variables.
     *
     * @param held whether a variable is left out, one a variable; where all are the curvature is NaN
     * @param seed of the random vector that it begins from
     */
    public static LeastCurvature at(FitDriver sum, double[] x, boolean[] held, long seed) {
        int n = x.length;
        int steps = Math.min(STEPS, n);
        double[] alpha = new double[steps];
        double[] beta = new double[steps];
        double[] v = new double[n];
        Draws draws = Draws.seeded(seed);
        for (int i = 0; i < n; i++) {
            v[i] = held[i] ? 0 : 2 * draws.unit(i) - 1;
        }
        if (Vectors.maxNorm(v) == 0) {
            return new LeastCurvature(Double.NaN, Double.NaN);
        }
        divide(v, Vectors.norm(v));
        double[] before = new double[n];
        int done = 0;
        for (int k = 0; k < steps; k++) {
            double[] w = product(sum, x, v);
            for (int i = 0; i < n; i++) {
                w[i] = held[i] ? 0 : w[i];
            }
            done = k + 1;
            alpha[k] = Products.dot(w, v);
            for (int i = 0; i < n; i++) {
                w[i] -= alpha[k] * v[i] + (k == 0 ? 0 : beta[k - 1]) * before[i];
            }
            double length = Vectors.norm(w);
            beta[k] = length;
            if (!(length > NOISE * Math.abs(alpha[0]))) {
                break;
            }
            divide(w, length);
            before = v;
            v = w;
        }
        return ofTridiagonal(alpha, beta, done);
    }

    private static LeastCurvature ofTridiagonal(double[] alpha, double[] beta, int size) {
        double[] matrix = new double[size * size];
        for (int k = 0; k < size; k++) {
            matrix[k * size + k] = alpha[k];
            if (k + 1 < size) {
                matrix[k * size + k + 1] = beta[k];
                matrix[(k + 1) * size + k] = beta[k];
            }
        }
        SymmetricEigen eigen = SymmetricEigen.of(matrix, size);
        double one = eigen.value(0);
        double other = eigen.value(size - 1);
        return new LeastCurvature(Math.min(one, other), Math.max(one, other));
    }

    /** ∇²F(x)·v, for a v of length 1. */
    private static double[] product(FitDriver sum, double[] x, double[] v) {
        double step = REACH * Math.max(1, Vectors.maxNorm(x)) / Vectors.maxNorm(v);
        double[] ahead = sum.answer(Question.gradient(), moved(x, step, v));
        double[] behind = sum.answer(Question.gradient(), moved(x, -step, v));
        double[] product = new double[x.length];
        for (int i = 0; i < product.length; i++) {
            product[i] = (ahead[1 + i] - behind[1 + i]) / (2 * step);
        }
        return product;
    }

    private static double[] moved(double[] x, double step, double[] v) {
        double[] point = x.clone();
        Vectors.axpy(step, v, point);
        return point;
    }

    private static void divide(double[] v, double length) {
        for (int i = 0; i < v.length; i++) {
            v[i] /= length;
        }
    }

    /** Whether F falls from here in some direction, as far as the differences can tell. */
    public boolean isNegative() {
        return smallest < -NOISE * Math.max(Math.abs(smallest), Math.abs(largest));
    }
}
