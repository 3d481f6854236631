package org.thalweg.jobs.fit;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.apache.flink.api.common.accumulators.ListAccumulator;
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
import org.thalweg.core.fit.rounds.BlockOwner;
import org.thalweg.core.fit.rounds.FitSpecification;
import org.thalweg.jobs.monitor.Latest;
import org.thalweg.jobs.monitor.Study;
import org.thalweg.jobs.serialization.Framing;
import org.thalweg.monitoring.meters.FitTotals;

/**
 * Owns a run of blocks: gathers what workers say, lets each owner advance, and sends its calls.
 *
 * <p>Where each block ended it leaves in the accumulator {@link #ENDS}: at the end, or, if it is closed before that, where it is.
 */
final class BlockFunction extends ProcessFunction<LoopMessage, LoopMessage>
        implements CheckpointedFunction, CheckpointListener {
    /** The name of the accumulator that lists the {@code BlockEnd} of every block, as bytes. */
    static final String ENDS = "thalweg.ends";

    /** The name of the accumulator that holds a {@link FitProgress}. */
    static final String PROGRESS = "thalweg.fit.progress";

    private static final long serialVersionUID = 1;

    private final FitSpecification specification;
    private final String loop;
    private final ListAccumulator<byte[]> ends = new ListAccumulator<>();
    private final Latest<FitProgress> progress = new Latest<>(FitProgress.none());

    private final Study study;
    private final boolean checkpointing;

    private transient @Nullable List<BlockOwner<?>> owners;
    /** Where block 0 is owned. */
    private transient @Nullable FitMonitor monitor;

    private transient @Nullable ListState<byte[]> saved;
    private transient FitTotals totals = FitTotals.none();
    private transient int first;
    private transient int subtask;

    /**
     * @param loop names the loop among all in a process
     * @param checkpointing whether the job takes checkpoints
     */
    BlockFunction(FitSpecification specification, String loop, Study study, boolean checkpointing) {
        this.specification = specification;
        this.loop = loop;
        this.study = study;
        this.checkpointing = checkpointing;
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        subtask = getRuntimeContext().getTaskInfo().getIndexOfThisSubtask();
        Ownership dealt = new Ownership(
                specification.plan().blocks().count(),
                getRuntimeContext().getTaskInfo().getNumberOfParallelSubtasks());
        first = dealt.from(subtask);
        ListState<byte[]> list = context.getOperatorStateStore()
                .getListState(new ListStateDescriptor<>("blocks", BytePrimitiveArraySerializer.INSTANCE));
        totals = FitTotals.none();
        owners = context.isRestored() ? restored(list, dealt) : begun(dealt);
        list.clear();
        saved = list;
        getRuntimeContext().addAccumulator(ENDS, ends);
        if (subtask == dealt.ownerOf(0)) {
            getRuntimeContext().addAccumulator(PROGRESS, progress);
            monitor = new FitMonitor(
                    getRuntimeContext().getMetricGroup(), study, totals, checkpointing, System::nanoTime);
        }
    }

    private List<BlockOwner<?>> begun(Ownership dealt) {
        List<BlockOwner<?>> all = new ArrayList<>();
        for (int b = first; b < dealt.to(subtask); b++) {
            all.add(specification.owner(b));
        }
        return all;
    }

    /** Flink deals a run of blocks to each subtask, which may come in any order. */
    private List<BlockOwner<?>> restored(ListState<byte[]> list, Ownership dealt) throws Exception {
        TreeMap<Integer, BlockOwner<?>> all = new TreeMap<>();
        for (byte[] bytes : list.get()) {
            Framing.object(bytes, in -> {
                int block = in.readInt();
                if (block == 0) {
                    totals = FitMonitor.read(in);
                }
                return all.put(block, BlockOwner.read(specification, block, in));
            });
        }
        int last = dealt.to(subtask) - 1;
        boolean sound =
                all.size() == last + 1 - first && (all.isEmpty() || (all.firstKey() == first && all.lastKey() == last));
        if (!sound) {
            throw new IOException("the blocks %d to %d belong to subtask %d of %d, but the checkpoint gave it %s"
                    .formatted(first, last, subtask, dealt.workers(), all.keySet()));
        }
        return List.copyOf(all.values());
    }

    @Override
    public void processElement(LoopMessage message, Context context, Collector<LoopMessage> out) {
        BlockOwner<?> owner = requireNonNull(owners).get(message.to() - first);
        boolean calls = false;
        if (message instanceof LoopMessage.Handed handed) {
            calls = owner.hear(Exchange.of(loop, subtask).takeReply(handed.block()));
        } else if (message instanceof LoopMessage.Answer answer) {
            calls = owner.hear(answer.reply());
        } else if (message instanceof LoopMessage.Greeting greeting) {
            calls = owner.hear(greeting.hello());
        }
        if (calls) {
            call(message.to(), owner, out);
        }
    }

    private void call(int block, BlockOwner<?> owner, Collector<LoopMessage> out) {
        if (monitor != null && block == 0) {
            progress.add(FitProgress.of(owner));
            monitor.note(owner);
        }
        for (int worker = 0; worker < owner.workers(); worker++) {
            if (worker == subtask) {
                Exchange.of(loop, subtask).hand(owner.call(worker));
                out.collect(new LoopMessage.Handed(worker, block));
            } else {
                out.collect(new LoopMessage.Request(worker, owner.call(worker)));
            }
        }
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        List<byte[]> blocks = new ArrayList<>();
        List<BlockOwner<?>> all = requireNonNull(owners);
        FitTotals now = monitor == null ? totals : monitor.snapshot(context.getCheckpointId());
        for (int i = 0; i < all.size(); i++) {
            int block = first + i;
            blocks.add(Framing.bytes(all.get(i), (owner, out) -> {
                out.writeInt(block);
                if (block == 0) {
                    FitMonitor.write(now, out);
                }
                owner.write(out);
            }));
        }
        requireNonNull(saved).update(blocks);
    }

    /** The bytes are stored: they need not be kept. */
    @Override
    public void notifyCheckpointComplete(long checkpoint) {
        requireNonNull(saved).clear();
        if (monitor != null) {
            monitor.complete(checkpoint);
        }
    }

    @Override
    public void close() {
        if (owners != null) {
            owners.forEach(owner -> ends.add(Framing.bytes(owner.end(), (end, out) -> end.write(out))));
        }
    }
}
