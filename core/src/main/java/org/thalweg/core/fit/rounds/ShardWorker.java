package org.thalweg.core.fit.rounds;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.fit.Question;
import org.thalweg.core.fit.TermShard;

/**
 * One worker of a fit: holds some shards, hears the calls of all blocks, works out the answers of its shards and replies.
 *
 * <p>It remembers nothing from round to round: what it says follows from what it hears.
 */
public final class ShardWorker {
    private final Blocks blocks;
    private final int worker;
    private final int workers;
    private final TreeMap<Integer, TermShard> shards = new TreeMap<>();

    private double[] point = {};
    private double[] direction = {};
    private int from;
    private int to;

    private final @Nullable Call[] calls;
    private int heard;
    private long round = -1;
    private boolean over;

    /** The round that is worked at: its question, the shards that are left, and the sums so far. */
    private @Nullable Question question;

    private final Deque<Map.Entry<Integer, TermShard>> left = new ArrayDeque<>();
    private final List<Partial> nodes = new ArrayList<>();
    private double[][] said = {};

    /** Buffers of answers: in use until the next round begins. */
    private final Deque<double[]> idle = new ArrayDeque<>();

    private final List<double[]> lent = new ArrayList<>();

    /**
     * @param worker its index, in [0, workers)
     * @param workers how many there are
     */
    public ShardWorker(Blocks blocks, int worker, int workers) {
        this.blocks = blocks;
        this.worker = worker;
        this.workers = workers;
        this.calls = new Call[blocks.count()];
    }

    /** Adds a shard, before the first call. */
    public void add(int id, TermShard shard) {
        int end = shard.first() + shard.parameters();
        if (shard.first() < 0 || end > blocks.parameters()) {
            throw new IllegalArgumentException("shard %d reads the parameters %d to %d of %d"
                    .formatted(id, shard.first(), end - 1, blocks.parameters()));
        }
        shards.put(id, shard);
        from = shards.values().stream().mapToInt(TermShard::first).min().getAsInt();
        to = shards.values().stream()
                .mapToInt(s -> s.first() + s.parameters())
                .max()
                .getAsInt();
        point = new double[to - from];
    }

    /** How it makes itself known to the owner of {@code block}. */
    public Hello hello(int block) {
        return new Hello(block, worker, workers, shards.size(), from, to);
    }

    /** Hears a call; what was heard before is ignored. Returns whether all calls of the round are there, so that there is work to do. */
    public boolean hear(Call call) {
        if (call.round() <= round || calls[call.block()] != null) {
            return false;
        }
        calls[call.block()] = call;
        if (!call.point().isEmpty()) {
            call.point().copyTo(point, 0, from, to - from);
        }
        if (!call.direction().isEmpty()) {
            direction = direction.length == to - from ? direction : new double[to - from];
            call.direction().copyTo(direction, 0, from, to - from);
        }
        heard++;
        if (heard < calls.length) {
            return false;
        }
        begin(call);
        return true;
    }

    private void begin(Call call) {
        said = new double[calls.length][];
        boolean directed = false;
        for (int b = 0; b < calls.length; b++) {
            Call one = calls[b];
            if (one == null || one.round() != call.round() || one.over() != call.over()) {
                throw new IllegalStateException(
                        "block %d is not in round %d with the others".formatted(b, call.round()));
            }
            said[b] = one.said();
            directed |= !one.direction().isEmpty();
        }
        Arrays.fill(calls, null);
        heard = 0;
        round = call.round();
        over = call.over();
        idle.addAll(lent);
        lent.clear();
        nodes.clear();
        left.clear();
        question = call.question();
        if (question != null && !over) {
            double[] along = directed ? direction : new double[0];
            question = new Question(question.kind(), along, question.steps(), question.sample());
            left.addAll(shards.entrySet());
        }
    }

    /** Whether the calls said that the fit has ended. */
    public boolean isOver() {
        return over;
    }

    /** Works out the answer of one more shard; returns whether all are done, so that replies can be made. */
    public boolean work() {
        Map.Entry<Integer, TermShard> next = left.poll();
        if (next != null && question != null) {
            Partial.push(nodes, leaf(next.getKey(), next.getValue(), question));
            if (!question.divides()) {
                takeBack();
            }
        }
        return left.isEmpty();
    }

    /** Every node holds one buffer, that of its first shard; those lent after the last node's are free again. */
    private void takeBack() {
        while (lent.size() > nodes.size()) {
            idle.add(lent.remove(lent.size() - 1));
        }
    }

    private Partial leaf(int id, TermShard shard, Question asked) {
        int w = shard.parameters();
        int low = shard.first() - from;
        boolean all = low == 0 && w == point.length;
        double[] theta = all ? point : Arrays.copyOfRange(point, low, low + w);
        double[] out = borrow(asked.length(w));
        shard.answer(asked.cut(low, low + w), theta, out);
        if (!asked.divides()) {
            return new Partial(0, id, out, List.of());
        }
        int heads = asked.heads(w);
        return new Partial(0, id, Arrays.copyOf(out, heads), List.of(new Slice(shard.first(), w, out, heads)));
    }

    private double[] borrow(int length) {
        double[] buffer = idle.poll();
        if (buffer == null || buffer.length != length) {
            buffer = new double[length];
        }
        lent.add(buffer);
        return buffer;
    }

    /** The reply of this round to the owner of {@code block}: views of this worker's arrays, valid until the next round. */
    public Reply reply(int block) {
        List<Partial> cut = new ArrayList<>(nodes.size());
        for (Partial node : nodes) {
            cut.add(node.cut(blocks.from(block), blocks.to(block)));
        }
        return new Reply(round, block, worker, shards.size(), cut, said);
    }
}
