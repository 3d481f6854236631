package org.thalweg.monitoring.reporter;

import java.util.concurrent.atomic.LongAdder;

/** What the reporter counts of itself. */
final class Tally {
    private final LongAdder dropped = new LongAdder();
    private final LongAdder refused = new LongAdder();

    /** A publication was not taken. */
    void drop() {
        dropped.increment();
    }

    /** A series was not shown, since its study was one too many. */
    void refuse() {
        refused.increment();
    }

    long dropped() {
        return dropped.sum();
    }

    long refused() {
        return refused.sum();
    }
}
