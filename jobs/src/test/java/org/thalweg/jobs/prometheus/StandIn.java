package org.thalweg.jobs.prometheus;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.jspecify.annotations.Nullable;
import org.thalweg.monitoring.meters.FitMeters;
import org.thalweg.monitoring.meters.FitTotals;

/** Stands in for the operator of a fit: rounds that take two milliseconds, a loss that falls, rows that are rejected. */
final class StandIn extends RichMapFunction<Long, Long> {
    private static final long serialVersionUID = 1;
    private static final long REJECTED = 12;

    private transient @Nullable FitMeters meters;
    private transient FitTotals totals = FitTotals.none();

    @Override
    public void open(OpenContext context) {
        totals = FitTotals.none().plusRejected(REJECTED);
        meters = new FitMeters(getRuntimeContext().getMetricGroup(), "fit", totals);
    }

    @Override
    public Long map(Long round) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
        totals = totals.plusRound(0.002);
        FitMeters shown = java.util.Objects.requireNonNull(meters);
        shown.publish(totals);
        shown.show(1 + 1.0 / totals.rounds(), 1.0 / totals.rounds());
        return round;
    }
}
