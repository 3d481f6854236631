package org.thalweg.core.fit.rounds;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.fit.Question;
import org.thalweg.core.fit.Sample;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.optimizer.Evaluation;
import org.thalweg.core.optimizer.FirstOrder;
import org.thalweg.core.optimizer.FirstOrderState;
import org.thalweg.core.optimizer.StateCodec;
import org.thalweg.core.stopping.Progress;
import org.thalweg.core.stopping.Termination;

/**
 * A first-order method with a constant learning rate, block by block: gradient descent, momentum, Nesterov, Adam and the like work
 * coordinate by coordinate, so that a block needs nothing of the others.
 *
 * <p>Blocks tell each other the norm of their gradient and whether they can go on, which arrives a round later: the method stops one
 * step after the first iterate that satisfies its rule.
 *
 * @param optimizer of each block; its patience must be 0, since adapting the rate takes all blocks
 * @param seed of the mini-batches
 * @param batches how many mini-batches make a pass over the terms; 1 for all terms in every round
 */
public record BySlices(FirstOrder optimizer, long seed, int batches) implements BlockMethod<BySlices.State> {

    public BySlices {
        if (optimizer.patience() != 0) {
            throw new IllegalArgumentException(
                    "method %s adapts its learning rate to all parameters, which blocks cannot. Give it a --step"
                            .formatted(optimizer.name()));
        }
        if (batches < 1) {
            throw new IllegalArgumentException("mini-batches a pass (%d) must be at least 1".formatted(batches));
        }
    }

    /** How a block can end, by the number that it says: the greatest counts. */
    private static final List<Optional<Termination>> ENDS =
            List.of(Optional.empty(), Optional.of(Termination.NON_FINITE), Optional.of(Termination.UNBOUNDED));

    /** What moves: the state of the block's own optimizer, and what is known of all blocks. */
    public static final class State implements Progress {
        private final FirstOrderState own;
        private double gradientNorm = Double.NaN;
        private double stepNorm = Double.NaN;
        private @Nullable Termination termination;

        private State(FirstOrderState own) {
            this.own = own;
        }

        @Override
        public long iterations() {
            return own.iterations();
        }

        @Override
        public long evaluations() {
            return own.evaluations();
        }

        @Override
        public double value() {
            return own.value();
        }

        @Override
        public double gradientNorm() {
            return gradientNorm;
        }

        @Override
        public double stepNorm() {
            return stepNorm;
        }

        @Override
        public boolean atIterate() {
            return true;
        }

        @Override
        public @Nullable Termination termination() {
            return termination;
        }
    }

    @Override
    public String name() {
        return optimizer.name();
    }

    @Override
    public boolean divides() {
        return true;
    }

    @Override
    public State init(double[] start, Bounds bounds) {
        return new State(optimizer.init(start, bounds));
    }

    @Override
    public Question ask(State state) {
        return Question.gradient(Sample.ofRound(seed, state.evaluations(), batches));
    }

    @Override
    public double[] point(State state) {
        return optimizer.ask(state.own);
    }

    @Override
    public double[] say(State state) {
        return new double[] {
            state.own.gradientNorm(), state.own.stepNorm(), ENDS.indexOf(Optional.ofNullable(state.own.termination()))
        };
    }

    @Override
    public void tell(State state, double[] answer, double[][] said) {
        state.gradientNorm = largest(said, 0);
        state.stepNorm = largest(said, 1);
        Optional<Termination> end = ENDS.get((int) largest(said, 2));
        if (end.isPresent()) {
            state.termination = end.get();
        } else {
            Evaluation evaluation = new Evaluation(answer.length - 1, optimizer.order());
            evaluation.value = answer[0];
            System.arraycopy(answer, 1, evaluation.gradient, 0, answer.length - 1);
            optimizer.tell(state.own, evaluation);
        }
    }

    private static double largest(double[][] said, int which) {
        double largest = said[0][which];
        for (double[] one : said) {
            largest = Math.max(largest, one[which]);
        }
        return largest;
    }

    @Override
    public double[] best(State state) {
        return optimizer.best(state.own);
    }

    @Override
    public StateCodec<State> codec() {
        return new Codec(optimizer.codec());
    }

    private record Codec(StateCodec<FirstOrderState> own) implements StateCodec<State> {

        @Override
        public int version() {
            return own.version();
        }

        @Override
        public void write(State state, DataOutput out) throws IOException {
            own.write(state.own, out);
            out.writeDouble(state.gradientNorm);
            out.writeDouble(state.stepNorm);
            out.writeUTF(state.termination == null ? "" : state.termination.name());
        }

        @Override
        public State read(int version, DataInput in, Bounds bounds) throws IOException {
            State state = new State(own.read(version, in, bounds));
            state.gradientNorm = in.readDouble();
            state.stepNorm = in.readDouble();
            String reason = in.readUTF();
            state.termination = reason.isEmpty() ? null : Termination.valueOf(reason);
            return state;
        }
    }
}
