package org.thalweg.jobs.cli.output;

import org.apache.commons.math3.distribution.AbstractRealDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.TDistribution;
import org.thalweg.core.fit.statistics.FitSummary;

/**
 * What a standard error says of an estimate: whether it could be 0 by chance, and between which limits the parameter lies in 95 of 100 cases.
 *
 * <p>θ̂/s has Student's distribution with n − p degrees of freedom where the deviation is estimated from the residuals, and about the normal
 * distribution elsewhere. Both are exact for models that are linear with normal errors, and asymptotic for others.
 *
 * @param statistic θ̂/s
 * @param chance the probability of a statistic as far from 0, if the parameter were 0
 * @param low the lower end of the 95 % interval
 * @param high its upper end
 */
record Significance(double statistic, double chance, double low, double high) {
    private static final double TAIL = 0.975;

    /** That of parameter {@code j}; all NaN where there is no standard error. */
    static Significance of(FitSummary summary, int j) {
        double error = summary.standardError(j);
        if (!(error > 0) || (isStudent(summary) && summary.degreesOfFreedom() <= 0)) {
            return new Significance(Double.NaN, Double.NaN, Double.NaN, Double.NaN);
        }
        double estimate = summary.estimates()[j];
        AbstractRealDistribution distribution = isStudent(summary)
                ? new TDistribution(null, summary.degreesOfFreedom())
                : new NormalDistribution(null, 0, 1);
        double statistic = estimate / error;
        double reach = distribution.inverseCumulativeProbability(TAIL) * error;
        double chance = 2 * distribution.cumulativeProbability(-Math.abs(statistic));
        return new Significance(statistic, chance, estimate - reach, estimate + reach);
    }

    /** Whether the deviation of the errors is estimated with the parameters. */
    static boolean isStudent(FitSummary summary) {
        return summary.loss().equals("squared");
    }
}
