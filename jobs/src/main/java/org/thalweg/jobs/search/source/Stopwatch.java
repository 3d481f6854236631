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
    private static final int LEAST_PLACES = 256;
    private static final long FREE = -1;

    private final LongSupplier nanoClock;
    private final long opened;
    private long now;
    private boolean moved;

    /** The starts of the descents that run, each at the first free place from where its last bits point to; starts follow each other. */
    private long[] starts = free(LEAST_PLACES);

    private long[] began = new long[LEAST_PLACES];
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
        if (2 * running >= starts.length) {
            grow();
        }
        put(start, now());
    }

    private void put(long start, long when) {
        int place = (int) start & starts.length - 1;
        while (starts[place] != FREE) {
            place = place + 1 & starts.length - 1;
        }
        starts[place] = start;
        began[place] = when;
        running++;
    }

    private void grow() {
        long[] oldStarts = starts;
        long[] oldBegan = began;
        starts = free(2 * oldStarts.length);
        began = new long[starts.length];
        running = 0;
        for (int i = 0; i < oldStarts.length; i++) {
            if (oldStarts[i] != FREE) {
                put(oldStarts[i], oldBegan[i]);
            }
        }
    }

    private static long[] free(int places) {
        long[] free = new long[places];
        Arrays.fill(free, FREE);
        return free;
    }

    void end(long start) {
        double took = (now() - take(start)) * 1e-9;
        counts[Durations.bucket(took)]++;
        seconds += took;
    }

    /** When a descent began that runs no longer. */
    private long take(long start) {
        int mask = starts.length - 1;
        for (int i = 0; i < starts.length; i++) {
            int place = (int) start + i & mask;
            if (starts[place] == start) {
                starts[place] = FREE;
                running--;
                return began[place];
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
