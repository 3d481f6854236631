package org.thalweg.monitoring.meters;

import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.metrics.CharacterFilter;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.SimpleCounter;

/** A metric group that remembers what was registered, as {@code name{label=value,…}}. */
final class RecordingGroup implements MetricGroup {
    private final Map<String, String> labels;
    private final Map<String, Metric> metrics;

    RecordingGroup() {
        this(new TreeMap<>(), new TreeMap<>());
    }

    private RecordingGroup(Map<String, String> labels, Map<String, Metric> metrics) {
        this.labels = labels;
        this.metrics = metrics;
    }

    /** The metrics by name and labels. */
    Map<String, Metric> metrics() {
        return metrics;
    }

    Number value(String series) {
        Metric metric = metrics.get(series);
        if (metric instanceof Counter counter) {
            return counter.getCount();
        }
        if (metric instanceof Gauge<?> gauge) {
            return (Number) gauge.getValue();
        }
        throw new AssertionError("no metric " + series + " among " + metrics.keySet());
    }

    private <M extends Metric> M register(String name, M metric) {
        if (metrics.put(name + labels, metric) != null) {
            throw new AssertionError(name + labels + " registered twice");
        }
        return metric;
    }

    @Override
    public Counter counter(String name) {
        return register(name, new SimpleCounter());
    }

    @Override
    public <C extends Counter> C counter(String name, C counter) {
        return register(name, counter);
    }

    @Override
    public <T, G extends Gauge<T>> G gauge(String name, G gauge) {
        return register(name, gauge);
    }

    @Override
    public <H extends Histogram> H histogram(String name, H histogram) {
        return register(name, histogram);
    }

    @Override
    public <M extends org.apache.flink.metrics.Meter> M meter(String name, M meter) {
        return register(name, meter);
    }

    @Override
    public MetricGroup addGroup(String name) {
        throw new AssertionError("groups are labels here: " + name);
    }

    @Override
    public MetricGroup addGroup(String key, String value) {
        Map<String, String> more = new TreeMap<>(labels);
        more.put(key, value);
        return new RecordingGroup(more, metrics);
    }

    @Override
    public String[] getScopeComponents() {
        return new String[0];
    }

    @Override
    public Map<String, String> getAllVariables() {
        return labels;
    }

    @Override
    public String getMetricIdentifier(String name) {
        return name;
    }

    @Override
    public String getMetricIdentifier(String name, CharacterFilter filter) {
        return name;
    }
}
