package org.thalweg.core.fit.rounds;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.thalweg.core.fit.Question;
import org.thalweg.core.fit.chain.Seams;
import org.thalweg.core.fit.rounds.ChainNewtonState.Move;
import org.thalweg.core.fit.rounds.ChainNewtonState.Phase;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.linalg.Vectors;
import org.thalweg.core.optimizer.StateCodec;
import org.thalweg.core.stopping.Termination;
import org.thalweg.core.stopping.Unbounded;

/**
 * Newton's method for chains ({@link org.thalweg.core.fit.chain.ChainTerms}), over parameters that are dealt into blocks: s = −(∇²F + D)⁻¹∇F to
 * rounding, D ≥ 0 diagonal and 0 where ∇²F is positive definite, and x ← x + αs, α = 1, ½, ¼, … the first that lowers F enough.
 *
 * <p>The equations are solved by condensation: every piece eliminates the variables between its seams, each owner solves what is left on all
 * seams, a few hundred equations with few diagonals, and the pieces fill in what is between. That takes three rounds a step: equations, step, values.
 *
 * <p>Where steps do not halve the gradient, F is lowered by relaxation too: each piece alone to rest with its seams held, then each seam with
 * its neighbourhood. A front that runs along the chain, one variable a step, so crosses a piece a round. What lowered F more the last time is done
 * again; the other is tried from time to time.
 *
 * <p><b>Requires</b> F twice differentiable; no bounds. <b>Cost</b>: n·(b² + 4b) multiplications and 2b + 1 products ∇²F·v a step.
 *
 * <p>References: Wang, ACM Trans. Math. Softw. 7 (1981), doi:10.1145/355945.355947, for the elimination; Cai and Keyes, SIAM J. Sci. Comput. 24
 * (2002), doi:10.1137/S106482750037620X, for subspace problems before Newton's steps.
 *
 * @param seams of the chain
 * @param tolerance of the gradient's coordinates, beyond which relaxation leaves a variable alone
 */
public record ChainNewton(Seams seams, double tolerance) implements BlockMethod<ChainNewtonState> {
    private static final double HALF = 0.5;
    /** How many multiples of the gradient are tried at once, and the share of all that was gained that a step along it must gain to be followed by another. */
    private static final int STEEP_STEPS = 12;

    private static final double STEEP = 0.01;
    private static final int MOST_STEEP = 20;

    /** How often what lowered F less is passed over before it is tried again. */
    private static final int PATIENCE = 12;

    public ChainNewton {
        if (!(tolerance >= 0)) {
            throw new IllegalArgumentException("tolerance (%s) must not be negative".formatted(tolerance));
        }
    }

    @Override
    public String name() {
        return "newton";
    }

    @Override
    public boolean divides() {
        return true;
    }

    @Override
    public ChainNewtonState init(double[] start, Bounds bounds) {
        if (!bounds.isUnbounded()) {
            throw new IllegalArgumentException("method newton over blocks of parameters takes no bounds");
        }
        ChainNewtonState state = new ChainNewtonState(start.length);
        System.arraycopy(start, 0, state.x, 0, start.length);
        return state;
    }

    @Override
    public Question ask(ChainNewtonState state) {
        return switch (state.phase) {
            case EQUATIONS -> Question.condensed(state.shift, seams.length());
            case STEP -> Question.expanded(state.shift, state.onSeams);
            case VALUES -> Question.values(state.step, steps(state));
            case PIECES -> Question.relaxed(false, tolerance);
            case SEAMS -> Question.relaxed(true, tolerance);
        };
    }

    @Override
    public double[] point(ChainNewtonState state) {
        return state.x;
    }

    @Override
    public double[] say(ChainNewtonState state) {
        return state.words;
    }

    @Override
    public void tell(ChainNewtonState state, double[] answer, double[][] said) {
        state.evaluations++;
        switch (state.phase) {
            case EQUATIONS -> solve(state, answer, said);
            case STEP -> look(state, answer, said);
            case VALUES -> choose(state, answer, said);
            case PIECES -> relax(state, answer, Phase.SEAMS);
            case SEAMS -> relax(state, answer, Phase.EQUATIONS);
        }
    }

    /** Takes in F, its gradient and the equations on the seams, and solves these. */
    private void solve(ChainNewtonState state, double[] answer, double[][] said) {
        int n = state.x.length;
        if (state.move == Move.RELAXATION) {
            state.stepNorm = ChainState.largest(said, 0);
        }
        System.arraycopy(answer, answer.length - n, state.g, 0, n);
        double[] onSeams = state.solved(answer, seams);
        state.asked = onSeams == null ? Double.NaN : answer[0];
        state.onSeams = onSeams == null ? new double[seams.variables()] : onSeams;
        double steepest = Vectors.maxNorm(state.g);
        state.words = new double[] {steepest < Double.POSITIVE_INFINITY ? steepest : Double.POSITIVE_INFINITY};
        state.phase = Phase.STEP;
    }

    /** Takes in the step, now that the gradient is known everywhere, and decides how to go on from here. */
    private static void look(ChainNewtonState state, double[] answer, double[][] said) {
        double norm = ChainState.largest(said, 0);
        if (state.endsNotFinite(norm)) {
            return;
        }
        System.arraycopy(answer, 1, state.step, 0, state.step.length);
        double gain = state.value - state.asked;
        boolean fast = state.move == Move.NEWTON && state.full && norm <= HALF * state.gradientNorm;
        state.iterations += state.move == Move.NONE ? 0 : 1;
        state.gainOfNewton = state.move == Move.NEWTON ? gain : state.gainOfNewton;
        state.gainOfRelaxing = state.move == Move.RELAXATION ? gain : state.gainOfRelaxing;
        state.move = Move.NONE;
        state.arriveAt(norm);
        if (state.termination != null) {
            return;
        }
        if (state.steep) {
            for (int i = 0; i < state.g.length; i++) {
                state.step[i] = -state.g[i];
            }
            alongStep(state);
        } else if (relaxes(state, fast)) {
            state.words = ChainState.NOTHING;
            state.reach = 0;
            state.phase = Phase.PIECES;
        } else {
            alongStep(state);
        }
    }

    private static void alongStep(ChainNewtonState state) {
        state.saySteps();
        state.phase = Phase.VALUES;
    }

    /** The multiples of the step that are tried. */
    private static double[] steps(ChainNewtonState state) {
        if (!state.steep) {
            return ChainState.STEPS;
        }
        boolean begins = state.rate == 0;
        double[] steps = new double[STEEP_STEPS];
        for (int k = 0; k < steps.length; k++) {
            steps[k] = begins ? Math.scalb(1 / state.gradientNorm, 6 - 3 * k) : Math.scalb(state.rate, 4 - k);
        }
        return steps;
    }

    /** Whether relaxation is next, and not Newton's step. */
    private static boolean relaxes(ChainNewtonState state, boolean fast) {
        if (fast || state.rejected > 0 || state.noisy > 0 || Double.isNaN(state.gainOfNewton)) {
            state.streak = 0;
            return false;
        }
        boolean better = !(state.gainOfRelaxing <= state.gainOfNewton);
        state.streak++;
        if (state.streak > PATIENCE) {
            state.streak = 0;
            return !better;
        }
        return better;
    }

    /** Takes in the values along the step, and moves to the first that is low enough. */
    private static void choose(ChainNewtonState state, double[] values, double[][] said) {
        double reach = ChainState.largest(said, 0);
        if (state.steep) {
            descend(state, values, reach);
            return;
        }
        double slope = ChainState.sum(said, 1);
        double curvature = -slope / ChainState.sum(said, 2);
        for (int k = 0; k < ChainState.STEPS.length; k++) {
            if (Unbounded.below(values[k])) {
                fall(state, ChainState.STEPS[k], values[k], reach);
                return;
            }
            if (values[k] <= state.value + ChainState.ARMIJO * ChainState.STEPS[k] * slope && slope < 0) {
                accept(state, ChainState.STEPS[k], reach);
                state.rejected = 0;
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
            state.rejected++;
            state.raiseShift(curvature);
            state.words = ChainState.NOTHING;
            state.phase = Phase.EQUATIONS;
        }
    }

    /** Takes in the values along −∇F: moves to the lowest, and notes whether that is worth going on with. */
    private static void descend(ChainNewtonState state, double[] values, double reach) {
        double[] steps = steps(state);
        int lowest = 0;
        for (int k = 1; k < values.length; k++) {
            if (values[k] < values[lowest] || Double.isNaN(values[lowest])) {
                lowest = k;
            }
        }
        double value = values[lowest];
        if (Unbounded.below(value)) {
            fall(state, steps[lowest], value, reach);
            return;
        }
        state.start = Double.isNaN(state.start) ? state.value : state.start;
        boolean lower = value < state.value;
        state.steep = lower && state.value - value > STEEP * (state.start - value) && state.iterations < MOST_STEEP;
        if (lower) {
            accept(state, steps[lowest], reach);
            state.rate = steps[lowest];
            state.move = Move.STEEPEST;
        } else {
            state.words = ChainState.NOTHING;
            state.phase = Phase.EQUATIONS;
        }
    }

    /** Moves to where F has no floor, and ends. */
    private static void fall(ChainNewtonState state, double multiple, double value, double reach) {
        accept(state, multiple, reach);
        state.value = value;
        state.iterations++;
        state.termination = Termination.UNBOUNDED;
    }

    private static void accept(ChainNewtonState state, double multiple, double reach) {
        for (int i = 0; i < state.x.length; i++) {
            state.x[i] = Math.fma(multiple, state.step[i], state.x[i]);
        }
        state.stepNorm = multiple * reach;
        state.full = multiple == 1 && state.shift == 0;
        state.move = Move.NEWTON;
        state.words = ChainState.NOTHING;
        state.phase = Phase.EQUATIONS;
    }

    private static void relax(ChainNewtonState state, double[] answer, Phase next) {
        double reach = state.reach;
        for (int i = 0; i < state.x.length; i++) {
            state.x[i] += answer[1 + i];
            reach = Math.max(reach, Math.abs(answer[1 + i]));
        }
        state.reach = reach;
        state.words = new double[] {reach};
        state.move = Move.RELAXATION;
        state.phase = next;
    }

    @Override
    public double[] best(ChainNewtonState state) {
        return state.x.clone();
    }

    @Override
    public StateCodec<ChainNewtonState> codec() {
        return new Codec();
    }

    private record Codec() implements StateCodec<ChainNewtonState> {

        @Override
        public int version() {
            return 1;
        }

        @Override
        public void write(ChainNewtonState state, DataOutput out) throws IOException {
            state.write(out);
        }

        @Override
        public ChainNewtonState read(int version, DataInput in, Bounds bounds) throws IOException {
            if (version != version()) {
                throw new IOException(
                        "state of newton over blocks has version %d; this build reads version 1".formatted(version));
            }
            return ChainNewtonState.read(in, bounds.dimension());
        }
    }
}
