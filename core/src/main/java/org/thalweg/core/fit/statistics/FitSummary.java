package org.thalweg.core.fit.statistics;

import java.util.List;

/**
 * What a fit says, for reports.
 *
 * @param loss the name of the loss
 * @param parameters the names of the parameters
 * @param estimates θ̂
 * @param standardErrors one a parameter; NaN where there is none
 * @param observations n, the rows that were used
 * @param rejectedRows the rows that were left out
 * @param degreesOfFreedom n − p, p the number of parameters that are free
 * @param rss Σ w·(y − z)²; NaN where the loss has no residuals
 * @param deviation √(rss/(n − p)); NaN where n ≤ p, or the loss has no residuals
 * @param total Σ w·(y − ȳ)², what a constant leaves; NaN where the loss has no residuals
 */
public record FitSummary(
        String loss,
        List<String> parameters,
        double[] estimates,
        double[] standardErrors,
        int observations,
        long rejectedRows,
        int degreesOfFreedom,
        double rss,
        double deviation,
        double total) {

    public FitSummary {
        parameters = List.copyOf(parameters);
        estimates = estimates.clone();
        standardErrors = standardErrors.clone();
    }

    /** R² = 1 − rss/total; NaN where that says nothing. */
    public double explained() {
        return 1 - rss / total;
    }
}
