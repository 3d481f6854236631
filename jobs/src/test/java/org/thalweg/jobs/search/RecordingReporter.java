package org.thalweg.jobs.search;

import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;

/** Remembers the last value of every meter of ours, by name and labels, as {@code name{label=value,…}}. */
public final class RecordingReporter implements MetricReporter {
    private static final Map<String, Number> LAST = new ConcurrentSkipListMap<>();

    /** Makes the reporter. */
    public static final class Factory implements MetricReporterFactory {
        @Override
        public MetricReporter createMetricReporter(Properties properties) {
            return new RecordingReporter();
        }
    }

    static Map<String, Number> last() {
        return LAST;
    }

    @Override
    public void open(MetricConfig config) {
        LAST.clear();
    }

    @Override
    public void close() {}

    @Override
    public void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
        record(metric, name, group);
    }

    @Override
    public void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {
        record(metric, name, group);
    }

    private static void record(Metric metric, String name, MetricGroup group) {
        if (name.startsWith("thalweg.")) {
            Map<String, String> labels = new TreeMap<>();
            group.getAllVariables().forEach((key, value) -> {
                if (key.matches("<(study|outcome|le)>")) {
                    labels.put(key.substring(1, key.length() - 1), value);
                }
            });
            LAST.put(name + labels, value(metric));
        }
    }

    private static Number value(Metric metric) {
        return metric instanceof Counter counter ? counter.getCount() : (Number) ((Gauge<?>) metric).getValue();
    }
}
