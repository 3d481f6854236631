package org.thalweg.monitoring.meters;

import java.util.List;
import java.util.stream.Stream;
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
    private final List<SimpleCounter> descentBuckets =
            Stream.generate(SimpleCounter::new).limit(Durations.buckets()).toList();
    private final Counter descentCount = new SimpleCounter();
    private final boolean maximize;

    private volatile double descentSeconds;
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
        publish(totals);
        MetricGroup labelled = group.addGroup(Meter.STUDY, study);
        outcome(labelled, "converged").counter(Meter.STARTS_FINISHED.dotted(), converged);
        outcome(labelled, "budget_spent").counter(Meter.STARTS_FINISHED.dotted(), budgetSpent);
        outcome(labelled, "non_finite").counter(Meter.STARTS_FINISHED.dotted(), nonFinite);
        outcome(labelled, "failed").counter(Meter.STARTS_FINISHED.dotted(), failed);
        labelled.counter(Meter.EVALUATIONS.dotted(), evaluations);
        for (int i = 0; i < Durations.buckets(); i++) {
            labelled.addGroup(Meter.UPPER_BOUND, boundText(Durations.bound(i)))
                    .counter(Meter.DESCENT_SECONDS.dotted() + ".bucket", descentBuckets.get(i));
        }
        labelled.counter(Meter.DESCENT_SECONDS.dotted() + ".count", descentCount);
        gauge(labelled, Meter.DESCENT_SECONDS.dotted() + ".sum", () -> descentSeconds);
        gauge(labelled, Meter.BEST_OBJECTIVE.dotted(), () -> best);
        gauge(labelled, Meter.GRADIENT_NORM.dotted(), () -> gradientNorm);
        gauge(labelled, Meter.DESCENTS_ACTIVE.dotted(), () -> active);
        gauge(labelled, Meter.MINIMA_DISTINCT.dotted(), () -> minima);
        gauge(labelled, Meter.UNSEEN_MINIMA_PROBABILITY.dotted(), () -> unseen);
    }

    /** Shows the totals, which must not be less than those shown before. */
    public void publish(ConvergenceTotals totals) {
        raise(converged, totals.converged());
        raise(budgetSpent, totals.budgetSpent());
        raise(nonFinite, totals.nonFinite());
        raise(failed, totals.failed());
        raise(evaluations, totals.evaluations());
        long below = 0;
        for (int i = 0; i < descentBuckets.size(); i++) {
            below += totals.descents().counts()[i];
            raise(descentBuckets.get(i), below);
        }
        raise(descentCount, below);
        descentSeconds = totals.descents().seconds();
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

    private static void raise(Counter counter, long total) {
        counter.inc(total - counter.getCount());
    }

    private static String boundText(double bound) {
        return bound == Double.POSITIVE_INFINITY ? "+Inf" : Double.toString(bound);
    }
}
