package org.thalweg.monitoring.meters;

import java.io.Serializable;

/**
 * What the rounds of a fit amount to: what its counters show, and what a checkpoint holds so that they never fall.
 *
 * @param rounds that are complete
 * @param rowsRejected rows of data that could not be used
 * @param took how long the rounds took
 */
public record FitTotals(long rounds, long rowsRejected, Durations took) implements Serializable {

    /** Before the first round. */
    public static FitTotals none() {
        return new FitTotals(0, 0, Durations.none());
    }

    /** These totals and one round more. */
    public FitTotals plusRound(double seconds) {
        return new FitTotals(rounds + 1, rowsRejected, took.plus(Durations.of(seconds)));
    }

    /** These totals and rows more that could not be used. */
    public FitTotals plusRejected(long rows) {
        return new FitTotals(rounds, rowsRejected + rows, took);
    }
}
