package org.thalweg.jobs.monitor;

import static java.util.Objects.requireNonNull;

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
import org.thalweg.monitoring.meters.ConvergenceMeters;

/**
 * The one operator that turns events into meters, in Flink's metric group. Runs at parallelism 1.
 *
 * <p>How far the search is, it leaves in the accumulator {@link #PROGRESS} as well.
 */
public final class MonitorFunction extends ProcessFunction<MonitorEvent, Void>
        implements CheckpointedFunction, CheckpointListener {
    /** The name of the accumulator that holds a {@link MonitorState}. */
    public static final String PROGRESS = "thalweg.progress";

    private static final long serialVersionUID = 1;

    private final Study study;
    private final boolean checkpointing;
    private final Latest<MonitorState> progress = new Latest<>(MonitorState.none());

    private transient @Nullable Monitor monitor;
    private transient @Nullable ListState<byte[]> saved;

    /** @param checkpointing whether the job takes checkpoints */
    public MonitorFunction(Study study, boolean checkpointing) {
        this.study = study;
        this.checkpointing = checkpointing;
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        ListState<byte[]> list = context.getOperatorStateStore()
                .getListState(new ListStateDescriptor<>("totals", BytePrimitiveArraySerializer.INSTANCE));
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
    }

    @Override
    public void processElement(MonitorEvent event, Context context, Collector<Void> out) {
        Monitor open = requireNonNull(monitor);
        open.add(event);
        progress.add(open.state());
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        MonitorState state = requireNonNull(monitor).snapshot(context.getCheckpointId());
        requireNonNull(saved).update(List.of(MonitorState.serializer().serialize(state)));
    }

    @Override
    public void notifyCheckpointComplete(long checkpoint) {
        requireNonNull(monitor).complete(checkpoint);
    }
}
