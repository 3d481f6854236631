package org.thalweg.jobs.monitor;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.util.List;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;
import org.thalweg.monitoring.history.History;
import org.thalweg.monitoring.history.Mark;
import org.thalweg.monitoring.meters.ConvergenceMeters;

/**
 * The one operator that turns events into meters, in Flink's metric group. Runs at parallelism 1.
 *
 * <p>How far the search is, it leaves in the accumulator {@link #PROGRESS} as well, and how it came there in
 * {@link #HISTORY}.
 */
public final class MonitorFunction extends ProcessFunction<MonitorEvent, Void>
        implements CheckpointedFunction, CheckpointListener {
    /** The name of the accumulator that holds a {@link MonitorState}. */
    public static final String PROGRESS = "thalweg.progress";

    /** The name of the accumulator that holds the {@link History} of the run. */
    public static final String HISTORY = "thalweg.history";

    /** What {@link #HISTORY} holds before the first event. */
    public static final History NO_HISTORY = RunLog.none();

    /** The name of the state that holds its totals: a list of one. */
    public static final String TOTALS = "totals";

    /** The name of the state that holds what it logged: a list of one. */
    public static final String LOG = "log";

    private static final long serialVersionUID = 1;

    private final Study study;
    private final boolean checkpointing;
    private final Latest<MonitorState> progress = new Latest<>(MonitorState.none());
    private final Latest<History> history = new Latest<>(RunLog.none());

    private transient @Nullable Monitor monitor;
    private transient @Nullable ListState<byte[]> saved;
    private transient @Nullable RunLog log;
    private transient @Nullable ListState<byte[]> savedLog;

    /** @param checkpointing whether the job takes checkpoints */
    public MonitorFunction(Study study, boolean checkpointing) {
        this.study = study;
        this.checkpointing = checkpointing;
    }

    /**
     * Checks that a monitor can go on from saved state: no result depends on it, but no job goes on without it.
     *
     * @param totals the element of {@link #TOTALS}
     * @param log the element of {@link #LOG}
     * @throws IOException if either is damaged
     */
    public static void check(byte[] totals, byte[] log) throws IOException {
        MonitorState.serializer().deserialize(totals);
        RunLog.serializer().deserialize(log);
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        ListState<byte[]> list = context.getOperatorStateStore()
                .getListState(new ListStateDescriptor<>(TOTALS, BytePrimitiveArraySerializer.INSTANCE));
        MonitorState state = MonitorState.none();
        for (byte[] bytes : list.get()) {
            state = MonitorState.serializer().deserialize(bytes);
        }
        ConvergenceMeters meters = new ConvergenceMeters(
                getRuntimeContext().getMetricGroup(), study.name(), study.maximize(), state.totals());
        Monitor opened = new Monitor(meters, state, checkpointing, System::nanoTime);
        progress.add(opened.state());
        getRuntimeContext().addAccumulator(PROGRESS, progress);
        monitor = opened;
        saved = list;
        openLog(context, state);
    }

    private void openLog(FunctionInitializationContext context, MonitorState state) throws Exception {
        ListState<byte[]> list = context.getOperatorStateStore()
                .getListState(new ListStateDescriptor<>(LOG, BytePrimitiveArraySerializer.INSTANCE));
        RunLog opened = new RunLog(RunLog.none());
        for (byte[] bytes : list.get()) {
            opened = new RunLog(RunLog.serializer().deserialize(bytes));
        }
        if (getRuntimeContext().getTaskInfo().getAttemptNumber() > 0) {
            opened.add(new Mark(state.seconds(), Mark.Kind.RESTART));
        } else if (context.isRestored()) {
            opened.add(new Mark(state.seconds(), Mark.Kind.RESUMPTION));
        }
        history.add(opened.history());
        getRuntimeContext().addAccumulator(HISTORY, history);
        log = opened;
        savedLog = list;
    }

    @Override
    public void processElement(MonitorEvent event, Context context, Collector<Void> out) {
        Monitor open = requireNonNull(monitor);
        open.add(event);
        progress.add(open.state());
        RunLog kept = requireNonNull(log);
        kept.add(open.state(), event);
        history.add(kept.history());
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        MonitorState state = requireNonNull(monitor).snapshot(context.getCheckpointId());
        requireNonNull(saved).update(List.of(MonitorState.serializer().serialize(state)));
        byte[] sealed = RunLog.serializer().serialize(requireNonNull(log).history());
        requireNonNull(savedLog).update(List.of(sealed));
    }

    @Override
    public void notifyCheckpointComplete(long checkpoint) {
        Monitor open = requireNonNull(monitor);
        open.complete(checkpoint);
        RunLog kept = requireNonNull(log);
        kept.add(new Mark(open.state().seconds(), Mark.Kind.CHECKPOINT));
        history.add(kept.history());
    }
}
