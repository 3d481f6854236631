package org.thalweg.jobs.search.archive;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.run.SearchSpecification;
import org.thalweg.core.search.StopReason;
import org.thalweg.jobs.monitor.Latest;
import org.thalweg.jobs.monitor.MonitorEvent;
import org.thalweg.jobs.serialization.StateSerializer;

/**
 * Adds up what the readers harvest, and emits the distinct minima, if they are wanted, when all of them have ended. Runs at
 * parallelism 1.
 *
 * <p>What the search amounts to it leaves in accumulators, as {@link ResultParts}: at the end, or, if it is closed before
 * that, what there is.
 */
public final class ArchiveFunction extends ProcessFunction<Harvest, Minimum> implements CheckpointedFunction {
    /** The name of its state: a list of one sealed {@link ArchiveState}. */
    public static final String STATE = "archive";

    /** The name of the accumulator that holds sealed {@link Findings} while the search runs; no bytes before the first. */
    public static final String FINDINGS = "thalweg.findings";

    public static final OutputTag<MonitorEvent> PROGRESS =
            new OutputTag<>("progress", TypeInformation.of(MonitorEvent.class));

    private static final long serialVersionUID = 1;

    private final SearchSpecification specification;
    private final boolean emitting;
    private final Latest<byte[]> findings = new Latest<>(new byte[0]);

    private transient @Nullable Archive archive;
    private transient @Nullable ListState<byte[]> saved;
    private transient @Nullable StateSerializer<ArchiveState> serializer;
    private transient @Nullable Minima minima;

    /** @param emitting whether anybody reads the minima: to judge them all takes seconds where they are many */
    public ArchiveFunction(SearchSpecification specification, boolean emitting) {
        this.specification = specification;
        this.emitting = emitting;
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        ListState<byte[]> list = context.getOperatorStateStore()
                .getListState(new ListStateDescriptor<>(STATE, BytePrimitiveArraySerializer.INSTANCE));
        ArchiveState state = new ArchiveState(specification.newTally(), StopReason.CANCELLED, false);
        StateSerializer<ArchiveState> opened = ArchiveState.serializer();
        for (byte[] bytes : list.get()) {
            state = opened.deserialize(bytes);
        }
        serializer = opened;
        saved = list;
        archive = new Archive(specification, state);
        minima = new Minima(specification.problem().variables().size(), System::nanoTime);
        getRuntimeContext().addAccumulator(FINDINGS, findings);
    }

    @Override
    public void processElement(Harvest harvest, Context context, Collector<Minimum> out) throws IOException {
        Archive open = requireNonNull(archive);
        boolean wasOver = open.isOver();
        open.add(harvest);
        boolean ends = open.isOver() && !wasOver;
        Minima known = requireNonNull(minima);
        known.look(open, ends, findings::add);
        if (harvest.end() != null || !harvest.progress().isNone()) {
            context.output(
                    PROGRESS,
                    new MonitorEvent(
                            harvest.worker(),
                            harvest.progress().event(),
                            harvest.progress().took(),
                            known.count(),
                            known.unseen(),
                            ends));
        }
        if (ends && emitting) {
            open.result(Integer.MAX_VALUE).minima().forEach(found -> out.collect(Minimum.of(found)));
        }
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        requireNonNull(saved).update(List.of(sealed()));
    }

    private byte[] sealed() {
        return requireNonNull(serializer).serialize(requireNonNull(archive).state());
    }

    @Override
    public void close() {
        if (archive != null) {
            List<byte[]> parts = ResultParts.of(sealed());
            for (int i = 0; i < parts.size(); i++) {
                getRuntimeContext().addAccumulator(ResultParts.name(i), new Latest<>(parts.get(i)));
            }
        }
    }
}
