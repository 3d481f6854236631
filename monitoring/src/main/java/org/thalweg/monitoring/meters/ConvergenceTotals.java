package org.thalweg.monitoring.meters;

import java.io.Serializable;
import org.thalweg.core.run.ConvergenceEvent;

/**
 * What the workers of a search have reported, added up: what the counters show.
 *
 * @param converged starts that ended thus; likewise the three after it
 * @param best the lowest value reported; +∞ before the first
 * @param descents how long the descents took
 */
public record ConvergenceTotals(
        long converged,
        long budgetSpent,
        long nonFinite,
        long failed,
        long evaluations,
        double best,
        Durations descents)
        implements Serializable {

    /** Before the first event. */
    public static ConvergenceTotals none() {
        return new ConvergenceTotals(0, 0, 0, 0, 0, Double.POSITIVE_INFINITY, Durations.none());
    }

    /** These totals and one event more. */
    public ConvergenceTotals plus(ConvergenceEvent event, Durations took) {
        return new ConvergenceTotals(
                converged + event.converged(),
                budgetSpent + event.budgetSpent(),
                nonFinite + event.nonFinite(),
                failed + event.failed(),
                evaluations + event.evaluations(),
                Math.min(best, event.best()),
                descents.plus(took));
    }

    /** Starts finished, whatever became of them. */
    public long finished() {
        return converged + budgetSpent + nonFinite + failed;
    }
}
