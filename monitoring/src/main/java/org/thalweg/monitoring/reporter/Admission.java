package org.thalweg.monitoring.reporter;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.metrics.CharacterFilter;
import org.apache.flink.metrics.LogicalScopeProvider;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricGroup;
import org.jspecify.annotations.Nullable;
import org.thalweg.monitoring.meters.CatalogueEntry;
import org.thalweg.monitoring.meters.CatalogueEntry.Part;
import org.thalweg.monitoring.meters.FlinkMeter;
import org.thalweg.monitoring.meters.Meter;

/**
 * Decides which of Flink's metrics are shown, and as which series: those of the catalogue and no others.
 *
 * <p>Flink knows a subtask, an attempt, a host and more of each metric. Of all that only the labels of the catalogue are
 * kept, so that the number of series grows neither with the parallelism nor with restarts.
 */
final class Admission {
    /** How jobs are named that are one run: this, then the name of the study. */
    private static final String JOB_PREFIX = "thalweg ";

    private static final String SUBTASK = "subtask";

    private final boolean subtasks;
    private final Map<String, Meter> meters =
            Stream.of(Meter.values()).collect(Collectors.toMap(Meter::dotted, Function.identity()));

    /** @param subtasks whether each subtask of a task has a series of its own */
    Admission(boolean subtasks) {
        this.subtasks = subtasks;
    }

    /** The series that a metric feeds, if it is shown. */
    Optional<Observation> admit(Metric metric, String name, MetricGroup group) {
        if (name.startsWith("thalweg.")) {
            return ours(metric, name, group.getAllVariables());
        }
        if (group instanceof LogicalScopeProvider provider) {
            String scope = provider.getLogicalScope(CharacterFilter.NO_OP_FILTER, '.');
            return FlinkMeter.of(scope, name).map(meter -> flinks(metric, meter, scope, group.getAllVariables()));
        }
        return Optional.empty();
    }

    private Optional<Observation> ours(Metric metric, String name, Map<String, String> variables) {
        Meter meter = meters.get(name);
        if (meter != null) {
            return Optional.of(observation(
                    metric,
                    new SeriesId(meter, null, labels(meter, null, variables)),
                    OptionalDouble.empty(),
                    variables));
        }
        int dot = name.lastIndexOf('.');
        Meter timer = meters.get(name.substring(0, dot));
        if (timer == null || timer.type() != CatalogueEntry.Type.TIMER) {
            return Optional.empty();
        }
        return Stream.of(Part.values())
                .filter(part -> part.suffix().equals(name.substring(dot + 1)))
                .map(part -> new SeriesId(timer, part, labels(timer, part, variables)))
                .map(id -> observation(metric, id, OptionalDouble.empty(), variables))
                .findFirst();
    }

    private Observation flinks(Metric metric, FlinkMeter meter, String scope, Map<String, String> variables) {
        SortedMap<String, String> labels = new TreeMap<>();
        for (String label : meter.labels()) {
            labels.put(
                    label,
                    switch (label) {
                        case Meter.STUDY -> study(variable(variables, "job_name"));
                        case FlinkMeter.TASK -> LabelText.clean(variable(variables, "task_name"));
                        case FlinkMeter.COMPONENT -> scope.substring(0, scope.indexOf('.'));
                        default -> throw new IllegalStateException("nobody knows the label " + label);
                    });
        }
        if (subtasks && meter.labels().contains(FlinkMeter.TASK)) {
            labels.put(SUBTASK, variable(variables, "subtask_index"));
        }
        return observation(metric, new SeriesId(meter, null, labels), OptionalDouble.of(meter.scale()), variables);
    }

    private static Observation observation(
            Metric metric, SeriesId id, OptionalDouble scale, Map<String, String> variables) {
        return new Observation(id, new Source(metric, variable(variables, "job_id"), scale));
    }

    private static SortedMap<String, String> labels(Meter meter, @Nullable Part part, Map<String, String> variables) {
        SortedMap<String, String> labels = new TreeMap<>();
        meter.labels().forEach(label -> labels.put(label, LabelText.clean(variable(variables, label))));
        if (part == Part.BUCKET) {
            labels.put(Meter.UPPER_BOUND, variable(variables, Meter.UPPER_BOUND));
        }
        return labels;
    }

    private static String study(String jobName) {
        return LabelText.clean(jobName.startsWith(JOB_PREFIX) ? jobName.substring(JOB_PREFIX.length()) : jobName);
    }

    private static String variable(Map<String, String> variables, String name) {
        return variables.getOrDefault('<' + name + '>', "");
    }
}
