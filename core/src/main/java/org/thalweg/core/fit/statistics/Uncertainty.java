package org.thalweg.core.fit.statistics;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.fit.Question;
import org.thalweg.core.linalg.PreciseInverse;

/**
 * The covariance of the fitted parameters, to first order.
 *
 * <p>For squared losses σ̂²·(JᵀWJ)⁻¹ with σ̂² = rss/(n − p), p the number of parameters that are free; for others the inverse of the observed
 * information, ∇²Σℓ. Parameters on a bound, or fixed, have none: they count as known.
 */
public final class Uncertainty {
    private final double[] standardErrors;
    private final double @Nullable [] covariance;
    private final int free;

    private Uncertainty(double[] standardErrors, double @Nullable [] covariance, int free) {
        this.standardErrors = standardErrors;
        this.covariance = covariance;
        this.free = free;
    }

    /** The covariance where the matrix of an answer to NORMAL_EQUATIONS is twice JᵀWJ. */
    public static Uncertainty ofSquares(double[] answer, boolean[] known, double variance) {
        int n = known.length;
        int head = 1 + n;
        int triangle = Question.triangle(n);
        double[] upper = Arrays.copyOfRange(answer, head, head + triangle);
        double[] rest = Arrays.copyOfRange(answer, 2 * head + triangle, 2 * (head + triangle));
        return of(upper, rest, known, 2 * variance);
    }

    /** The covariance from an answer to HESSIAN. */
    public static Uncertainty ofInformation(double[] answer, boolean[] known) {
        int n = known.length;
        double[] upper = Arrays.copyOfRange(answer, 1 + n, 1 + n + Question.triangle(n));
        return of(upper, new double[upper.length], known, 1);
    }

    private static Uncertainty of(double[] upper, double[] rest, boolean[] known, double factor) {
        int n = known.length;
        int[] free = new int[n];
        int count = 0;
        for (int j = 0; j < n; j++) {
            if (!known[j]) {
                free[count++] = j;
            }
        }
        double[] errors = new double[n];
        Arrays.fill(errors, Double.NaN);
        double[] inverse = PreciseInverse.of(
                select(upper, n, Arrays.copyOf(free, count)), select(rest, n, Arrays.copyOf(free, count)), count);
        if (inverse == null) {
            return new Uncertainty(errors, null, count);
        }
        double[] covariance = new double[n * n];
        for (int a = 0; a < count; a++) {
            for (int b = 0; b < count; b++) {
                covariance[free[a] * n + free[b]] = factor * inverse[a * count + b];
            }
            errors[free[a]] = Math.sqrt(factor * inverse[a * count + a]);
        }
        return new Uncertainty(errors, covariance, count);
    }

    private static double[] select(double[] upper, int n, int[] free) {
        double[] selected = new double[Question.triangle(free.length)];
        int k = 0;
        for (int a = 0; a < free.length; a++) {
            for (int b = a; b < free.length; b++) {
                int i = free[a];
                selected[k++] = upper[(int) ((long) i * n - (long) i * (i - 1) / 2) + free[b] - i];
            }
        }
        return selected;
    }

    /** One a parameter; NaN where the parameter counts as known, or where the data do not tell the parameters apart. */
    public double[] standardErrors() {
        return standardErrors.clone();
    }

    /** Whether the data tell all free parameters apart. */
    public boolean isRegular() {
        return covariance != null;
    }

    /** How many parameters are free. */
    public int free() {
        return free;
    }

    /** The correlation of two parameters; NaN where it is not known. */
    public double correlation(int i, int j) {
        int n = standardErrors.length;
        return covariance == null ? Double.NaN : covariance[i * n + j] / (standardErrors[i] * standardErrors[j]);
    }
}
