package org.thalweg.jobs.fit;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.apache.flink.metrics.MetricGroup;
import org.thalweg.core.fit.rounds.BlockOwner;
import org.thalweg.core.stopping.Progress;
import org.thalweg.jobs.monitor.Study;
import org.thalweg.monitoring.meters.Durations;
import org.thalweg.monitoring.meters.FitMeters;
import org.thalweg.monitoring.meters.FitTotals;

/**
 * Counts the rounds of a fit, where block 0 is owned, and shows them: counters when a checkpoint that holds them completes, so that they
 * never go backwards over a failure, and at the end; the rest at once.
 */
final class FitMonitor {
    private final FitMeters meters;
    private final boolean maximize;
    private final boolean checkpointing;
    private final LongSupplier nanoClock;

    /** What checkpoints hold that have not completed. */
    private final NavigableMap<Long, FitTotals> unpublished = new TreeMap<>();

    private FitTotals totals;
    private long last;

    /**
     * @param totals of a checkpoint, or of the beginning
     * @param checkpointing whether checkpoints are to be expected
     */
    FitMonitor(MetricGroup group, Study study, FitTotals totals, boolean checkpointing, LongSupplier nanoClock) {
        this.meters = new FitMeters(group, study.name(), totals);
        this.maximize = study.maximize();
        this.totals = totals;
        this.checkpointing = checkpointing;
        this.nanoClock = nanoClock;
        this.last = nanoClock.getAsLong();
    }

    /** Notes that the owner of block 0 has made a call; that a round is complete, unless it made the same before. */
    void note(BlockOwner<?> owner) {
        long now = nanoClock.getAsLong();
        if (owner.round() > totals.rounds()) {
            totals = totals.plusRound((now - last) * 1e-9);
        }
        last = now;
        Progress progress = owner.progress();
        meters.show(maximize ? -progress.value() : progress.value(), progress.gradientNorm());
        if (!checkpointing || owner.isOver()) {
            meters.publish(totals);
        }
    }

    FitTotals snapshot(long checkpoint) {
        unpublished.put(checkpoint, totals);
        return totals;
    }

    void complete(long checkpoint) {
        NavigableMap<Long, FitTotals> complete = unpublished.headMap(checkpoint, true);
        if (!complete.isEmpty()) {
            meters.publish(complete.lastEntry().getValue());
            complete.clear();
        }
    }

    static void write(FitTotals totals, DataOutput out) throws IOException {
        out.writeLong(totals.rounds());
        out.writeLong(totals.rowsRejected());
        totals.took().write(out);
    }

    static FitTotals read(DataInput in) throws IOException {
        return new FitTotals(in.readLong(), in.readLong(), Durations.read(in));
    }
}
