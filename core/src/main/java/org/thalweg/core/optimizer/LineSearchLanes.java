package org.thalweg.core.optimizer;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.linesearch.AcceptanceArithmetic;
import org.thalweg.core.linesearch.Bracket;
import org.thalweg.core.linesearch.BracketLanes;
import org.thalweg.core.linesearch.LaneTrials;
import org.thalweg.core.linesearch.LineSearch;
import org.thalweg.core.linesearch.Noise;
import org.thalweg.core.linesearch.Verdict;
import org.thalweg.core.stopping.Progress;
import org.thalweg.core.stopping.Termination;
import org.thalweg.core.stopping.Unbounded;

/**
 * {@link LineSearchDescent} over lanes, to the same bits.
 *
 * <p>What nearly every evaluation leads to is done for all lanes together: a trial that is accepted or replaced by another, a step
 * that is learnt, the next direction, the next trial. Whatever else may happen (a domain left, a search that fails, curvature that is
 * not positive, a direction that does not descend) is left to {@link LineSearchDescent}, on a state that the lane is copied to and from.
 */
final class LineSearchLanes implements DescentLanes {

    /**
     * The forms of the arithmetic that all methods share.
     *
     * @param trials of the steps
     * @param acceptance of the searches
     */
    record Forms(LineSearchArithmetic trials, AcceptanceArithmetic acceptance) {
        static Forms fastest() {
            return new Forms(LineSearchArithmetic.fastest(), AcceptanceArithmetic.fastest());
        }
    }

    private final StateCodec<LineSearchState> codec;
    private final LineSearch search;
    private final LineSearchArithmetic arithmetic;
    private final AcceptanceArithmetic acceptance;
    private final LineSearchArrays a;
    private final DirectionLanes directions;
    private final BracketLanes brackets = new BracketLanes(WIDTH);
    private final LineSearchState single;
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

    /**
     * Lanes of a method, none of them begun.
     *
     * @param codec of the method
     * @param search the method's
     * @param newDirections makes the directions of lanes that have the given numbers
     */
    LineSearchLanes(
            StateCodec<LineSearchState> codec,
            LineSearch search,
            Bounds bounds,
            Function<LineSearchArrays, DirectionLanes> newDirections,
            Forms forms) {
        this.codec = codec;
        this.search = search;
        arithmetic = forms.trials;
        acceptance = forms.acceptance;
        a = new LineSearchArrays(bounds, brackets);
        directions = newDirections.apply(a);
        single = new LineSearchState(bounds, directions.get(0), bracket);
        evaluation = new Evaluation(a.n, DerivativeOrder.GRADIENT);
        views = progress.views(lane -> evaluations[lane] > 0 && brackets.trials(lane) == 0);
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
        directions.clear(lane);
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
        int atOnce = told & acceptance.accepted(search, brackets, trials(at.values));
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
        Verdict verdict = brackets.tell(search, lane, f, a.slope[lane], linear);
        searchedScale[lane] = brackets.toldScale();
        searchTrials[lane] = brackets.toldTrials();
        noisy[lane] = Noise.hides(linear, searchedScale[lane]);
        return verdict;
    }

    private LaneTrials trials(double[] values) {
        return new LaneTrials(values, a.norm, a.slope, a.linear);
    }

    /** Learns the steps of the lanes that accepted their trials; returns those that have nothing out of the ordinary. */
    private int learn(int accepts, int atOnce, LaneEvaluations at) {
        LineSearchArrays.mark(a.learns, accepts);
        directions.learn(at.gradients);
        arithmetic.projectNorms(a, at.gradients);
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
            directions.keep(learnt);
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
        Columns.get(a.trial, lane, single.x);
        value[lane] = evaluation.value;
        scale[lane] = Math.abs(evaluation.value);
        gradientNorm[lane] = a.bounds.projectedGradientNorm(single.x, evaluation.gradient);
        directions.forget(lane, LineSearchDescent.gradientStep(single.x, evaluation.gradient));
    }

    /** Directions for the lanes that moved, and trials for them and for those that go on searching. */
    private void place(int moves, int continues, double[] gradients) {
        LineSearchArrays.mark(a.moves, moves);
        LineSearchArrays.mark(a.places, moves | continues);
        if (moves != 0) {
            arithmetic.move(a, gradients);
            directions.point(moves);
        }
        arithmetic.place(a);
        for (int left = moves | continues; left != 0; left &= left - 1) {
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
            set(lane, single);
        } else {
            brackets.start(lane, directions.reference(lane, value[lane]), slope, scale[lane]);
        }
    }

    private void tellSingle(int lane, LaneEvaluations at) {
        get(lane);
        at.get(lane, evaluation);
        LineSearchDescent.tell(search, single, evaluation);
        set(lane, single);
    }

    /** Overwrites the single state with a lane. */
    private void get(int lane) {
        Columns.get(a.x, lane, single.x);
        Columns.get(a.g, lane, single.g);
        Columns.get(a.d, lane, single.d);
        Columns.get(a.trial, lane, single.trial);
        single.direction = directions.get(lane);
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

    /** Overwrites a lane with a state. */
    private void set(int lane, LineSearchState state) {
        Columns.set(a.x, lane, state.x);
        Columns.set(a.g, lane, state.g);
        Columns.set(a.d, lane, state.d);
        Columns.set(a.trial, lane, state.trial);
        Arrays.fill(a.atBorder, true);
        directions.set(lane, state.direction);
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
        Columns.get(a.x, lane, x);
        return x;
    }

    @Override
    public void write(int lane, DataOutput out) throws IOException {
        get(lane);
        codec.write(single, out);
    }

    @Override
    public void read(int lane, int version, DataInput in) throws IOException {
        set(lane, codec.read(version, in, a.bounds));
    }
}
