package org.thalweg.monitoring.meters;

import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.SimpleCounter;

/**
 * The meters of a fit, registered in a Flink metric group; one thread writes, reporters read.
 *
 * <p>Every series is there from the start: counters at the totals that a checkpoint holds, gauges at NaN. Publish totals
 * when the checkpoint that holds them is complete, and at the end: then counters never go backwards over a failure.
 */
public final class FitMeters {
    private final Counter rounds = new SimpleCounter();
    private final Counter rowsRejected = new SimpleCounter();
    private final DurationMeter took;
    private volatile double loss = Double.NaN;
    private volatile double gradientNorm = Double.NaN;

    /**
     * Registers the meters.
     *
     * @param group the operator's own metric group
     * @param study the name of the run
     * @param totals what the counters show from the start
     */
    public FitMeters(MetricGroup group, String study, FitTotals totals) {
        MetricGroup labelled = group.addGroup(Meter.STUDY, study);
        took = new DurationMeter(labelled, Meter.ROUND_SECONDS, totals.took());
        publish(totals);
        labelled.counter(Meter.ROUNDS.dotted(), rounds);
        labelled.counter(Meter.ROWS_REJECTED.dotted(), rowsRejected);
        labelled.gauge(Meter.LOSS.dotted(), (Gauge<Double>) () -> loss);
        labelled.gauge(Meter.GRADIENT_NORM.dotted(), (Gauge<Double>) () -> gradientNorm);
    }

    /** Shows the totals, which must not be less than those shown before. */
    public void publish(FitTotals totals) {
        DurationMeter.raise(rounds, totals.rounds());
        DurationMeter.raise(rowsRejected, totals.rowsRejected());
        took.publish(totals.took());
    }

    /**
     * Shows where the fit stands now, whatever it was before.
     *
     * @param lossNow in the user's terms, penalties included
     * @param gradientNormNow ‖∇F‖∞
     */
    public void show(double lossNow, double gradientNormNow) {
        loss = lossNow;
        gradientNorm = gradientNormNow;
    }
}
