package org.thalweg.jobs.search.source;

import java.util.HashMap;
import java.util.Map;

/**
 * Chooses how many starts a reader is handed at once: what it does in a second, or in longer where so many readers
 * would ask too often; fewer towards the end so that all readers end together; and cut into ranges so small that what is found in
 * one does not make a large message.
 *
 * <p>The choice never shows in a result: tallies of ranges add up to the same bits however the ranges are cut.
 */
final class RangeSizes {
    private static final double SECONDS = 1;
    private static final double REQUESTS_A_SECOND = 1_000;
    private static final long FIRST = 8;

    /** So many readers get one more for a first range, since all of them ask at once. */
    private static final long READERS_A_START = 50;

    /** What a range found goes downstream as one message of about this size at most. */
    private static final long MESSAGE_BYTES = 4 << 20;

    /** Where it also goes to the enumerator, that is a remote call, of which Flink takes no more than ten megabytes. */
    private static final long CALL_BYTES = 1 << 20;

    private static final long BYTES_A_POINT = 128;
    private static final long BYTES_A_COORDINATE = 2 * Double.BYTES;

    /** So many ranges a reader is handed at once. */
    private static final long RANGES_AT_ONCE = 16;

    /** Where starts end at points already known, a range may hold more of them: by this factor, since the next may not. */
    private static final long TRUST = 16;

    private static final long TRUST_IN_CALLS = 8;

    /** How many cells a message may tell of. */
    private final long most;

    /** How many starts a range may hold. */
    private final long longest;

    private final Map<Integer, Pace> paces = new HashMap<>();

    private record Pace(double secondsAStart, double cellsAStart) {}

    /** @param inCalls whether reports of ranges hold all that was found */
    RangeSizes(int dimension, boolean inCalls) {
        most = Long.max(1, (inCalls ? CALL_BYTES : MESSAGE_BYTES) / (BYTES_A_POINT + BYTES_A_COORDINATE * dimension));
        longest = most * (inCalls ? TRUST_IN_CALLS : TRUST);
    }

    /**
     * Learns from a range.
     *
     * @param seconds how long a start takes the reader; NaN where it does not know yet
     * @param cells in how many cells of the archive something was met, divided by the starts of the range
     */
    void took(int reader, double seconds, double cells) {
        if (seconds > 0) {
            paces.put(reader, new Pace(seconds, cells));
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
        double seconds = Double.max(SECONDS, readers / REQUESTS_A_SECOND);
        long paced = (long) (seconds / pace.secondsAStart());
        return Long.max(1, Long.min(Long.min(paced, fair), RANGES_AT_ONCE * size(reader)));
    }

    /** How many starts a range of a reader holds at most. */
    long size(int reader) {
        Pace pace = paces.get(reader);
        double cells = pace == null ? 1 : pace.cellsAStart();
        return Long.max(1, Long.min(longest, (long) (most / cells)));
    }
}
