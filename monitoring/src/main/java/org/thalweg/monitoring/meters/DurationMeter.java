package org.thalweg.monitoring.meters;

import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.SimpleCounter;
import org.thalweg.monitoring.meters.CatalogueEntry.Part;

/**
 * A histogram of durations in a Flink metric group, as the parts of a {@link CatalogueEntry.Type#TIMER}: Flink's own
 * histograms tell quantiles, which cannot be added up over workers or over time.
 */
final class DurationMeter {
    private final List<SimpleCounter> buckets =
            Stream.generate(SimpleCounter::new).limit(Durations.buckets()).toList();
    private final Counter count = new SimpleCounter();
    private volatile double seconds;

    /** Registers the parts, which show {@code durations} from the start. */
    DurationMeter(MetricGroup labelled, Meter timer, Durations durations) {
        publish(durations);
        for (int i = 0; i < Durations.buckets(); i++) {
            labelled.addGroup(Meter.UPPER_BOUND, boundText(Durations.bound(i)))
                    .counter(name(timer, Part.BUCKET), buckets.get(i));
        }
        labelled.counter(name(timer, Part.COUNT), count);
        labelled.gauge(name(timer, Part.SUM), (Gauge<Double>) () -> seconds);
    }

    /** Shows these durations, which must hold those shown before. */
    final void publish(Durations durations) {
        long below = 0;
        for (int i = 0; i < buckets.size(); i++) {
            below += durations.counts()[i];
            raise(buckets.get(i), below);
        }
        raise(count, below);
        seconds = durations.seconds();
    }

    static void raise(Counter counter, long total) {
        counter.inc(total - counter.getCount());
    }

    private static String name(Meter timer, Part part) {
        return timer.dotted() + '.' + part.suffix();
    }

    private static String boundText(double bound) {
        return bound == Double.POSITIVE_INFINITY ? "+Inf" : Double.toString(bound);
    }
}
