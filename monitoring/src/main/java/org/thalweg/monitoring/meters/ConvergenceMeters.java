package org.thalweg.monitoring.meters;

import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.SimpleCounter;

/**
 * The meters of a search, registered in a Flink metric group; one thread writes, reporters read.
 *
 * <p>Every series is there from the start: counters at the totals that a checkpoint holds, gauges at NaN (0 for what is
 * counted). The counters show what their caller holds in a checkpoint, so that they never go backwards over a failure.
 */
public final class ConvergenceMeters {
    private final Counter converged = new SimpleCounter();
    private final Counter budgetSpent = new SimpleCounter();
    private final Counter nonFinite = new SimpleCounter();
    private final Counter failed = new SimpleCounter();
    private final Counter evaluations = new SimpleCounter();
    private final DurationMeter descents;
    private final boolean maximize;

    private volatile double best = Double.NaN;
    private volatile double gradientNorm = Double.NaN;
    private volatile long active;
    private volatile long minima;
    private volatile double unseen = Double.NaN;

    /**
     * Registers the meters.
     *
     * @param group the operator's own metric group
     * @param study the name of the run
     * @param maximize whether values are to be shown negated, as the user knows them
     * @param totals what the counters show from the start
     */
    public ConvergenceMeters(MetricGroup group, String study, boolean maximize, ConvergenceTotals totals) {
        this.maximize = maximize;
        MetricGroup labelled = group.addGroup(Meter.STUDY, study);
        descents = new DurationMeter(labelled, Meter.DESCENT_SECONDS, totals.descents());
        publish(totals);
        outcome(labelled, "converged").counter(Meter.STARTS_FINISHED.dotted(), converged);
        outcome(labelled, "budget_spent").counter(Meter.STARTS_FINISHED.dotted(), budgetSpent);
        outcome(labelled, "non_finite").counter(Meter.STARTS_FINISHED.dotted(), nonFinite);
        outcome(labelled, "failed").counter(Meter.STARTS_FINISHED.dotted(), failed);
        labelled.counter(Meter.EVALUATIONS.dotted(), evaluations);
        gauge(labelled, Meter.BEST_OBJECTIVE.dotted(), () -> best);
        gauge(labelled, Meter.GRADIENT_NORM.dotted(), () -> gradientNorm);
        gauge(labelled, Meter.DESCENTS_ACTIVE.dotted(), () -> active);
        gauge(labelled, Meter.MINIMA_DISTINCT.dotted(), () -> minima);
        gauge(labelled, Meter.UNSEEN_MINIMA_PROBABILITY.dotted(), () -> unseen);
    }

    /** Shows the totals, which must not be less than those shown before. */
    public void publish(ConvergenceTotals totals) {
        DurationMeter.raise(converged, totals.converged());
        DurationMeter.raise(budgetSpent, totals.budgetSpent());
        DurationMeter.raise(nonFinite, totals.nonFinite());
        DurationMeter.raise(failed, totals.failed());
        DurationMeter.raise(evaluations, totals.evaluations());
        descents.publish(totals.descents());
        if (totals.best() < Double.POSITIVE_INFINITY) {
            best = maximize ? -totals.best() : totals.best();
        }
    }

    /** Shows where the search stands now, whatever it was before. */
    public void show(long descentsActive, double lastGradientNorm) {
        active = descentsActive;
        gradientNorm = lastGradientNorm;
    }

    /** Shows how many distinct minima are known, and the probability that the next descent ends at another. */
    public void showMinima(long distinct, double unseenProbability) {
        minima = distinct;
        unseen = unseenProbability;
    }

    private static MetricGroup outcome(MetricGroup group, String outcome) {
        return group.addGroup(Meter.STARTS_FINISHED.label().orElseThrow(), outcome);
    }

    private static <T extends Number> void gauge(MetricGroup group, String name, Gauge<T> value) {
        group.gauge(name, value);
    }
}
