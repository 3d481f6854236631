package org.thalweg.jobs.search;

import java.util.HashMap;
import java.util.Map;

/**
 * Chooses how many starts a reader is handed at once: what it does in a tenth of a second, fewer towards the end so that
 * all readers end together, and never so many that what they find would make a large message.
 *
 * <p>The choice never shows in a result: tallies of ranges add up to the same bits however the ranges are cut.
 */
final class RangeSizes {
    private static final double SECONDS = 0.1;
    private static final long FIRST = 8;
    private static final long MESSAGE_BYTES = 1 << 20;
    private static final long BYTES_A_POINT = 128;
    private static final long BYTES_A_COORDINATE = 2 * Double.BYTES;

    private final long most;
    private final Map<Integer, Double> secondsAStart = new HashMap<>();

    RangeSizes(int dimension) {
        most = Long.max(1, MESSAGE_BYTES / (BYTES_A_POINT + BYTES_A_COORDINATE * dimension));
    }

    /** Learns how long a start takes a reader; NaN where it does not know yet. */
    void took(int reader, double seconds) {
        if (seconds > 0) {
            secondsAStart.put(reader, seconds);
        }
    }

    /**
     * The size of the next range for a reader.
     *
     * @param available starts that could be handed out now
     * @param readers how many share them
     */
    long next(int reader, long available, int readers) {
        Double seconds = secondsAStart.get(reader);
        long paced = seconds == null ? FIRST : (long) (SECONDS / seconds);
        long fair = available / (2L * readers);
        return Long.max(1, Long.min(Long.min(paced, fair), most));
    }
}
