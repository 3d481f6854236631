package org.thalweg.jobs.monitor;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.thalweg.core.run.ConvergenceEvent;
import org.thalweg.monitoring.meters.Durations;

/**
 * What a worker did since it last said so.
 *
 * @param took how long the descents took that finished since then
 */
public record WorkerProgress(ConvergenceEvent event, Durations took) {

    /** Nothing. */
    public static WorkerProgress none() {
        return new WorkerProgress(
                new ConvergenceEvent(0, 0, 0, 0, 0, Double.POSITIVE_INFINITY, Double.NaN, 0), Durations.none());
    }

    /** Whether this is nothing at all. */
    public boolean isNone() {
        return event.evaluations() == 0
                && event.converged() + event.budgetSpent() + event.nonFinite() + event.failed() == 0;
    }

    /** This and what was done later. */
    public WorkerProgress plus(WorkerProgress later) {
        ConvergenceEvent more = later.event;
        return new WorkerProgress(
                new ConvergenceEvent(
                        event.converged() + more.converged(),
                        event.budgetSpent() + more.budgetSpent(),
                        event.nonFinite() + more.nonFinite(),
                        event.failed() + more.failed(),
                        event.evaluations() + more.evaluations(),
                        Double.min(event.best(), more.best()),
                        Double.isNaN(more.gradientNorm()) ? event.gradientNorm() : more.gradientNorm(),
                        more.active()),
                took.plus(later.took));
    }

    /** Writes 7 numbers, the active descents, and the histogram with its length first. */
    public void write(DataOutput out) throws IOException {
        out.writeLong(event.converged());
        out.writeLong(event.budgetSpent());
        out.writeLong(event.nonFinite());
        out.writeLong(event.failed());
        out.writeLong(event.evaluations());
        out.writeDouble(event.best());
        out.writeDouble(event.gradientNorm());
        out.writeInt(event.active());
        took.write(out);
    }

    /** Reads what {@link #write} wrote. */
    public static WorkerProgress read(DataInput in) throws IOException {
        return new WorkerProgress(
                new ConvergenceEvent(
                        in.readLong(),
                        in.readLong(),
                        in.readLong(),
                        in.readLong(),
                        in.readLong(),
                        in.readDouble(),
                        in.readDouble(),
                        in.readInt()),
                Durations.read(in));
    }
}
