package org.thalweg.jobs.search;

import java.util.function.LongSupplier;
import org.thalweg.core.run.SearchResult;
import org.thalweg.core.search.UnseenMinima;

/**
 * What is known of the minima while the search runs, looked up so seldom that it takes at most a twentieth of the time,
 * and at most ten times a second.
 */
final class Minima {
    private static final long APART_NANOS = 100_000_000;
    private static final long SHARE = 20;

    private final LongSupplier nanoClock;
    private long nextLook;
    private long count;
    private double unseen = Double.NaN;

    Minima(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
        this.nextLook = nanoClock.getAsLong();
    }

    /**
     * Looks at the archive if it is time to.
     *
     * @param now whether to look however long ago the last look was
     */
    void look(Archive archive, boolean now) {
        long before = nanoClock.getAsLong();
        if (now || before - nextLook >= 0) {
            SearchResult result = archive.result(0);
            UnseenMinima estimate = result.unseen();
            count = result.minimaTotal();
            unseen = estimate == null ? Double.NaN : estimate.probability();
            long after = nanoClock.getAsLong();
            nextLook = after + Long.max(APART_NANOS, SHARE * (after - before));
        }
    }

    /** Distinct minima at the last look. */
    long count() {
        return count;
    }

    /** The probability that the next descent ends at another, estimated at the last look; NaN if it cannot be. */
    double unseen() {
        return unseen;
    }
}
