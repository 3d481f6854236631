package org.thalweg.jobs.search;

import org.thalweg.core.run.SearchSpecification;
import org.thalweg.jobs.monitor.MonitorState;
import org.thalweg.monitoring.meters.ConvergenceTotals;

/**
 * How far a search is.
 *
 * @param total how many starts there are
 * @param converged starts that ended thus; likewise the three after it
 * @param evaluations of the objective
 * @param best the best value found, in the user's terms; NaN before the first
 * @param minima distinct minima found
 * @param seconds how long the search has been working
 */
public record SearchProgress(
        long total,
        long converged,
        long budgetSpent,
        long nonFinite,
        long failed,
        long evaluations,
        double best,
        long minima,
        double seconds) {

    static SearchProgress of(SearchSpecification specification, MonitorState state) {
        ConvergenceTotals totals = state.totals();
        return new SearchProgress(
                specification.starts().total(),
                totals.converged(),
                totals.budgetSpent(),
                totals.nonFinite(),
                totals.failed(),
                totals.evaluations(),
                inUsersTerms(totals.best(), specification.problem().maximize()),
                state.minima(),
                state.seconds());
    }

    private static double inUsersTerms(double best, boolean maximize) {
        if (best == Double.POSITIVE_INFINITY) {
            return Double.NaN;
        }
        return maximize ? -best : best;
    }

    /** Starts finished, whatever became of them. */
    public long finished() {
        return converged + budgetSpent + nonFinite + failed;
    }

    /** Starts finished per second, on average; 0 before the first. */
    public double rate() {
        return seconds > 0 ? finished() / seconds : 0;
    }
}
