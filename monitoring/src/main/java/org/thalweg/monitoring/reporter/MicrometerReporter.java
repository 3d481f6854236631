package org.thalweg.monitoring.reporter;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.Scheduled;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows those of Flink's metrics that are in the catalogue, through one {@link Sink}.
 *
 * <p>Nothing that goes wrong in here reaches a job: a sink that is down or hangs is served by threads of the sink's own,
 * and what it does not take is counted and forgotten.
 *
 * <p>As a {@link Supplier} it tells where it can be scraped; null if that is nowhere.
 */
public final class MicrometerReporter implements MetricReporter, Scheduled, Supplier<@Nullable URI> {
    private static final Logger LOG = LoggerFactory.getLogger(MicrometerReporter.class);

    /** How many studies are shown unless {@code max-studies} says otherwise. */
    private static final int STUDIES = 50;

    private @Nullable SeriesTable table;
    private @Nullable Admission admission;
    private @Nullable Sink sink;

    @Override
    public void open(MetricConfig config) {
        Duration interval = Settings.interval(config);
        Sink opened = Sinks.open(config, interval);
        sink = opened;
        admission = new Admission(config.getBoolean("subtasks", false));
        table = new SeriesTable(
                opened, interval.multipliedBy(2), config.getInteger("max-studies", STUDIES), System::nanoTime);
    }

    @Override
    public void close() {
        if (sink != null) {
            sink.close();
        }
    }

    @Override
    public void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
        try {
            Admission rules = admission;
            SeriesTable shown = table;
            if (rules != null && shown != null) {
                rules.admit(metric, name, group).ifPresent(shown::add);
            }
        } catch (RuntimeException e) { // whatever it is, the task that registers the metric must not fail of it
            LOG.warn("The metric {} is not shown.", name, e);
        }
    }

    @Override
    public void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {
        try {
            Admission rules = admission;
            SeriesTable shown = table;
            if (rules != null && shown != null) {
                rules.admit(metric, name, group).ifPresent(shown::remove);
            }
        } catch (RuntimeException e) { // likewise
            LOG.warn("The metric {} is shown for longer than it should be.", name, e);
        }
    }

    /** Forgets what ended two intervals ago. */
    @Override
    public void report() {
        if (table != null) {
            table.expire();
        }
    }

    /** What it counts of itself. */
    Tally tally() {
        return Objects.requireNonNull(sink).tally();
    }

    @Override
    public @Nullable URI get() {
        return sink == null ? null : sink.address();
    }
}
