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
import org.thalweg.monitoring.history.History;
import org.thalweg.monitoring.history.Mark;
import org.thalweg.monitoring.meters.Durations;
import org.thalweg.monitoring.meters.FitMeters;
import org.thalweg.monitoring.meters.FitTotals;

/**
 * Counts the rounds of a fit, where block 0 is owned, and shows them: counters when a checkpoint that holds them completes, so that they
 * never go backwards over a failure, and at the end; the rest at once.
 */
final class FitMonitor {
    private static final long LOOK_NANOS = 50_000_000;
    private static final int MOST_SHOWN = 1_000;

    private final FitMeters meters;
    private final boolean maximize;
    private final boolean checkpointing;
    private final LongSupplier nanoClock;

    /** What checkpoints hold that have not completed. */
    private final NavigableMap<Long, FitTotals> unpublished = new TreeMap<>();

    private final double secondsBefore;
    private final long opened;
    private FitTotals totals;
    private FitGlimpse glimpse;
    private long last;
    private long nextLook;

    /**
     * What a checkpoint holds.
     *
     * @param seconds how long the fit has been working
     * @param log of the live page
     */
    record State(FitTotals totals, double seconds, History log) {

        /** Before the first round. */
        static State begin(int parameters, long rowsRejected) {
            return new State(FitTotals.none().plusRejected(rowsRejected), 0, FitLog.none(parameters));
        }

        /** The state with what happened since. */
        State plus(Mark.Kind kind) {
            return new State(totals, seconds, log.plus(new Mark(seconds, kind)));
        }

        void write(DataOutput out) throws IOException {
            out.writeLong(totals.rounds());
            out.writeLong(totals.rowsRejected());
            totals.took().write(out);
            out.writeDouble(seconds);
            log.write(out);
        }

        static State read(DataInput in) throws IOException {
            return new State(
                    new FitTotals(in.readLong(), in.readLong(), Durations.read(in)), in.readDouble(), History.read(in));
        }
    }

    /**
     * @param state of a checkpoint, or of the beginning
     * @param checkpointing whether checkpoints are to be expected
     */
    FitMonitor(MetricGroup group, Study study, State state, boolean checkpointing, LongSupplier nanoClock) {
        this.meters = new FitMeters(group, study.name(), state.totals());
        this.maximize = study.maximize();
        this.totals = state.totals();
        this.secondsBefore = state.seconds();
        this.glimpse = FitGlimpse.none(0).with(state.log());
        this.checkpointing = checkpointing;
        this.nanoClock = nanoClock;
        this.opened = nanoClock.getAsLong();
        this.last = opened;
        this.nextLook = opened;
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
        if (now - nextLook >= 0 || owner.isOver()) {
            nextLook = now + LOOK_NANOS;
            look(owner);
        }
    }

    /** Where the fit stands, as the live page shows it; parameters only if they are few, since they are copied. */
    private void look(BlockOwner<?> owner) {
        Progress progress = owner.progress();
        double[] theta = owner.size() <= MOST_SHOWN ? owner.end().x() : new double[0];
        FitGlimpse now = new FitGlimpse(
                seconds(),
                totals.rounds(),
                owner.isOver() ? 1 : 0,
                maximize ? -progress.value() : progress.value(),
                progress.gradientNorm(),
                theta,
                glimpse.history(),
                false);
        glimpse = owner.isOver() ? now.noted() : now.with(now.history().plus(FitLog.row(now.history(), now)));
    }

    private double seconds() {
        return secondsBefore + (nanoClock.getAsLong() - opened) * 1e-9;
    }

    /** How the fit was when it was last looked at, some times a second. */
    FitGlimpse glimpse() {
        return glimpse;
    }

    State snapshot(long checkpoint) {
        unpublished.put(checkpoint, totals);
        return new State(totals, seconds(), glimpse.history());
    }

    void complete(long checkpoint) {
        glimpse = glimpse.with(glimpse.history().plus(new Mark(seconds(), Mark.Kind.CHECKPOINT)));
        NavigableMap<Long, FitTotals> complete = unpublished.headMap(checkpoint, true);
        if (!complete.isEmpty()) {
            meters.publish(complete.lastEntry().getValue());
            complete.clear();
        }
    }
}
