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
import org.thalweg.core.fit.Terms;
import org.thalweg.core.fit.model.SplitTerms;
import org.thalweg.core.fit.rounds.BlockEnd;
import org.thalweg.core.fit.rounds.BlockOwner;
import org.thalweg.core.fit.rounds.FitSpecification;
import org.thalweg.jobs.monitor.Latest;
import org.thalweg.jobs.monitor.Study;
import org.thalweg.jobs.serialization.Framing;
import org.thalweg.monitoring.history.Mark;

/**
 * Owns a run of blocks: gathers what workers say, lets each owner advance, and sends its calls.
 *
 * <p>Where each block ended it leaves in accumulators named after {@link #ENDS}: at the end, or, if it is closed before that, where it is.
 */
final class BlockFunction extends ProcessFunction<LoopMessage, LoopMessage>
        implements CheckpointedFunction, CheckpointListener {
    /**
     * What the names of the accumulators begin with that hold the {@code BlockEnd} of every block as bytes: {@code thalweg.ends.b.k} has part k of
     * block b's. They travel as text each of its own, and what reads them takes texts of 20 million letters at most.
     */
    static final String ENDS = "thalweg.ends.";

    /** Bytes of a part, at most. */
    private static final int PART = 4 << 20;

    /** The name of the accumulator that holds a {@link FitGlimpse}. */
    static final String GLIMPSE = "thalweg.fit.glimpse";

    /** The name of the accumulator that holds a {@link FitProgress}. */
    static final String PROGRESS = "thalweg.fit.progress";

    private static final long serialVersionUID = 1;

    private final FitSpecification specification;
    private final String loop;
    private final Latest<FitProgress> progress = new Latest<>(FitProgress.none());
    private final Latest<FitGlimpse> glimpse = new Latest<>(FitGlimpse.none(0));

    private final Study study;
    private final long rowsRejected;
    private final boolean checkpointing;

    private transient @Nullable List<BlockOwner<?>> owners;
    /** Where block 0 is owned. */
    private transient @Nullable FitMonitor monitor;

    private transient @Nullable ListState<byte[]> saved;
    private transient FitMonitor.@Nullable State monitored;
    private transient int first;
    private transient int subtask;

    /**
     * @param loop names the loop among all in a process
     * @param rowsRejected of data, before it began
     * @param checkpointing whether the job takes checkpoints
     */
    BlockFunction(FitSpecification specification, String loop, Study study, long rowsRejected, boolean checkpointing) {
        this.specification = specification;
        this.loop = loop;
        this.study = study;
        this.rowsRejected = rowsRejected;
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
        // the halves of parameters that are penalized by magnitude are nothing to look at
        Terms terms = specification.terms();
        monitored = FitMonitor.State.begin(terms instanceof SplitTerms ? 0 : terms.parameters(), rowsRejected);
        owners = context.isRestored() ? restored(list, dealt) : begun(dealt);
        list.clear();
        saved = list;
        if (subtask == dealt.ownerOf(0)) {
            getRuntimeContext().addAccumulator(PROGRESS, progress);
            FitMonitor opened = new FitMonitor(
                    getRuntimeContext().getMetricGroup(),
                    study,
                    marked(context, requireNonNull(monitored)),
                    checkpointing,
                    System::nanoTime);
            glimpse.add(opened.glimpse());
            getRuntimeContext().addAccumulator(GLIMPSE, glimpse);
            monitor = opened;
        }
    }

    private FitMonitor.State marked(FunctionInitializationContext context, FitMonitor.State state) {
        if (getRuntimeContext().getTaskInfo().getAttemptNumber() > 0) {
            return state.plus(Mark.Kind.RESTART);
        }
        return context.isRestored() ? state.plus(Mark.Kind.RESUMPTION) : state;
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
                    monitored = FitMonitor.State.read(in);
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
            glimpse.add(monitor.glimpse());
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
        FitMonitor.State now = monitor == null ? null : monitor.snapshot(context.getCheckpointId());
        for (int i = 0; i < all.size(); i++) {
            int block = first + i;
            blocks.add(Framing.bytes(all.get(i), (owner, out) -> {
                out.writeInt(block);
                if (block == 0) {
                    requireNonNull(now).write(out);
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
            glimpse.add(monitor.glimpse());
        }
    }

    @Override
    public void close() {
        if (owners != null) {
            owners.forEach(owner -> leave(owner.end()));
        }
    }

    private void leave(BlockEnd end) {
        byte[] bytes = Framing.bytes(end, (whole, out) -> whole.write(out));
        int k = 0;
        for (byte[] each : Framing.parts(bytes, PART)) {
            ListAccumulator<byte[]> part = new ListAccumulator<>();
            part.add(each);
            getRuntimeContext().addAccumulator(ENDS + end.block() + "." + k++, part);
        }
    }
}
