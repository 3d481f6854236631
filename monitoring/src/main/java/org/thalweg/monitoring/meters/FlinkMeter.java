package org.thalweg.monitoring.meters;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is shown of Flink's own metrics: those few that tell how a cluster fares, of the hundreds that there are.
 *
 * <p>Where several tasks or collectors report the same, one series holds their sum or the largest of them, so that the
 * number of series does not grow with the parallelism.
 */
public enum FlinkMeter implements CatalogueEntry {
    RESTARTS(Scope.JOB, "numRestarts", "flink.job.restarts", Type.COUNTER, Shown.AS_IT_IS, "Restarts after a failure."),
    CHECKPOINTS_COMPLETED(
            Scope.JOB,
            "numberOfCompletedCheckpoints",
            "flink.checkpoints.completed",
            Type.COUNTER,
            Shown.AS_IT_IS,
            "Checkpoints that completed."),
    CHECKPOINTS_FAILED(
            Scope.JOB,
            "numberOfFailedCheckpoints",
            "flink.checkpoints.failed",
            Type.COUNTER,
            Shown.AS_IT_IS,
            "Checkpoints that failed."),
    CHECKPOINT_SECONDS(
            Scope.JOB,
            "lastCheckpointDuration",
            "flink.checkpoint.last.duration",
            Type.GAUGE,
            Shown.MILLISECONDS,
            "How long the last checkpoint took."),
    CHECKPOINT_BYTES(
            Scope.JOB,
            "lastCheckpointSize",
            "flink.checkpoint.last.size",
            Type.GAUGE,
            Shown.BYTES,
            "How large the last checkpoint was."),
    TASK_MANAGERS(
            Scope.JOB_MANAGER,
            "numRegisteredTaskManagers",
            "flink.taskmanagers",
            Type.GAUGE,
            Shown.AS_IT_IS,
            "Task managers that the job manager knows."),
    SLOTS(Scope.JOB_MANAGER, "taskSlotsTotal", "flink.slots", Type.GAUGE, Shown.AS_IT_IS, "Task slots there are."),
    SLOTS_AVAILABLE(
            Scope.JOB_MANAGER,
            "taskSlotsAvailable",
            "flink.slots.available",
            Type.GAUGE,
            Shown.AS_IT_IS,
            "Task slots that nothing runs in."),
    JOBS_RUNNING(
            Scope.JOB_MANAGER, "numRunningJobs", "flink.jobs.running", Type.GAUGE, Shown.AS_IT_IS, "Jobs that run."),
    HEAP_USED(
            Scope.HEAP,
            "Used",
            "flink.heap.used",
            Type.GAUGE,
            Shown.BYTES,
            "Heap in use, by component of the cluster."),
    HEAP_MAX(
            Scope.HEAP,
            "Max",
            "flink.heap.max",
            Type.GAUGE,
            Shown.BYTES,
            "Heap there may be, by component of the cluster."),
    CPU_LOAD(
            Scope.CPU,
            "Load",
            "flink.cpu.load",
            Type.GAUGE,
            Shown.SHARE,
            "Share of all processors that the JVM uses, by component of the cluster."),
    GARBAGE_COLLECTION(
            Scope.GARBAGE,
            "Time",
            "flink.gc",
            Type.COUNTER,
            Shown.MILLISECONDS,
            "Time spent on collecting garbage, by component of the cluster."),
    TASK_BUSY(
            Scope.TASK,
            "busyTimeMsPerSecond",
            "flink.task.busy",
            Type.GAUGE,
            Shown.THOUSANDTHS,
            "Share of its time that a task is at work; of its subtasks, the busiest."),
    TASK_BACK_PRESSURED(
            Scope.TASK,
            "backPressuredTimeMsPerSecond",
            "flink.task.backpressured",
            Type.GAUGE,
            Shown.THOUSANDTHS,
            "Share of its time that a task waits for the next; of its subtasks, the most held up.");

    /** The label of what is reported by job manager and task manager alike. */
    public static final String COMPONENT = "component";

    /** The label of what is reported by each task of a job. */
    public static final String TASK = "task";

    private enum Scope {
        JOB("jobmanager\\.job"),
        JOB_MANAGER("jobmanager"),
        HEAP("(job|task)manager\\.Status\\.JVM\\.Memory\\.Heap"),
        CPU("(job|task)manager\\.Status\\.JVM\\.CPU"),
        GARBAGE("(job|task)manager\\.Status\\.JVM\\.GarbageCollector\\.All"),
        TASK("taskmanager\\.job\\.task");

        private final Pattern pattern;

        Scope(String pattern) {
            this.pattern = Pattern.compile(pattern);
        }
    }

    private enum Shown {
        AS_IT_IS(1, null),
        BYTES(1, "bytes"),
        SHARE(1, "ratio"),
        MILLISECONDS(1e-3, "seconds"),
        THOUSANDTHS(1e-3, "ratio");

        private final double scale;
        private final @Nullable String unit;

        Shown(double scale, @Nullable String unit) {
            this.scale = scale;
            this.unit = unit;
        }
    }

    private final Scope scope;
    private final String flinkName;
    private final String dotted;
    private final Type type;
    private final Shown shown;
    private final String description;

    FlinkMeter(Scope scope, String flinkName, String dotted, Type type, Shown shown, String description) {
        this.scope = scope;
        this.flinkName = flinkName;
        this.dotted = dotted;
        this.type = type;
        this.shown = shown;
        this.description = description;
    }

    /**
     * The entry for a metric of Flink's, if it is shown.
     *
     * @param scope the logical scope, such as {@code taskmanager.job.task}
     * @param name such as {@code busyTimeMsPerSecond}
     */
    public static Optional<FlinkMeter> of(String scope, String name) {
        for (FlinkMeter meter : values()) {
            if (meter.flinkName.equals(name)
                    && meter.scope.pattern.matcher(scope).matches()) {
                return Optional.of(meter);
            }
        }
        return Optional.empty();
    }

    /** What Flink's values are multiplied by. */
    public double scale() {
        return shown.scale;
    }

    /** What Flink calls it. */
    public String flinkName() {
        return flinkName;
    }

    @Override
    public String dotted() {
        return dotted;
    }

    @Override
    public Type type() {
        return type;
    }

    @Override
    public String description() {
        return description;
    }

    @Override
    public Optional<String> unit() {
        return Optional.ofNullable(shown.unit);
    }

    @Override
    public List<String> labels() {
        return switch (scope) {
            case JOB -> List.of(Meter.STUDY);
            case JOB_MANAGER -> List.of();
            case HEAP, CPU, GARBAGE -> List.of(COMPONENT);
            case TASK -> List.of(Meter.STUDY, TASK);
        };
    }
}
