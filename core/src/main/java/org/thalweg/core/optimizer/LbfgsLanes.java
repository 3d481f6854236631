package org.thalweg.core.optimizer;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.linesearch.AcceptanceArithmetic;
import org.thalweg.core.linesearch.Bracket;
import org.thalweg.core.linesearch.BracketLanes;
import org.thalweg.core.linesearch.LaneTrials;
import org.thalweg.core.linesearch.Noise;
import org.thalweg.core.linesearch.Verdict;
import org.thalweg.core.stopping.Progress;
import org.thalweg.core.stopping.Termination;
import org.thalweg.core.stopping.Unbounded;

/**
 * {@link Lbfgs} over lanes, to the same bits.
 *
 * <p>What nearly every evaluation leads to is done for all lanes together: a trial that is accepted or replaced by another, a pair
 * that is learnt, the two loops, the next trial. Whatever else may happen (a domain left, a search that fails, curvature that is not
 * positive, a bound that is near, a direction that does not descend) is left to {@link LineSearchDescent}, on a state that the
 * lane is copied to and from.
 */
final class LbfgsLanes implements DescentLanes {
    private final Lbfgs method;
    private final LbfgsArithmetic arithmetic;
    private final LbfgsArrays a;
    private final BracketLanes brackets = new BracketLanes(WIDTH);
    private final AcceptanceArithmetic acceptance;
    private final LineSearchState single;
    private final LbfgsMemory singleMemory;
    private final Evaluation evaluation;
    private final Bracket bracket = new Bracket();
    private final LaneProgress progress = new LaneProgress();
    private final Progress[] views;

    private final double[] value = progress.value;
    private final double[] gradientNorm = progress.gradientNorm;
    private final double[] stepNorm = progress.stepNorm;
    private final double[] scale = new double[WIDTH];
    private final double[] largestGradientNorm = new double[WIDTH];
    private final double[] lowestValue = new double[WIDTH];
    private final double[] flattestGradientNorm = new double[WIDTH];
    private final int[] noisyTrials = new int[WIDTH];
    private final long[] iterations = progress.iterations;
    private final long[] evaluations = progress.evaluations;
    private final @Nullable Termination[] terminations = progress.terminations;

    /** Of the search that accepted the trial: the scale that it found, how many trials it took, whether rounding decided. */
    private final double[] searchedScale = new double[WIDTH];

    private final int[] searchTrials = new int[WIDTH];
    private final boolean[] noisy = new boolean[WIDTH];

    LbfgsLanes(Lbfgs method, Bounds bounds, LbfgsArithmetic arithmetic, AcceptanceArithmetic acceptance) {
        this.method = method;
        this.arithmetic = arithmetic;
        this.acceptance = acceptance;
        int n = bounds.dimension();
        a = new LbfgsArrays(bounds, method.memory(), brackets);
        singleMemory = new LbfgsMemory(n, method.memory());
        single = new LineSearchState(bounds, new LbfgsDirection(singleMemory, n), bracket);
        evaluation = new Evaluation(n, DerivativeOrder.GRADIENT);
        views = progress.views(lane -> evaluations[lane] > 0 && brackets.trials(lane) == 0);
    }

    /** Whether the ring has a bit for each of its rows. */
    static boolean canRemember(int memory) {
        return memory <= 24;
    }

    @Override
    public void begin(int lane, double[] x0) {
        for (int j = 0; j < a.n; j++) {
            double inside = a.bounds.clamp(j, x0[j]);
            a.x[j * WIDTH + lane] = inside;
            a.trial[j * WIDTH + lane] = inside;
            a.g[j * WIDTH + lane] = 0;
            a.d[j * WIDTH + lane] = 0;
        }
        a.forget(lane);
        a.gamma[lane] = 1;
        brackets.clear(lane);
        value[lane] = Double.NaN;
        gradientNorm[lane] = Double.NaN;
        stepNorm[lane] = Double.NaN;
        scale[lane] = 0;
        largestGradientNorm[lane] = 0;
        lowestValue[lane] = Double.POSITIVE_INFINITY;
        flattestGradientNorm[lane] = Double.POSITIVE_INFINITY;
        noisyTrials[lane] = 0;
        iterations[lane] = 0;
        evaluations[lane] = 0;
        terminations[lane] = null;
    }

    @Override
    public double[] trials() {
        return a.trial;
    }

    @Override
    public void tell(int told, LaneEvaluations at) {
        arithmetic.look(a, at.gradients);
        int atOnce = told & acceptance.accepted(method.search(), brackets, trials(at.values));
        brackets.accept(atOnce);
        int begins = 0;
        int accepts = atOnce;
        int continues = 0;
        int others = 0;
        for (int left = told & ~atOnce; left != 0; left &= left - 1) {
            int lane = Integer.numberOfTrailingZeros(left);
            int bit = 1 << lane;
            double f = at.values[lane];
            boolean finite = Math.abs(f) < Double.POSITIVE_INFINITY && a.norm[lane] < Double.POSITIVE_INFINITY;
            if (!finite || Unbounded.below(f)) {
                others |= bit;
            } else if (evaluations[lane] == 0) {
                begins |= bit;
            } else {
                switch (search(lane, f)) {
                    case ACCEPT -> accepts |= bit;
                    case CONTINUE -> continues |= bit;
                    case FAIL -> others |= bit;
                }
            }
        }
        if (accepts != 0) {
            int learnt = learn(accepts, atOnce, at);
            others |= accepts & ~learnt;
            accepts = learnt;
        }
        for (int left = begins; left != 0; left &= left - 1) {
            beginAt(Integer.numberOfTrailingZeros(left), at);
        }
        for (int left = continues; left != 0; left &= left - 1) {
            int lane = Integer.numberOfTrailingZeros(left);
            count(lane);
            scale[lane] = searchedScale[lane];
        }
        place(begins | accepts, continues, at.gradients);
        for (int left = others; left != 0; left &= left - 1) {
            tellSingle(Integer.numberOfTrailingZeros(left), at);
        }
    }

    /** What the line search says of a finite trial. */
    private Verdict search(int lane, double f) {
        double linear = a.linear[lane];
        Verdict verdict = brackets.tell(method.search(), lane, f, a.slope[lane], linear);
        searchedScale[lane] = brackets.toldScale();
        searchTrials[lane] = brackets.toldTrials();
        noisy[lane] = Noise.hides(linear, searchedScale[lane]);
        return verdict;
    }

    private LaneTrials trials(double[] values) {
        return new LaneTrials(values, a.norm, a.slope, a.linear);
    }

    private static void mark(long[] flags, int lanes) {
        for (int lane = 0; lane < WIDTH; lane++) {
            flags[lane] = -(lanes >> lane & 1);
        }
    }

    /** Learns the pairs of the lanes that accepted their trials; returns those that have nothing out of the ordinary. */
    private int learn(int accepts, int atOnce, LaneEvaluations at) {
        mark(a.learns, accepts);
        for (int lane = 0; lane < WIDTH; lane++) {
            if (a.isOldestRowInUse(lane)) {
                a.get(lane, singleMemory);
                a.set(lane, singleMemory);
            }
        }
        int row = a.nextRow();
        arithmetic.learn(a, at.gradients, row);
        int learnt = 0;
        for (int left = accepts; left != 0; left &= left - 1) {
            int lane = Integer.numberOfTrailingZeros(left);
            if (a.fit[lane] != 0) {
                if ((atOnce >> lane & 1) != 0) {
                    learnt |= 1 << lane;
                    acceptAtOnce(lane, at.values[lane]);
                } else if (!isStagnant(lane, at.values[lane])) {
                    learnt |= 1 << lane;
                    accept(lane, at.values[lane]);
                }
            }
        }
        if (learnt != 0) {
            a.advance(learnt);
        }
        return learnt;
    }

    /** Whether the step is one too many of those that brought nothing but rounding. */
    private boolean isStagnant(int lane, double f) {
        return noisy[lane]
                && noisyTrials[lane] + searchTrials[lane] >= LineSearchDescent.NOISY_TRIALS
                && !(f < lowestValue[lane])
                && !isFlatter(lane);
    }

    private boolean isFlatter(int lane) {
        return a.projectedNorm[lane] < LineSearchDescent.FLATTER * flattestGradientNorm[lane];
    }

    /** What {@link LineSearchDescent} does when the first trial is taken, for more than noise, up to the next search. */
    private void acceptAtOnce(int lane, double f) {
        noisyTrials[lane] = 0;
        flattestGradientNorm[lane] = Double.POSITIVE_INFINITY;
        take(lane, f, brackets.scale(lane));
    }

    /** The same when any trial is taken. */
    private void accept(int lane, double f) {
        if (!noisy[lane]) {
            noisyTrials[lane] = 0;
            flattestGradientNorm[lane] = Double.POSITIVE_INFINITY;
        } else if (f < lowestValue[lane] || isFlatter(lane)) {
            noisyTrials[lane] = 0;
            flattestGradientNorm[lane] = Math.min(a.projectedNorm[lane], flattestGradientNorm[lane]);
        } else {
            noisyTrials[lane] += searchTrials[lane];
        }
        take(lane, f, searchedScale[lane]);
    }

    private void take(int lane, double f, double searched) {
        count(lane);
        iterations[lane]++;
        lowestValue[lane] = Math.min(f, lowestValue[lane]);
        value[lane] = f;
        gradientNorm[lane] = a.projectedNorm[lane];
        stepNorm[lane] = a.stepNorm[lane];
        scale[lane] = Math.max(Math.abs(f), LineSearchDescent.SCALE_DECAY * searched);
    }

    private void count(int lane) {
        evaluations[lane]++;
        largestGradientNorm[lane] = Math.max(largestGradientNorm[lane], a.norm[lane]);
    }

    private void beginAt(int lane, LaneEvaluations at) {
        count(lane);
        at.get(lane, evaluation);
        a.get(a.trial, lane, single.x);
        value[lane] = evaluation.value;
        scale[lane] = Math.abs(evaluation.value);
        gradientNorm[lane] = a.bounds.projectedGradientNorm(single.x, evaluation.gradient);
        a.gamma[lane] = LineSearchDescent.gradientStep(single.x, evaluation.gradient);
    }

    /** Directions for the lanes that moved, and trials for them and for those that go on searching. */
    private void place(int moves, int continues, double[] gradients) {
        mark(a.moves, moves);
        mark(a.places, moves | continues);
        if (moves != 0) {
            arithmetic.move(a, gradients);
            arithmetic.multiply(a, a.orderRows());
        }
        for (int left = moves; left != 0; left &= left - 1) {
            a.step[Integer.numberOfTrailingZeros(left)] = 1;
        }
        arithmetic.place(a);
        for (int left = continues; left != 0; left &= left - 1) {
            a.keepFinite(Integer.numberOfTrailingZeros(left));
        }
        for (int left = moves; left != 0; left &= left - 1) {
            begin(Integer.numberOfTrailingZeros(left));
        }
    }

    /** Begins the search of a lane that moved. */
    private void begin(int lane) {
        double slope = a.newSlope[lane];
        if (gradientNorm[lane] == 0) {
            terminations[lane] = Termination.GRADIENT_TOLERANCE;
        } else if (a.constrained[lane] != 0 || !LineSearchDescent.isDescent(slope)) {
            get(lane);
            brackets.getTold(lane, bracket);
            LineSearchDescent.search(single);
            set(lane, single, singleMemory);
        } else {
            brackets.start(lane, value[lane], slope, scale[lane]);
        }
    }

    private void tellSingle(int lane, LaneEvaluations at) {
        get(lane);
        at.get(lane, evaluation);
        LineSearchDescent.tell(method.search(), single, evaluation);
        set(lane, single, singleMemory);
    }

    /** Overwrites the single state with a lane. */
    private void get(int lane) {
        a.get(a.x, lane, single.x);
        a.get(a.g, lane, single.g);
        a.get(a.d, lane, single.d);
        a.get(a.trial, lane, single.trial);
        a.get(lane, singleMemory);
        brackets.get(lane, bracket);
        single.value = value[lane];
        single.gradientNorm = gradientNorm[lane];
        single.stepNorm = stepNorm[lane];
        single.scale = scale[lane];
        single.largestGradientNorm = largestGradientNorm[lane];
        single.lowestValue = lowestValue[lane];
        single.flattestGradientNorm = flattestGradientNorm[lane];
        single.noisyTrials = noisyTrials[lane];
        single.iterations = iterations[lane];
        single.evaluations = evaluations[lane];
        single.termination = terminations[lane];
    }

    /** Overwrites a lane with a state, whose memory is given apart. */
    private void set(int lane, LineSearchState state, LbfgsMemory memory) {
        a.set(a.x, lane, state.x);
        a.set(a.g, lane, state.g);
        a.set(a.d, lane, state.d);
        a.set(a.trial, lane, state.trial);
        Arrays.fill(a.atBorder, true);
        a.set(lane, memory);
        brackets.set(lane, state.bracket);
        if (state.evaluations == 0) {
            brackets.unbegin(lane);
        }
        value[lane] = state.value;
        gradientNorm[lane] = state.gradientNorm;
        stepNorm[lane] = state.stepNorm;
        scale[lane] = state.scale;
        largestGradientNorm[lane] = state.largestGradientNorm;
        lowestValue[lane] = state.lowestValue;
        flattestGradientNorm[lane] = state.flattestGradientNorm;
        noisyTrials[lane] = state.noisyTrials;
        iterations[lane] = state.iterations;
        evaluations[lane] = state.evaluations;
        terminations[lane] = state.termination;
    }

    @Override
    public Progress progress(int lane) {
        return views[lane];
    }

    @Override
    public double[] best(int lane) {
        double[] x = new double[a.n];
        a.get(a.x, lane, x);
        return x;
    }

    @Override
    public void write(int lane, DataOutput out) throws IOException {
        get(lane);
        method.codec().write(single, out);
    }

    @Override
    public void read(int lane, int version, DataInput in) throws IOException {
        LineSearchState state = method.codec().read(version, in, a.bounds);
        if (!(state.direction instanceof LbfgsDirection direction)) {
            throw new IOException("the state of a descent by lbfgs has a direction of another method");
        }
        set(lane, state, direction.memory());
    }
}
