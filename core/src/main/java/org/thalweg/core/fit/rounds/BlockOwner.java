package org.thalweg.core.fit.rounds;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.fit.Question;
import org.thalweg.core.stopping.Progress;
import org.thalweg.core.stopping.Termination;

/**
 * The owner of one block of parameters: calls all workers, gathers their replies, adds them up and advances the method, round by round.
 *
 * <p>Its state between two rounds is all that a fit has to remember. Replies of a round that were heard when the state is written are not
 * part of it: after a recovery the owner makes the same call again, and the workers give the same replies.
 */
public final class BlockOwner<S extends Progress> {
    private static final int VERSION = 1;
    private static final double[] NOTHING = {};

    private final FitPlan<S> plan;
    private final int block;
    private final int shards;
    private S state;
    private final LossCurve curve;
    private long round;
    private @Nullable Termination termination;
    private double @Nullable [] last;

    private final Map<Integer, Hello> workers = new TreeMap<>();
    private final List<Partial> nodes = new ArrayList<>();
    private final BitSet heard = new BitSet();
    private int answered;

    /** Holds the answer of a round: long ones are not to be made anew each time. */
    private double[] room = NOTHING;

    /** An owner at the start. */
    public BlockOwner(FitPlan<S> plan, int block, int shards) {
        this(plan, block, shards, plan.method().init(start(plan, block), plan.boundsOf(block)), new LossCurve());
        termination = plan.rule().test(state);
    }

    private BlockOwner(FitPlan<S> plan, int block, int shards, S state, LossCurve curve) {
        this.plan = plan;
        this.block = block;
        this.shards = shards;
        this.state = state;
        this.curve = curve;
    }

    private static double[] start(FitPlan<?> plan, int block) {
        double[] start = new double[plan.blocks().size(block)];
        plan.start().fill(plan.blocks().from(block), start);
        return start;
    }

    /** Hears a worker that has begun, or begun anew; returns whether all have, so that calls are to be made. */
    public boolean hear(Hello hello) {
        workers.put(hello.worker(), hello);
        int known = workers.values().stream().mapToInt(Hello::shards).sum();
        return workers.size() == hello.workers() && known == shards;
    }

    /** Hears a reply; what was heard before is ignored. Returns whether the round is complete, so that calls are to be made. */
    public boolean hear(Reply reply) {
        if (reply.round() != round || isOver() || heard.get(reply.worker())) {
            return false;
        }
        heard.set(reply.worker());
        nodes.addAll(reply.nodes());
        answered += reply.shards();
        if (answered < shards || heard.cardinality() < workers.size()) {
            return false; // also those without shards: what they say of this round must not come in the next
        }
        advance(reply.said());
        return true;
    }

    private void advance(double[][] said) {
        double[] answer = NOTHING;
        if (!nodes.isEmpty()) {
            nodes.sort(Comparator.comparingLong(Partial::position));
            List<Partial> sums = new ArrayList<>();
            for (Partial node : nodes) {
                Partial.push(sums, node);
            }
            Question asked = question();
            boolean divided = asked != null && asked.divides();
            int from = plan.blocks().from(block);
            room = Partial.root(sums).dense(from, divided ? plan.blocks().to(block) : from, room);
            answer = room;
        }
        nodes.clear();
        heard.clear();
        answered = 0;
        round++;
        if (termination == null) {
            plan.method().tell(state, answer, said);
            curve.note(state);
            termination = plan.rule().test(state);
        } else {
            last = answer.clone();
        }
    }

    /** Whether the fit has ended, and the last question is answered. */
    public boolean isOver() {
        return last != null;
    }

    /** The call of this round to a worker that was heard: views of the state's arrays, valid until the round is complete. */
    public Call call(int worker) {
        Hello hello = workers.get(worker);
        if (hello == null) {
            throw new IllegalStateException("worker %d was not heard".formatted(worker));
        }
        return call().cut(hello.from(), hello.to());
    }

    private Call call() {
        int first = plan.blocks().from(block);
        if (isOver()) {
            return new Call(round, block, true, null, Slice.NONE, Slice.NONE, NOTHING);
        }
        if (termination != null) {
            Slice best = Slice.of(first, plan.method().best(state));
            return new Call(round, block, false, question(), best, Slice.NONE, NOTHING);
        }
        Question question = question();
        Slice point =
                question == null ? Slice.NONE : Slice.of(first, plan.method().point(state));
        Slice direction = question == null ? Slice.NONE : Slice.of(first, question.direction());
        return new Call(
                round,
                block,
                false,
                question == null ? null : question.withoutDirection(),
                point,
                direction,
                plan.method().say(state));
    }

    private @Nullable Question question() {
        if (termination == null) {
            return plan.method().ask(state);
        }
        return switch (plan.last()) {
            case VALUES -> Question.value();
            case GRADIENT -> Question.gradient();
            case NORMAL_EQUATIONS -> Question.normalEquations();
            case HESSIAN -> Question.hessian();
            case CONDENSED, EXPANDED, RELAXED ->
                throw new IllegalStateException(plan.last() + " is no question for the end");
        };
    }

    /** The workers that were heard. */
    public int workers() {
        return workers.size();
    }

    /** Rounds that are complete. */
    public long round() {
        return round;
    }

    /** How many parameters the block has. */
    public int size() {
        return plan.blocks().size(block);
    }

    /** How far the method is. */
    public Progress progress() {
        return state;
    }

    /** Where it ended, or where it is if it has not. */
    public BlockEnd end() {
        return new BlockEnd(
                block,
                plan.method().best(state),
                last == null ? NOTHING : last,
                termination,
                state.iterations(),
                state.evaluations(),
                round,
                state.gradientNorm(),
                curve);
    }

    /** Writes all that is to be remembered, at any time. */
    public void write(DataOutput out) throws IOException {
        out.writeByte(VERSION);
        out.writeLong(round);
        out.writeUTF(termination == null ? "" : termination.name());
        out.writeBoolean(last != null);
        BlockEnd.writeArray(last == null ? NOTHING : last, out);
        curve.write(out);
        out.writeInt(plan.method().codec().version());
        plan.method().codec().write(state, out);
    }

    /** Reads what {@link #write} wrote; workers have to be heard again. */
    public static BlockOwner<?> read(FitSpecification specification, int block, DataInput in) throws IOException {
        return read(specification.plan(), block, specification.terms().shards(), in);
    }

    private static <S extends Progress> BlockOwner<S> read(FitPlan<S> plan, int block, int shards, DataInput in)
            throws IOException {
        int version = in.readByte();
        if (version != VERSION) {
            throw new IOException("block %d was stored in version %d, this build reads version %d"
                    .formatted(block, version, VERSION));
        }
        long round = in.readLong();
        String ended = in.readUTF();
        boolean over = in.readBoolean();
        double[] last = BlockEnd.readArray(in);
        LossCurve curve = LossCurve.read(in);
        S state = plan.method().codec().read(in.readInt(), in, plan.boundsOf(block));
        BlockOwner<S> owner = new BlockOwner<>(plan, block, shards, state, curve);
        owner.round = round;
        owner.termination = ended.isEmpty() ? null : Termination.valueOf(ended);
        owner.last = over ? last : null;
        return owner;
    }

    @Override
    public String toString() {
        return "block %d of %d in round %d".formatted(block, plan.blocks().count(), round);
    }
}
