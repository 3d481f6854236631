package org.thalweg.jobs.monitor;

import java.time.Duration;

/**
 * How long to wait between looks at something that runs: a twentieth of the time for which it has run, within bounds, so that
 * looks at what has just begun follow closely, and looks at what lasts cost little.
 *
 * @param least the shortest time between looks
 * @param most the longest
 */
public record LookInterval(Duration least, Duration most) {
    private static final long SHARE = 20;

    /** Nanoseconds to the next look at what has run for so many. */
    public long nanosAfter(long ranNanos) {
        return Long.max(least.toNanos(), Long.min(most.toNanos(), ranNanos / SHARE));
    }
}
