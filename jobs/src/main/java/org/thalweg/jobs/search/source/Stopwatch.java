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
    private static final long FREE = -1;

    private final LongSupplier nanoClock;
    private final long opened;
    private long now;
    private boolean moved;

    /** The descents that run: an open-addressing table, linearly probed, of starts and of when they began. */
    private long[] starts = free(64);

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
        if (4 * running >= starts.length) {
            grow();
        }
        put(start, now());
        running++;
    }

    private void grow() {
        long[] oldStarts = starts;
        long[] oldBegan = began;
        starts = free(2 * oldStarts.length);
        began = new long[starts.length];
        for (int i = 0; i < oldStarts.length; i++) {
            if (oldStarts[i] != FREE) {
                put(oldStarts[i], oldBegan[i]);
            }
        }
    }

    private static long[] free(int length) {
        long[] all = new long[length];
        Arrays.fill(all, FREE);
        return all;
    }

    private void put(long start, long begin) {
        int slot = home(start);
        while (starts[slot] != FREE) {
            slot = next(slot);
        }
        starts[slot] = start;
        began[slot] = begin;
    }

    /** Starts that run together are near each other, so that each has a slot of its own. */
    private int home(long start) {
        return (int) start & (starts.length - 1);
    }

    private int next(int slot) {
        return (slot + 1) & (starts.length - 1);
    }

    void end(long start) {
        double took = (now() - take(start)) * 1e-9;
        counts[Durations.bucket(took)]++;
        seconds += took;
    }

    /** When a descent began that runs no longer. */
    private long take(long start) {
        int slot = home(start);
        while (starts[slot] != start) {
            if (starts[slot] == FREE) {
                return opened;
            }
            slot = next(slot);
        }
        long begin = began[slot];
        starts[slot] = FREE;
        running--;
        settle(next(slot));
        return begin;
    }

    /** Moves those after a slot that was freed to where they are looked for now. */
    private void settle(int first) {
        for (int slot = first; starts[slot] != FREE; slot = next(slot)) {
            long start = starts[slot];
            starts[slot] = FREE;
            put(start, began[slot]);
        }
    }

    /** How long those took that ended since this was last asked. */
    Durations durations() {
        Durations durations = new Durations(counts, seconds);
        Arrays.fill(counts, 0);
        seconds = 0;
        return durations;
    }
}
