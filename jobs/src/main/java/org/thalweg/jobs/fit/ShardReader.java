package org.thalweg.jobs.fit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.thalweg.core.fit.rounds.Blocks;
import org.thalweg.core.fit.rounds.Call;
import org.thalweg.core.fit.rounds.FitSpecification;
import org.thalweg.core.fit.rounds.Reply;
import org.thalweg.core.fit.rounds.ShardWorker;
import org.thalweg.jobs.data.DataException;

/**
 * One worker of a fit: holds shards, hears calls from the tail, computes a slice at a time, and replies.
 *
 * <p>All replies of a round go out in the same {@link #pollNext}, so that a checkpoint comes before all of them or after all of them;
 * therefore the owners of all blocks are in the same round when they write their states.
 */
final class ShardReader implements SourceReader<LoopMessage, ShardSplit> {
    private static final CompletableFuture<Void> NOW = CompletableFuture.completedFuture(null);

    /** How long it computes before it lets barriers and events pass. */
    private static final long SLICE_NANOS = 1_000_000;

    private final FitSpecification specification;
    private final LongSupplier nanoClock;
    private final Exchange exchange;
    private final Ownership blocks;
    private final int worker;
    private final ShardWorker work;
    /** Shards that it was given and has not opened. */
    private final Deque<Integer> closed = new ArrayDeque<>();

    private boolean complete;
    private boolean greeted;
    private boolean busy;

    ShardReader(SourceReaderContext context, FitSpecification specification, String loop, LongSupplier nanoClock) {
        this.specification = specification;
        this.nanoClock = nanoClock;
        this.worker = context.getIndexOfSubtask();
        this.exchange = Exchange.open(loop, worker);
        Blocks dealt = specification.plan().blocks();
        this.blocks = new Ownership(dealt.count(), context.currentParallelism());
        this.work = new ShardWorker(dealt, worker, context.currentParallelism());
    }

    @Override
    public void start() {}

    @Override
    public void addSplits(List<ShardSplit> splits) {
        for (ShardSplit split : splits) {
            for (int id = split.from(); id < split.to(); id++) {
                closed.add(id);
            }
        }
        exchange.wake();
    }

    /** Opens one shard more, which may mean to read many rows. */
    private void open(int id) {
        try {
            work.add(id, specification.terms().open(id));
        } catch (DataException e) {
            throw new SuppressRestartsException(e); // the file will be no better the next time
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    @Override
    public void notifyNoMoreSplits() {
        complete = true;
        exchange.wake();
    }

    @Override
    public InputStatus pollNext(ReaderOutput<LoopMessage> output) {
        // a task that has failed refuses what is on its way to it, and Flink may take that for its reason: so first all
        // must have come
        Integer next = complete ? closed.poll() : null;
        if (next != null) {
            open(next);
            return InputStatus.MORE_AVAILABLE;
        }
        if (complete && !greeted) {
            greeted = true;
            for (int b = 0; b < blocks.things(); b++) {
                output.collect(new LoopMessage.Greeting(work.hello(b)));
            }
        }
        if (!busy) {
            hear();
            if (work.isOver()) {
                return InputStatus.END_OF_INPUT;
            }
        }
        if (busy && compute()) {
            busy = false;
            reply(output);
        }
        return busy || !exchange.isEmpty() ? InputStatus.MORE_AVAILABLE : InputStatus.NOTHING_AVAILABLE;
    }

    /** Hears what has come, until there is something to do. */
    private void hear() {
        Call call = exchange.poll();
        while (call != null) {
            busy = work.hear(call);
            call = busy ? null : exchange.poll();
        }
    }

    /** Computes for a while; returns whether the replies of the round can be made. */
    private boolean compute() {
        long began = nanoClock.getAsLong();
        boolean done = work.work();
        while (!done && nanoClock.getAsLong() - began < SLICE_NANOS) {
            done = work.work();
        }
        return done;
    }

    /** Replies to all blocks; to its own last, so that what goes through the network is on its way early. */
    private void reply(ReaderOutput<LoopMessage> output) {
        for (int k = 0; k < blocks.things(); k++) {
            int b = (blocks.to(worker) + k) % blocks.things();
            Reply reply = work.reply(b);
            if (blocks.ownerOf(b) == worker) {
                exchange.hand(reply);
                output.collect(new LoopMessage.Handed(b, b));
            } else {
                output.collect(new LoopMessage.Answer(reply));
            }
        }
    }

    /** Nothing: the enumerator deals the shards anew. */
    @Override
    public List<ShardSplit> snapshotState(long checkpoint) {
        return List.of();
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
        return busy || (complete && (!closed.isEmpty() || !greeted)) ? NOW : exchange.available();
    }

    @Override
    public void close() {
        exchange.close();
        specification.terms().release();
    }
}
