package org.thalweg.core.fit.statistics;

import java.util.Arrays;

/**
 * What a fit says, for reports.
 *
 * @param loss the name of the loss
 * @param estimates θ̂
 * @param standardErrors one a parameter, NaN where there is none; empty where they were not looked for
 * @param observations n, the rows that were used
 * @param rejectedRows the rows that were left out
 * @param degreesOfFreedom n − p, p the number of parameters that are free
 * @param rss Σ w·(y − z)²; NaN where the loss has no residuals
 * @param deviation √(rss/(n − p)); NaN where n ≤ p, or the loss has no residuals
 * @param total Σ w·(y − ȳ)², what a constant leaves; NaN where the loss has no residuals
 */
public record FitSummary(
        String loss,
        double[] estimates,
        double[] standardErrors,
        int observations,
        long rejectedRows,
        int degreesOfFreedom,
        double rss,
        double deviation,
        double total) {

    public FitSummary {
        estimates = estimates.clone();
        standardErrors = standardErrors.clone();
    }

    /** R² = 1 − rss/total; NaN where that says nothing. */
    public double explained() {
        return 1 - rss / total;
    }

    /** The standard error of parameter {@code j}; NaN where there is none. */
    public double standardError(int j) {
        return standardErrors.length == 0 ? Double.NaN : standardErrors[j];
    }

    /** Whether standard errors were looked for, and the data did not give any. */
    public boolean isSingular() {
        return standardErrors.length > 0 && Arrays.stream(standardErrors).allMatch(Double::isNaN);
    }
}
