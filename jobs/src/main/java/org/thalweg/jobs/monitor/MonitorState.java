package org.thalweg.jobs.monitor;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.Serializable;
import java.util.Map;
import org.thalweg.jobs.serialization.StateCodec;
import org.thalweg.jobs.serialization.StateSerializer;
import org.thalweg.monitoring.meters.ConvergenceTotals;
import org.thalweg.monitoring.meters.Durations;

/**
 * What the monitor has added up: its part of a checkpoint, and what it shows to the client of a running job.
 *
 * @param minima distinct minima found
 * @param unseen the estimated probability that the next descent ends at another; NaN where there is no estimate
 * @param seconds how long the search has been working, over all its lives
 */
public record MonitorState(ConvergenceTotals totals, long minima, double unseen, double seconds)
        implements Serializable {
    private static final int ID = 20;

    /** Before the first event. */
    public static MonitorState none() {
        return new MonitorState(ConvergenceTotals.none(), 0, Double.NaN, 0);
    }

    MonitorState plus(MonitorEvent event) {
        return new MonitorState(totals.plus(event.event(), event.took()), event.minima(), event.unseen(), seconds);
    }

    MonitorState at(double secondsNow) {
        return new MonitorState(totals, minima, unseen, secondsNow);
    }

    static StateSerializer<MonitorState> serializer() {
        return new StateSerializer<>(
                "the saved totals of the monitor",
                MonitorState.class,
                Map.of(ID, new StateCodec<>(MonitorState.class, MonitorState::write, MonitorState::read)));
    }

    private void write(DataOutput out) throws IOException {
        out.writeLong(totals.converged());
        out.writeLong(totals.budgetSpent());
        out.writeLong(totals.nonFinite());
        out.writeLong(totals.failed());
        out.writeLong(totals.evaluations());
        out.writeDouble(totals.best());
        totals.descents().write(out);
        out.writeLong(minima);
        out.writeDouble(unseen);
        out.writeDouble(seconds);
    }

    private static MonitorState read(DataInput in) throws IOException {
        ConvergenceTotals totals = new ConvergenceTotals(
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readDouble(),
                Durations.read(in));
        return new MonitorState(totals, in.readLong(), in.readDouble(), in.readDouble());
    }
}
