package org.thalweg.jobs.search.source;

import java.util.HashMap;
import java.util.Map;
import org.thalweg.jobs.search.archive.Harvest;

/**
 * Chooses how many starts a reader is handed at once: what it does in a second, or in longer where so many readers
 * would ask too often, or where it finds very much that is new; fewer towards the end so that all readers end together; and cut into
 * ranges so small that what is found in one fits into a remote call, where it goes by one.
 *
 * <p>The choice never shows in a result: tallies of ranges add up to the same bits however the ranges are cut.
 */
final class RangeSizes {
    private static final double SECONDS = 1;
    private static final double REQUESTS_A_SECOND = 1_000;
    private static final long FIRST = 8;

    /** Ranges do not get shorter than this towards the end, while there is as much for all: to ask for one takes a millisecond or two. */
    private static final double LEAST_SECONDS = 0.02;

    /** So many readers get one more for a first range, since all of them ask at once. */
    private static final long READERS_A_START = 50;

    /**
     * Where ranges find so much, they take longer: until an archive is full, and long after, most of what is found is dropped again
     * for what is found later and lies lower. A range that takes its time drops it itself, and never sends it.
     */
    private static final double MANY_CELLS_A_SECOND = 5_000;

    private static final double LONG_SECONDS = 5;

    /** How many cells tell that there are many. */
    private static final long MANY_CELLS = 2_000;

    /** Where what a range found goes to the enumerator, that is a remote call, of which Flink takes no more than ten megabytes. */
    private static final long CALL_BYTES = 1 << 20;

    /** So many ranges a reader is handed at once, where one would find too much. */
    private static final long RANGES_AT_ONCE = 16;

    /** Where starts end at points already known, a range may hold more of them: by this factor, since the next may not. */
    private static final long TRUST = 8;

    /** How many starts a range holds at most, since what is known of a pace may be wrong. */
    private static final long LONGEST = 1 << 22;

    /** How many cells a range may tell of. */
    private final long most;

    /** How many starts a range may hold. */
    private final long longest;

    private final long rangesAtOnce;

    private final Map<Integer, Pace> paces = new HashMap<>();

    private record Pace(double secondsAStart, long starts, long cells) {

        double seconds() {
            boolean findsMany = cells >= MANY_CELLS && cells >= MANY_CELLS_A_SECOND * secondsAStart * starts;
            return findsMany ? LONG_SECONDS : SECONDS;
        }
    }

    /** @param inCalls whether reports of ranges hold all that was found */
    RangeSizes(int dimension, boolean inCalls) {
        most = inCalls ? Harvest.cellsIn(CALL_BYTES, dimension) : LONGEST;
        longest = inCalls ? most * TRUST : LONGEST;
        rangesAtOnce = inCalls ? RANGES_AT_ONCE : 1;
    }

    /**
     * Learns from a range.
     *
     * @param secondsAStart how long a start takes the reader; NaN where it does not know yet
     * @param starts of the range
     * @param cells in how many cells of the archive something was met
     */
    void took(int reader, double secondsAStart, long starts, long cells) {
        if (secondsAStart > 0) {
            paces.put(reader, new Pace(secondsAStart, starts, cells));
        }
    }

    /**
     * How many starts a reader is handed at once, as a range, or as several where one would find too much.
     *
     * @param available starts that could be handed out now
     * @param readers how many share them
     */
    long amount(int reader, long available, int readers) {
        long fair = available / (2L * readers);
        Pace pace = paces.get(reader);
        if (pace == null) {
            long first = Long.max(FIRST, readers / READERS_A_START);
            return Long.max(1, Long.min(Long.min(first, fair), most));
        }
        double seconds = Double.max(pace.seconds(), readers / REQUESTS_A_SECOND);
        long paced = (long) (seconds / pace.secondsAStart());
        long worthAsking = Long.min(available / readers, (long) (LEAST_SECONDS / pace.secondsAStart()));
        long wanted = Long.max(worthAsking, Long.min(paced, fair));
        return Long.max(1, Long.min(wanted, rangesAtOnce * size(reader)));
    }

    /** How many starts a range of a reader holds at most. */
    long size(int reader) {
        Pace pace = paces.get(reader);
        double cellsAStart = pace == null ? 1 : (double) pace.cells() / pace.starts();
        return Long.max(1, Long.min(longest, (long) (most / cellsAStart)));
    }
}
