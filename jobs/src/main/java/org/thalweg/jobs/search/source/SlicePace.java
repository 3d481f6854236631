package org.thalweg.jobs.search.source;

/**
 * Chooses how much work a slice holds so that it takes about a millisecond, from how long the slices before took.
 *
 * <p>Barriers and events pass between slices. The choice never shows in a result: descents do not depend on how they are
 * sliced, nor on how many advance together.
 */
public final class SlicePace {
    private static final long SLICE_NANOS = 1_000_000;
    private static final long MOST = 1 << 20;

    private long evaluations = 1;

    /** How many evaluations to spend in the next slice. */
    public long evaluations() {
        return evaluations;
    }

    /** How many descents may advance together, since each of them is evaluated at least once a slice. */
    public int lanes() {
        return (int) evaluations;
    }

    /** Learns from a slice; the next holds at most twice, and at least half as much. */
    public void took(long spent, long nanos) {
        if (spent <= 0) {
            return;
        }
        long fitting = Long.max(1, spent * SLICE_NANOS / Long.max(1, nanos));
        long most = Long.min(MOST, 2 * evaluations);
        long least = Long.max(1, evaluations / 2);
        evaluations = Long.max(least, Long.min(most, fitting));
    }
}
