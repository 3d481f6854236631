package org.thalweg.jobs.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.thalweg.core.search.StartRange;

/**
 * The reports that the enumerator's part of the next checkpoint may not hold, so that the reader's part must.
 *
 * <p>The enumerator gives its part of a checkpoint before the readers give theirs, and a report may arrive in between. It
 * answers each report with the number of the last checkpoint that came too early for it. A report is left out of the
 * reader's part of a checkpoint only if it was answered with an earlier number: then the enumerator's part holds it.
 */
final class OpenReports {
    private final Map<Long, RangeSplit> unanswered = new TreeMap<>();
    private final Map<Long, Answered> answered = new TreeMap<>();
    private long lastCheckpoint;

    private record Answered(RangeSplit split, long missedCheckpoint) {}

    /** A report was sent of a range, all of whose starts have finished. */
    void sent(RangeSplit complete) {
        unanswered.put(complete.range().from(), complete);
    }

    /** The enumerator has the report of a range, too late for its part of a checkpoint, and of those before it. */
    void received(StartRange range, long missedCheckpoint) {
        RangeSplit split = unanswered.remove(range.from());
        if (split != null && missedCheckpoint > lastCheckpoint) {
            answered.put(range.from(), new Answered(split, missedCheckpoint));
        }
    }

    /** What belongs in the reader's part of a checkpoint; checkpoints are numbered upwards from 1. */
    List<RangeSplit> splits(long checkpoint) {
        lastCheckpoint = checkpoint;
        List<RangeSplit> splits = new ArrayList<>(unanswered.values());
        answered.values().removeIf(one -> one.missedCheckpoint() < checkpoint);
        answered.values().forEach(one -> splits.add(one.split()));
        answered.values().removeIf(one -> one.missedCheckpoint() == checkpoint);
        return splits;
    }
}
