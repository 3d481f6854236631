package org.thalweg.jobs.search.source;

import java.util.Arrays;
import java.util.function.LongSupplier;
import org.thalweg.monitoring.meters.Durations;

/**
 * Times the descents of a reader, each from its beginning; those out of a checkpoint from when the reader was opened.
 *
 * <p>The clock is read once for all that begin and end together: a look at it takes a hundredth of a short descent.
 */
final class Stopwatch {
    private final LongSupplier nanoClock;
    private final long opened;
    private long now;
    private boolean moved;

    /** The starts of the descents that run, in any order, and when they began: so few that looking through them is quick. */
    private long[] starts = new long[64];

    private long[] began = new long[64];
    private int running;
    private final long[] counts = new long[Durations.buckets()];
    private double seconds;

    Stopwatch(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
        this.opened = nanoClock.getAsLong();
        this.now = opened;
    }

    /** Says that time has passed: the next that begins or ends looks at the clock. */
    void moveOn() {
        moved = true;
    }

    private long now() {
        if (moved) {
            now = nanoClock.getAsLong();
            moved = false;
        }
        return now;
    }

    void begin(long start) {
        if (running == starts.length) {
            starts = Arrays.copyOf(starts, 2 * running);
            began = Arrays.copyOf(began, 2 * running);
        }
        starts[running] = start;
        began[running] = now();
        running++;
    }

    void end(long start) {
        double took = (now() - take(start)) * 1e-9;
        counts[Durations.bucket(took)]++;
        seconds += took;
    }

    /** When a descent began that runs no longer. */
    private long take(long start) {
        for (int i = 0; i < running; i++) {
            if (starts[i] == start) {
                long begin = began[i];
                running--;
                starts[i] = starts[running];
                began[i] = began[running];
                return begin;
            }
        }
        return opened;
    }

    /** How long those took that ended since this was last asked. */
    Durations durations() {
        Durations durations = new Durations(counts, seconds);
        Arrays.fill(counts, 0);
        seconds = 0;
        return durations;
    }
}
