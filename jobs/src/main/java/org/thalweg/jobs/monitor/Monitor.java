package org.thalweg.jobs.monitor;

import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.thalweg.monitoring.meters.ConvergenceMeters;

/**
 * Adds up convergence events and shows them: counters when a checkpoint that holds them completes, so that they never go
 * backwards over a failure, and at the end; the rest at once.
 */
final class Monitor {
    private final ConvergenceMeters meters;
    private final boolean checkpointing;
    private final LongSupplier nanoClock;
    private final long opened;
    private final double secondsBefore;

    /** Descents in flight, by worker. */
    private final Map<Integer, Integer> active = new HashMap<>();

    /** What checkpoints hold that have not completed. */
    private final NavigableMap<Long, MonitorState> unpublished = new TreeMap<>();

    private MonitorState state;

    /**
     * @param meters shows what {@code state} holds already
     * @param state of a checkpoint, or of the beginning
     * @param checkpointing whether checkpoints are to be expected
     */
    Monitor(ConvergenceMeters meters, MonitorState state, boolean checkpointing, LongSupplier nanoClock) {
        this.meters = meters;
        this.state = state;
        this.checkpointing = checkpointing;
        this.nanoClock = nanoClock;
        this.opened = nanoClock.getAsLong();
        this.secondsBefore = state.seconds();
    }

    void add(MonitorEvent event) {
        state = state.plus(event).at(secondsBefore + (nanoClock.getAsLong() - opened) * 1e-9);
        active.put(event.worker(), event.event().active());
        meters.show(
                active.values().stream().mapToLong(Integer::longValue).sum(),
                event.event().gradientNorm());
        meters.showMinima(state.minima(), state.unseen());
        if (!checkpointing || event.last()) {
            meters.publish(state.totals());
        }
    }

    MonitorState state() {
        return state;
    }

    MonitorState snapshot(long checkpoint) {
        unpublished.put(checkpoint, state);
        return state;
    }

    void complete(long checkpoint) {
        NavigableMap<Long, MonitorState> complete = unpublished.headMap(checkpoint, true);
        if (!complete.isEmpty()) {
            meters.publish(complete.lastEntry().getValue().totals());
            complete.clear();
        }
    }
}
