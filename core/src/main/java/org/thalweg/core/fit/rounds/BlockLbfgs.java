package org.thalweg.core.fit.rounds;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.fit.Question;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.linalg.Vectors;
import org.thalweg.core.linesearch.Bracket;
import org.thalweg.core.linesearch.Noise;
import org.thalweg.core.linesearch.StrongWolfe;
import org.thalweg.core.linesearch.Verdict;
import org.thalweg.core.optimizer.StateCodec;
import org.thalweg.core.stopping.Termination;
import org.thalweg.core.stopping.Unbounded;

/**
 * L-BFGS over parameters that are dealt into blocks: d = −H∇F by inner products alone ({@link PairMemory}), α from a strong Wolfe search.
 *
 * <p>A trial takes two rounds: one that asks for F and ∇F at it, one in which the blocks tell each other their shares of the inner products,
 * those among them that the next direction needs if the trial is accepted.
 *
 * <p><b>Requires</b> F continuously differentiable; no bounds. <b>Cost</b>: 1.1 to 1.5 trials a step; (2m + 5)·n doubles; 10m·n
 * multiplications a trial. It takes the same steps as L-BFGS on all parameters would, up to rounding.
 *
 * <p>References: Chen, Wang and Zhou, <i>Large-scale L-BFGS using MapReduce</i>, NIPS 27 (2014), algorithm 3; Liu and Nocedal, Math.
 * Program. 45 (1989), doi:10.1007/BF01589116.
 *
 * @param memory m, how many steps are remembered
 * @param search the line search
 */
public record BlockLbfgs(int memory, StrongWolfe search) implements BlockMethod<BlockLbfgsState> {
    private static final double[] NOTHING = {};

    /** Where the words of a block begin that are sums; those before are largest magnitudes. */
    private static final int SUMS = 4;

    private static final int NOISY_TRIALS = 40;
    private static final double FLATTER = 0.9;
    private static final double SCALE_DECAY = 0.8;
    private static final double INVISIBLE = 0x1p-40;
    private static final double VISIBLE = 0x1p-20;
    private static final double SMALL = 1e-6;

    public BlockLbfgs {
        if (memory < 1) {
            throw new IllegalArgumentException("memory (%d) must be at least 1".formatted(memory));
        }
    }

    /** Eight remembered steps; the usual Wolfe constants 10⁻⁴ and 0.9. */
    public BlockLbfgs() {
        this(8, new StrongWolfe(1e-4, 0.9, 40));
    }

    @Override
    public String name() {
        return "lbfgs";
    }

    @Override
    public boolean divides() {
        return true;
    }

    @Override
    public BlockLbfgsState init(double[] start, Bounds bounds) {
        if (!bounds.isUnbounded()) {
            throw new IllegalArgumentException("method lbfgs over blocks of parameters takes no bounds");
        }
        BlockLbfgsState state = new BlockLbfgsState(start.length, new PairMemory(start.length, memory), new Bracket());
        System.arraycopy(start, 0, state.x, 0, start.length);
        System.arraycopy(start, 0, state.trial, 0, start.length);
        return state;
    }

    @Override
    public @Nullable Question ask(BlockLbfgsState state) {
        return state.measured ? null : Question.gradient();
    }

    @Override
    public double[] point(BlockLbfgsState state) {
        return state.trial;
    }

    @Override
    public double[] say(BlockLbfgsState state) {
        return state.measured ? state.words : NOTHING;
    }

    @Override
    public void tell(BlockLbfgsState state, double[] answer, double[][] said) {
        if (!state.measured) {
            measure(state, answer);
        } else {
            state.measured = false;
            double[] words = combined(said);
            judge(state, words);
        }
    }

    /** Works out what this block has to say of the trial: magnitudes of gradient, step and point, whether all is finite, and products. */
    private void measure(BlockLbfgsState state, double[] answer) {
        state.evaluations++;
        state.measured = true;
        state.trialValue = answer[0];
        System.arraycopy(answer, 1, state.trialG, 0, state.trialG.length);
        double[] words = new double[SUMS + 1 + PairMemory.products(memory)];
        double steepest = Vectors.maxNorm(state.trialG);
        boolean finite = Double.isFinite(state.trialValue) && steepest < Double.POSITIVE_INFINITY;
        words[0] = finite ? steepest : 0;
        words[1] = Vectors.maxDistance(state.trial, state.x);
        words[2] = Vectors.maxNorm(state.x);
        words[3] = finite ? 0 : 1;
        if (finite) {
            words[SUMS] = Products.dot(state.trialG, state.d);
            state.memory.measure(state.x, state.g, state.trial, state.trialG, words, SUMS + 1);
        }
        state.words = words;
    }

    /** The words of all blocks in one, in the order of the blocks. */
    private static double[] combined(double[][] said) {
        double[] all = said[0].clone();
        for (int b = 1; b < said.length; b++) {
            for (int i = 0; i < all.length; i++) {
                all[i] = i < SUMS ? Math.max(all[i], said[b][i]) : all[i] + said[b][i];
            }
        }
        return all;
    }

    private void judge(BlockLbfgsState state, double[] words) {
        boolean finite = words[3] == 0;
        double[] products = new double[words.length - SUMS - 1];
        System.arraycopy(words, SUMS + 1, products, 0, products.length);
        if (finite) {
            state.largestGradientNorm = Math.max(state.largestGradientNorm, words[0]);
        }
        if (state.evaluations == 1) {
            begin(state, words, products, finite);
        } else if (Unbounded.below(state.trialValue)) {
            accept(state, words);
            state.termination = Termination.UNBOUNDED;
        } else {
            weigh(state, words, products, finite);
        }
    }

    private void begin(BlockLbfgsState state, double[] words, double[] products, boolean finite) {
        state.value = state.trialValue;
        if (Unbounded.below(state.value)) {
            state.termination = Termination.UNBOUNDED;
        } else if (!finite) {
            state.termination = Termination.NON_FINITE;
        } else {
            System.arraycopy(state.trialG, 0, state.g, 0, state.g.length);
            state.gradientNorm = words[0];
            state.scale = Math.abs(state.value);
            double norm = Math.sqrt(products[5]);
            double reach = Math.max(1, words[2]);
            double length = norm < INVISIBLE * reach ? VISIBLE * reach : Math.min(norm, 1);
            state.memory.clear(length / norm);
            state.memory.begin(products[5]);
            advanceFrom(state);
        }
    }

    private void weigh(BlockLbfgsState state, double[] words, double[] products, boolean finite) {
        double step = state.bracket.step();
        double linear = step * state.bracket.startSlope();
        double value = finite ? state.trialValue : Double.NaN;
        Verdict verdict = search.tell(state.bracket, value, words[SUMS], linear);
        state.scale = state.bracket.scale();
        switch (verdict) {
            case CONTINUE -> place(state);
            case FAIL -> retreat(state);
            case ACCEPT -> {
                boolean noisy = Noise.hides(linear, state.scale);
                boolean curved = state.memory.learn(state.x, state.g, state.trial, state.trialG, products);
                accept(state, words);
                if (state.stepNorm == 0) {
                    retreat(state);
                } else {
                    if (!curved && step > 1) {
                        state.memory.clear(state.stepNorm / words[0]);
                    }
                    advance(state, noisy);
                }
            }
        }
    }

    /** Moves the iterate to the trial. */
    private static void accept(BlockLbfgsState state, double[] words) {
        state.stepNorm = words[1];
        System.arraycopy(state.trial, 0, state.x, 0, state.x.length);
        System.arraycopy(state.trialG, 0, state.g, 0, state.g.length);
        state.value = state.trialValue;
        state.gradientNorm = words[0];
        state.scale = Math.max(Math.abs(state.value), SCALE_DECAY * state.scale);
        state.iterations++;
    }

    /** Begins the search from a new iterate, unless steps have stopped telling points apart. */
    private static void advance(BlockLbfgsState state, boolean noisy) {
        boolean better = state.value < state.lowestValue || state.gradientNorm < FLATTER * state.flattestGradientNorm;
        state.lowestValue = Math.min(state.value, state.lowestValue);
        if (!noisy) {
            state.noisyTrials = 0;
            state.flattestGradientNorm = Double.POSITIVE_INFINITY;
        } else if (better) {
            state.noisyTrials = 0;
            state.flattestGradientNorm = Math.min(state.gradientNorm, state.flattestGradientNorm);
        } else {
            state.noisyTrials += state.bracket.trials();
            if (state.noisyTrials >= NOISY_TRIALS) {
                stop(state);
                return;
            }
        }
        advanceFrom(state);
    }

    /** After a failed search: once more from the same iterate along the gradient, or no more. */
    private static void retreat(BlockLbfgsState state) {
        if (state.memory.size() > 0) {
            state.memory.clear();
            advanceFrom(state);
        } else {
            stop(state);
        }
    }

    private static void stop(BlockLbfgsState state) {
        boolean small = state.gradientNorm <= SMALL * state.largestGradientNorm;
        state.termination =
                state.bracket.endsInRise() || small ? Termination.STEP_TOLERANCE : Termination.LINE_SEARCH_FAILED;
    }

    /** Begins a search from the iterate, along the gradient if rounding has spoilt the direction. */
    private static void advanceFrom(BlockLbfgsState state) {
        if (state.gradientNorm == 0) {
            state.termination = Termination.GRADIENT_TOLERANCE;
            return;
        }
        double slope = state.memory.point(state.g, state.d);
        if (!isDescent(slope) && state.memory.size() > 0) {
            state.memory.clear();
            slope = state.memory.point(state.g, state.d);
        }
        if (!isDescent(slope)) {
            stop(state);
            return;
        }
        state.bracket.start(state.value, slope, state.scale, 1);
        place(state);
    }

    private static boolean isDescent(double slope) {
        return slope < 0 && slope > Double.NEGATIVE_INFINITY;
    }

    private static void place(BlockLbfgsState state) {
        double step = state.bracket.step();
        for (int i = 0; i < state.x.length; i++) {
            double target = Math.fma(step, state.d[i], state.x[i]);
            state.trial[i] = Math.min(Math.max(target, -Double.MAX_VALUE), Double.MAX_VALUE);
        }
    }

    @Override
    public double[] best(BlockLbfgsState state) {
        return state.x.clone();
    }

    @Override
    public StateCodec<BlockLbfgsState> codec() {
        int capacity = memory;
        return new StateCodec<>() {
            @Override
            public int version() {
                return 1;
            }

            @Override
            public void write(BlockLbfgsState state, DataOutput out) throws IOException {
                state.write(out);
            }

            @Override
            public BlockLbfgsState read(int version, DataInput in, Bounds bounds) throws IOException {
                if (version != version()) {
                    throw new IOException(
                            "state of lbfgs over blocks has version %d; this build reads version 1".formatted(version));
                }
                return BlockLbfgsState.read(in, bounds.dimension(), capacity);
            }
        };
    }
}
