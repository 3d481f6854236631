package org.thalweg.monitoring.reporter;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.metrics.CharacterFilter;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.LogicalScopeProvider;
import org.apache.flink.metrics.Meter;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.metrics.reporter.MetricReporter;

/** A metric group that tells a reporter of what is registered in it, as Flink's do. */
final class ReportingGroup implements MetricGroup, LogicalScopeProvider {
    private final MetricReporter reporter;
    private final String scope;
    private final Map<String, String> variables;
    private final List<Runnable> undo;

    private ReportingGroup(MetricReporter reporter, String scope, Map<String, String> variables, List<Runnable> undo) {
        this.reporter = reporter;
        this.scope = scope;
        this.variables = variables;
        this.undo = undo;
    }

    /** The group of an operator of the one subtask of a job. */
    static ReportingGroup operator(MetricReporter reporter, String job) {
        return of(reporter, "taskmanager.job.task.operator", Map.of("job_id", job, "subtask_index", "0"));
    }

    static ReportingGroup of(MetricReporter reporter, String scope, Map<String, String> variables) {
        Map<String, String> bracketed = new TreeMap<>();
        variables.forEach((name, value) -> bracketed.put('<' + name + '>', value));
        return new ReportingGroup(reporter, scope, bracketed, new ArrayList<>());
    }

    /** Unregisters all that was registered in this group and in those below it. */
    void close() {
        undo.forEach(Runnable::run);
        undo.clear();
    }

    private <M extends Metric> M register(String name, M metric) {
        reporter.notifyOfAddedMetric(metric, name, this);
        undo.add(() -> reporter.notifyOfRemovedMetric(metric, name, this));
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
    public <M extends Meter> M meter(String name, M meter) {
        return register(name, meter);
    }

    @Override
    public MetricGroup addGroup(String name) {
        return new ReportingGroup(reporter, scope + '.' + name, variables, undo);
    }

    @Override
    public MetricGroup addGroup(String key, String value) {
        Map<String, String> more = new TreeMap<>(variables);
        more.put('<' + key + '>', value);
        return new ReportingGroup(reporter, scope + '.' + key, more, undo);
    }

    @Override
    public String[] getScopeComponents() {
        return scope.split("\\.");
    }

    @Override
    public Map<String, String> getAllVariables() {
        return variables;
    }

    @Override
    public String getMetricIdentifier(String name) {
        return scope + '.' + name;
    }

    @Override
    public String getMetricIdentifier(String name, CharacterFilter filter) {
        return filter.filterCharacters(getMetricIdentifier(name));
    }

    @Override
    public String getLogicalScope(CharacterFilter filter) {
        return scope;
    }

    @Override
    public String getLogicalScope(CharacterFilter filter, char delimiter) {
        return scope.replace('.', delimiter);
    }

    @Override
    public MetricGroup getWrappedMetricGroup() {
        return this;
    }
}
