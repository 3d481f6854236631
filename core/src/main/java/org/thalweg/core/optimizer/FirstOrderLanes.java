package org.thalweg.core.optimizer;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.stopping.Progress;
import org.thalweg.core.stopping.Termination;
import org.thalweg.core.stopping.Unbounded;

/**
 * {@link FirstOrder} over lanes, to the same bits.
 *
 * <p>An update rule lets no coordinate see another, so it takes the coordinates of all lanes for those of one long vector. A step to where f
 * and ∇f are finite is taken by all lanes together; the first evaluation, a return to the best iterate, and an end are left to
 * {@link FirstOrder}, on a state that the lane is copied to and from.
 */
final class FirstOrderLanes implements DescentLanes {
    private static final int ALL = (1 << WIDTH) - 1;

    private final FirstOrder method;
    private final Bounds bounds;
    private final int n;
    private final LaneRule rule;
    private final FirstOrderState single;
    private final Evaluation evaluation;
    private final LaneProgress progress = new LaneProgress();
    private final Progress[] views;

    /** Coordinate j of lane i at {@code [j * WIDTH + i]}. */
    private final double[] x;

    private final double[] trial;
    private final double[] bestX;
    private final double[] bestG;
    private final double[] shown;
    private final double[] displacement;
    private final double[][] memory;
    /** The memory of the lanes that take no step, while the others do. */
    private final double[][] kept;

    private final double[] bestValue = progress.value;
    private final double[] bestGradientNorm = progress.gradientNorm;
    private final double[] value = new double[WIDTH];
    private final double[] gradientNorm = new double[WIDTH];
    private final double[] stepNorm = progress.stepNorm;
    private final double[] rate = new double[WIDTH];
    private final double[] scale = new double[WIDTH];
    private final double[] largestGradientNorm = new double[WIDTH];
    private final long[] steps = new long[WIDTH];
    private final long[] idle = new long[WIDTH];
    private final long[] streak = new long[WIDTH];
    private final long[] iterations = progress.iterations;
    private final long[] evaluations = progress.evaluations;
    private final @Nullable Termination[] terminations = progress.terminations;

    /** Of the trials: ‖∇f‖∞, ‖projected ∇f‖∞ and the distance to the iterate. */
    private final double[] norm = new double[WIDTH];

    private final double[] projectedNorm = new double[WIDTH];
    private final double[] distance = new double[WIDTH];

    FirstOrderLanes(FirstOrder method, Bounds bounds) {
        this.method = method;
        this.bounds = bounds;
        n = bounds.dimension();
        rule = method.rule().lanes();
        int vectors = method.rule().memoryVectors();
        single = new FirstOrderState(bounds, vectors);
        evaluation = new Evaluation(n, DerivativeOrder.GRADIENT);
        int size = Math.multiplyExact(n, WIDTH);
        x = new double[size];
        trial = new double[size];
        bestX = new double[size];
        bestG = new double[size];
        shown = new double[size];
        displacement = new double[size];
        memory = new double[vectors][size];
        kept = new double[vectors][size];
        views = progress.views(lane -> true);
    }

    @Override
    public void begin(int lane, double[] x0) {
        set(lane, method.init(x0, bounds));
    }

    @Override
    public double[] trials() {
        return trial;
    }

    @Override
    public void tell(int told, LaneEvaluations at) {
        look(at.gradients);
        int moves = 0;
        int betters = 0;
        for (int left = told; left != 0; left &= left - 1) {
            int lane = Integer.numberOfTrailingZeros(left);
            double f = at.values[lane];
            if (isOrdinary(lane, f)) {
                boolean better = isBetter(lane, f);
                moves |= better || isPatient(lane, f) ? 1 << lane : 0;
                betters |= better ? 1 << lane : 0;
            }
        }
        if (moves != 0) {
            move(moves, at);
            keepBest(betters, at.gradients);
            adapt(moves, betters);
            step(moves, at.gradients);
        }
        for (int left = told & ~moves; left != 0; left &= left - 1) {
            int lane = Integer.numberOfTrailingZeros(left);
            get(lane, single);
            at.get(lane, evaluation);
            method.tell(single, evaluation);
            set(lane, single);
        }
    }

    private boolean isBetter(int lane, double f) {
        return method.patience() == 0
                || FirstOrder.isBetter(f - bestValue[lane], scale[lane], projectedNorm[lane], bestGradientNorm[lane]);
    }

    /** Whether the method goes on although the iterate is no better. */
    private boolean isPatient(int lane, double f) {
        return idle[lane] + 1 < method.patience() && FirstOrder.isNear(f - bestValue[lane], scale[lane]);
    }

    private boolean isOrdinary(int lane, double f) {
        return evaluations[lane] > 0
                && Math.abs(f) < Double.POSITIVE_INFINITY
                && norm[lane] < Double.POSITIVE_INFINITY
                && !Unbounded.below(f);
    }

    /** Overwrites {@code norm}, {@code projectedNorm} and {@code distance}. */
    private void look(double[] gradients) {
        Arrays.fill(norm, 0);
        Arrays.fill(distance, 0);
        for (int o = 0; o < x.length; o += WIDTH) {
            for (int i = 0; i < WIDTH; i++) {
                norm[i] = Math.max(norm[i], Math.abs(gradients[o + i]));
                distance[i] = Math.max(distance[i], Math.abs(trial[o + i] - x[o + i]));
            }
        }
        if (bounds.isUnbounded()) {
            System.arraycopy(norm, 0, projectedNorm, 0, WIDTH);
            return;
        }
        Arrays.fill(projectedNorm, 0);
        for (int o = 0; o < x.length; o += WIDTH) {
            double lower = bounds.lower()[o / WIDTH];
            double upper = bounds.upper()[o / WIDTH];
            for (int i = 0; i < WIDTH; i++) {
                double g = gradients[o + i];
                double room = g > 0 ? trial[o + i] - lower : upper - trial[o + i];
                projectedNorm[i] = Math.max(projectedNorm[i], Math.min(Math.abs(g), room));
            }
        }
    }

    /** Moves iterates to their trials. */
    private void move(int lanes, LaneEvaluations at) {
        Columns.copy(trial, x, lanes);
        for (int left = lanes; left != 0; left &= left - 1) {
            int lane = Integer.numberOfTrailingZeros(left);
            evaluations[lane]++;
            iterations[lane]++;
            idle[lane]++;
            stepNorm[lane] = distance[lane];
            value[lane] = at.values[lane];
            gradientNorm[lane] = projectedNorm[lane];
        }
    }

    private void keepBest(int lanes, double[] gradients) {
        Columns.copy(x, bestX, lanes);
        Columns.copy(gradients, bestG, lanes);
        for (int left = lanes; left != 0; left &= left - 1) {
            int lane = Integer.numberOfTrailingZeros(left);
            bestValue[lane] = value[lane];
            bestGradientNorm[lane] = gradientNorm[lane];
            scale[lane] = FirstOrderState.scale(scale[lane], value[lane]);
            largestGradientNorm[lane] = Math.max(largestGradientNorm[lane], gradientNorm[lane]);
            idle[lane] = 0;
        }
    }

    /** Adapts the learning rates to how the iterates compare with the best so far. */
    private void adapt(int moves, int betters) {
        if (method.patience() == 0) {
            return;
        }
        for (int left = moves; left != 0; left &= left - 1) {
            int lane = Integer.numberOfTrailingZeros(left);
            streak[lane] = (betters >> lane & 1) != 0 ? streak[lane] + 1 : 0;
            if (streak[lane] == method.patience()) {
                streak[lane] = 0;
                rate[lane] *= 2;
            }
        }
    }

    /** Plans the next trials of some lanes from their iterates. */
    private void step(int lanes, double[] gradients) {
        for (int left = lanes; left != 0; left &= left - 1) {
            steps[Integer.numberOfTrailingZeros(left)]++;
        }
        int others = ALL & ~lanes;
        for (int k = 0; k < memory.length; k++) {
            Columns.copy(memory[k], kept[k], others);
        }
        rule.displace(steps, x, bounds.isUnbounded() ? gradients : shown(gradients), memory, displacement);
        for (int k = 0; k < memory.length; k++) {
            Columns.copy(kept[k], memory[k], others);
        }
        double[] lower = bounds.lower();
        double[] upper = bounds.upper();
        for (int left = lanes; left != 0; left &= left - 1) {
            int lane = Integer.numberOfTrailingZeros(left);
            double r = rate[lane];
            for (int at = lane, j = 0; at < x.length; at += WIDTH, j++) {
                double target = x[at] + r * displacement[at];
                double inside = target < lower[j] ? lower[j] : target > upper[j] ? upper[j] : target;
                trial[at] = Math.min(Math.max(inside, -Double.MAX_VALUE), Double.MAX_VALUE);
            }
        }
    }

    /** The gradients as the rule is shown them: 0 where a bound holds. */
    private double[] shown(double[] gradients) {
        for (int o = 0; o < x.length; o += WIDTH) {
            double lower = bounds.lower()[o / WIDTH];
            double upper = bounds.upper()[o / WIDTH];
            for (int at = o; at < o + WIDTH; at++) {
                boolean held = gradients[at] > 0 ? x[at] <= lower : x[at] >= upper;
                shown[at] = held ? 0 : gradients[at];
            }
        }
        return shown;
    }

    /** Overwrites a state with a lane. */
    private void get(int lane, FirstOrderState state) {
        Columns.get(x, lane, state.x);
        Columns.get(trial, lane, state.trial);
        Columns.get(bestX, lane, state.bestX);
        Columns.get(bestG, lane, state.bestG);
        for (int k = 0; k < memory.length; k++) {
            Columns.get(memory[k], lane, state.memory[k]);
        }
        state.bestValue = bestValue[lane];
        state.bestGradientNorm = bestGradientNorm[lane];
        state.value = value[lane];
        state.gradientNorm = gradientNorm[lane];
        state.stepNorm = stepNorm[lane];
        state.rate = rate[lane];
        state.scale = scale[lane];
        state.largestGradientNorm = largestGradientNorm[lane];
        state.steps = steps[lane];
        state.idle = idle[lane];
        state.streak = streak[lane];
        state.iterations = iterations[lane];
        state.evaluations = evaluations[lane];
        state.termination = terminations[lane];
    }

    /** Overwrites a lane with a state. */
    private void set(int lane, FirstOrderState state) {
        Columns.set(x, lane, state.x);
        Columns.set(trial, lane, state.trial);
        Columns.set(bestX, lane, state.bestX);
        Columns.set(bestG, lane, state.bestG);
        for (int k = 0; k < memory.length; k++) {
            Columns.set(memory[k], lane, state.memory[k]);
        }
        bestValue[lane] = state.bestValue;
        bestGradientNorm[lane] = state.bestGradientNorm;
        value[lane] = state.value;
        gradientNorm[lane] = state.gradientNorm;
        stepNorm[lane] = state.stepNorm;
        rate[lane] = state.rate;
        scale[lane] = state.scale;
        largestGradientNorm[lane] = state.largestGradientNorm;
        steps[lane] = state.steps;
        idle[lane] = state.idle;
        streak[lane] = state.streak;
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
        double[] best = new double[n];
        Columns.get(bestX, lane, best);
        return best;
    }

    @Override
    public void write(int lane, DataOutput out) throws IOException {
        get(lane, single);
        method.codec().write(single, out);
    }

    @Override
    public void read(int lane, int version, DataInput in) throws IOException {
        set(lane, method.codec().read(version, in, bounds));
    }
}
