package org.thalweg.jobs.search.archive;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.search.SearchTally;
import org.thalweg.core.search.StopReason;
import org.thalweg.jobs.monitor.WorkerProgress;
import org.thalweg.jobs.serialization.MessageType;

/**
 * What a reader sends downstream: what ranges that are finished amount to, and how far it is.
 *
 * <p>Each range's tally is in exactly one harvest of those that a checkpoint counts, or in parts in several. A harvest is given
 * away: neither side writes to its tally.
 *
 * @param worker the index of the reader
 * @param workers how many readers there are
 * @param end why the search ended, in the last harvest of this reader; null before
 */
public record Harvest(
        int worker,
        int workers,
        WorkerProgress progress,
        SearchTally tally,
        @Nullable StopReason end) {

    /** What is larger than five megabytes, Flink writes to a disk on its way. */
    private static final long MESSAGE_BYTES = 4 << 20;

    private static final long BYTES_A_POINT = 128;

    /** Its value, and its index where it lies on a bound. */
    private static final long BYTES_A_COORDINATE = Double.BYTES + Integer.BYTES;

    /** In how many cells of the archive a harvest may have met something. */
    public static int mostCells(int dimension) {
        return cellsIn(MESSAGE_BYTES, dimension);
    }

    /** How many cells of an archive fit into so many bytes; at least one. */
    public static int cellsIn(long bytes, int dimension) {
        return (int) Long.max(1, bytes / (BYTES_A_POINT + BYTES_A_COORDINATE * dimension));
    }

    /** The type of streams of harvests. */
    public static TypeInformation<Harvest> type() {
        return new MessageType<>(Harvest.class, new HarvestSerializer());
    }
}
