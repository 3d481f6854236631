package org.thalweg.core.fit.rounds;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.thalweg.core.fit.Question;
import org.thalweg.core.fit.chain.Seams;
import org.thalweg.core.fit.rounds.BoundedChainState.Phase;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.linalg.Vectors;
import org.thalweg.core.optimizer.StateCodec;
import org.thalweg.core.stopping.Termination;
import org.thalweg.core.stopping.Unbounded;

/**
 * Newton's method for chains in a box: variables on a bound that the gradient presses against are held, the others take Newton's step,
 * cut off at the box,
 *
 * <pre>
 *   A = {i : xᵢ = lᵢ and gᵢ > 0, or xᵢ = uᵢ and gᵢ < 0}
 *   s = −(∇²F + D)⁻¹∇F on the variables outside A, 0 on A;   d = P(x + s) − x;   x ← x + αd, α = 1, ½, ¼, …
 * </pre>
 *
 * <p>Where d does not lower F enough, D grows: then s turns to −∇F, whose cut-off part leads down. Once A stays the same these are Newton's
 * steps on a face of the box. Where a variable leaves its bound, its neighbours are let go with it, twice as many each time: else a long run on a
 * bound would shrink by one variable a step. The equations are solved as {@link ChainNewton} does, which takes four rounds a step: slopes, equations, step,
 * values. Fronts that run along the chain are not followed by relaxation.
 *
 * <p><b>Requires</b> F twice differentiable. <b>Cost</b>: as of {@link ChainNewton}, and a gradient more a step; 4n doubles of state.
 *
 * <p>Reference: Bertsekas, <i>Projected Newton methods for optimization problems with simple constraints</i>, SIAM J. Control Optim. 20 (1982),
 * doi:10.1137/0320018, whose matrix is that with the rows and columns of A left out.
 *
 * @param seams of the chain
 */
public record BoundedChainNewton(Seams seams) implements BlockMethod<BoundedChainState> {
    @Override
    public String name() {
        return "newton";
    }

    @Override
    public boolean divides() {
        return true;
    }

    @Override
    public BoundedChainState init(double[] start, Bounds bounds) {
        BoundedChainState state = new BoundedChainState(bounds);
        System.arraycopy(start, 0, state.x, 0, start.length);
        bounds.project(state.x);
        return state;
    }

    @Override
    public Question ask(BoundedChainState state) {
        return switch (state.phase) {
            case SLOPES -> Question.gradient();
            case EQUATIONS -> Question.condensed(state.shift, seams.length(), state.held);
            case STEP -> Question.expanded(state.shift, state.onSeams, state.held);
            case VALUES -> Question.values(state.step, ChainState.STEPS);
        };
    }

    @Override
    public double[] point(BoundedChainState state) {
        return state.x;
    }

    @Override
    public double[] say(BoundedChainState state) {
        return state.words;
    }

    @Override
    public void tell(BoundedChainState state, double[] answer, double[][] said) {
        state.evaluations++;
        switch (state.phase) {
            case SLOPES -> look(state, answer);
            case EQUATIONS -> solve(state, answer, said);
            case STEP -> cutOff(state, answer);
            case VALUES -> choose(state, answer, said);
        }
    }

    /** Takes in F and its gradient, and finds the variables that are held. */
    private static void look(BoundedChainState state, double[] answer) {
        System.arraycopy(answer, 1, state.g, 0, state.g.length);
        hold(state, true);
        state.asked = answer[0];
        double norm = state.bounds.projectedGradientNorm(state.x, state.g);
        boolean finite = Vectors.maxNorm(state.g) < Double.POSITIVE_INFINITY;
        state.words = new double[] {finite ? norm : Double.POSITIVE_INFINITY};
        state.phase = Phase.EQUATIONS;
    }

    /**
     * Holds the variables on a bound that the gradient presses against.
     *
     * @param widens whether those near one that leaves its bound are let go with it: twice as many each time that some leave
     */
    private static void hold(BoundedChainState state, boolean widens) {
        double[] lower = state.bounds.lower();
        double[] upper = state.bounds.upper();
        boolean[] leaves = new boolean[state.held.length];
        boolean any = false;
        for (int i = 0; i < leaves.length; i++) {
            boolean fixed = lower[i] == upper[i];
            boolean low = state.x[i] == lower[i];
            boolean high = state.x[i] == upper[i];
            state.held[i] = fixed || (low && state.g[i] > 0) || (high && state.g[i] < 0) ? 1 : 0;
            leaves[i] = !fixed && ((low && state.g[i] < 0) || (high && state.g[i] > 0));
            any |= leaves[i];
        }
        state.width = widens && any ? Math.max(1, Math.min(2 * state.width, leaves.length)) : 0;
        int near = -1; // the last variable that is let go with one that leaves
        for (int i = 0; i < leaves.length && state.width > 0; i++) {
            if (leaves[i]) {
                for (int j = Math.max(near + 1, i - state.width); j < i; j++) {
                    letGo(state, j);
                }
                near = i + state.width;
            } else if (i <= near) {
                letGo(state, i);
            }
        }
    }

    private static void letGo(BoundedChainState state, int i) {
        if (!state.bounds.isFixed(i)) {
            state.held[i] = 0;
        }
    }

    /** Takes in the equations on the seams, now that the gradient is known everywhere, and solves them. */
    private void solve(BoundedChainState state, double[] answer, double[][] said) {
        double norm = ChainState.largest(said, 0);
        if (state.endsNotFinite(norm)) {
            return;
        }
        state.iterations += state.moved ? 1 : 0;
        state.moved = false;
        state.arriveAt(norm);
        if (state.termination != null) {
            return;
        }
        double[] onSeams = state.solved(answer, seams);
        if (onSeams == null || Double.isNaN(answer[0])) {
            state.termination = Termination.NON_FINITE;
            return;
        }
        state.onSeams = onSeams;
        state.words = ChainState.NOTHING;
        state.phase = Phase.STEP;
    }

    /** Takes in the step, and cuts it off at the box. */
    private static void cutOff(BoundedChainState state, double[] answer) {
        for (int i = 0; i < state.step.length; i++) {
            double target = state.held[i] == 1 ? state.x[i] : state.bounds.clamp(i, state.x[i] + answer[1 + i]);
            state.step[i] = target - state.x[i];
        }
        state.saySteps();
        state.phase = Phase.VALUES;
    }

    /** Takes in the values along the step, and moves to the first that is low enough. */
    private static void choose(BoundedChainState state, double[] values, double[][] said) {
        double reach = ChainState.largest(said, 0);
        double slope = ChainState.sum(said, 1);
        double curvature = slope < 0 ? -slope / ChainState.sum(said, 2) : state.gradientNorm / reach;
        for (int k = 0; k < ChainState.STEPS.length; k++) {
            if (Unbounded.below(values[k])) {
                accept(state, ChainState.STEPS[k], reach);
                state.value = values[k];
                state.iterations++;
                state.termination = Termination.UNBOUNDED;
                return;
            }
            if (slope < 0 && values[k] <= state.value + ChainState.ARMIJO * ChainState.STEPS[k] * slope) {
                accept(state, ChainState.STEPS[k], reach);
                state.lowerShift(curvature);
                return;
            }
        }
        if (state.isHidden(slope, values[0]) && reach > 0) {
            state.noisy++;
            accept(state, 1, reach);
        } else if (state.isExhausted(reach, curvature)) {
            state.stop();
        } else {
            if (state.rejected == 0) {
                hold(state, false);
            } else {
                state.raiseShift(curvature);
            }
            state.rejected++;
            state.words = new double[] {state.gradientNorm};
            state.phase = Phase.EQUATIONS;
        }
    }

    private static void accept(BoundedChainState state, double multiple, double reach) {
        double[] lower = state.bounds.lower();
        double[] upper = state.bounds.upper();
        for (int i = 0; i < state.x.length; i++) {
            // a whole step up to a bound ends on it, and not beside it by rounding
            if (multiple == 1 && state.step[i] == lower[i] - state.x[i]) {
                state.x[i] = lower[i];
            } else if (multiple == 1 && state.step[i] == upper[i] - state.x[i]) {
                state.x[i] = upper[i];
            } else {
                state.x[i] = state.bounds.clamp(i, Math.fma(multiple, state.step[i], state.x[i]));
            }
        }
        state.stepNorm = multiple * reach;
        state.moved = true;
        state.rejected = 0;
        state.words = ChainState.NOTHING;
        state.phase = Phase.SLOPES;
    }

    @Override
    public double[] best(BoundedChainState state) {
        return state.x.clone();
    }

    @Override
    public StateCodec<BoundedChainState> codec() {
        return new Codec();
    }

    private record Codec() implements StateCodec<BoundedChainState> {

        @Override
        public int version() {
            return 1;
        }

        @Override
        public void write(BoundedChainState state, DataOutput out) throws IOException {
            state.write(out);
        }

        @Override
        public BoundedChainState read(int version, DataInput in, Bounds bounds) throws IOException {
            if (version != version()) {
                throw new IOException(
                        "state of newton in a box has version %d; this build reads version 1".formatted(version));
            }
            return BoundedChainState.read(in, bounds);
        }
    }
}
