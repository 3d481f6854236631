package org.thalweg.jobs.search.source;

/**
 * How long a start takes a reader: the time that its slices took over the descents that ended in them, older ones counting less.
 *
 * <p>It counts descents and not ranges: ranges overlap, so that one may end right after another, and little time lies in between.
 */
final class StartPace {
    private static final double MEMORY_NANOS = 200_000_000;
    private static final double ENOUGH = 64;

    private double nanos;
    private double ended;

    /** Learns from a slice. */
    void took(long sliceNanos, long descents) {
        nanos += sliceNanos;
        ended += descents;
        if (nanos > MEMORY_NANOS && ended > ENOUGH) {
            nanos /= 2;
            ended /= 2;
        }
    }

    /** Seconds a start; NaN before the first descent has ended. */
    double seconds() {
        return ended == 0 ? Double.NaN : nanos * 1e-9 / ended;
    }
}
