package org.thalweg.core.optimizer;

import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.linesearch.Noise;
import org.thalweg.core.optimizer.NelderMeadState.Phase;
import org.thalweg.core.stopping.Termination;
import org.thalweg.core.stopping.Unbounded;

/**
 * The simplex method of Nelder and Mead for objectives without derivatives: a simplex of n + 1 points whose worst point w
 * is replaced by c + t·(c − w), c the centroid of the others, with t = 1 (reflection), β (expansion), γ (outside contraction) or
 * −γ (inside contraction), or which shrinks towards its best point by δ.
 *
 * <p>β = 1 + 2/n, γ = ¾ − 1/(2n), δ = 1 − 1/n, which keep the simplex from collapsing in higher dimensions (for n = 1 as for
 * n = 2). Where its size is {@code tolerance} of the larger of ‖x‖∞ and its first edge, the descent begins anew from the best
 * point with a fresh simplex, and ends when that brought nothing beyond rounding: so it does not rest at a point where the
 * simplex merely degenerated.
 *
 * <p><b>Bounds</b> are honoured by projecting each trial point; coordinates that are fixed take no part. Projection may flatten
 * the simplex against a face; the fresh simplex finds the way off. Points where f is NaN count as +∞.
 *
 * <p><b>Requires</b> nothing of f but values; there is no guarantee of convergence, and dimensions beyond some twenty take
 * long. <b>Cost</b>: one value a trial, 1 or 2 a step, n + 2 where it shrinks; n² + 4n doubles. The value of the
 * state is the best vertex's; its step norm is the size of the simplex.
 *
 * <p>References: Nelder and Mead, <i>A simplex method for function minimization</i>, Comput. J. 7 (1965),
 * doi:10.1093/comjnl/7.4.308; Lagarias, Reeds, Wright and Wright, SIAM J. Optim. 9 (1998), doi:10.1137/S1052623496303470, §2
 * (order and ties); Gao and Han, <i>Implementing the Nelder–Mead simplex algorithm with adaptive parameters</i>, Comput. Optim.
 * Appl. 51 (2012), doi:10.1007/s10589-010-9329-3, eq. 4.1.
 *
 * @param tolerance relative size of the simplex at which it has converged, in (0, 1)
 */
public record NelderMead(double tolerance) implements Optimizer<NelderMeadState> {

    /** First edges, as a share of the larger of 1 and the coordinate, and at most that share of the range. */
    private static final double EDGE = 0.1;

    private static final int MAX_RESTARTS = 10;

    public NelderMead {
        if (!(tolerance > 0 && tolerance < 1)) {
            throw new IllegalArgumentException("tolerance (%s) must lie in (0, 1)".formatted(tolerance));
        }
    }

    /** Ends at a relative size of 10⁻⁸: values do not resolve a smooth minimum any finer. */
    public NelderMead() {
        this(1e-8);
    }

    @Override
    public String name() {
        return "nelder-mead";
    }

    @Override
    public DerivativeOrder order() {
        return DerivativeOrder.VALUE;
    }

    @Override
    public NelderMeadState init(double[] x0, Bounds bounds) {
        NelderMeadState state = new NelderMeadState(bounds);
        System.arraycopy(x0, 0, state.trial, 0, x0.length);
        bounds.project(state.trial);
        state.store(0, Double.NaN);
        return state;
    }

    @Override
    public double[] ask(NelderMeadState state) {
        return state.trial;
    }

    @Override
    public double[] best(NelderMeadState state) {
        return state.vertex(0);
    }

    @Override
    public StateCodec<NelderMeadState> codec() {
        return new NelderMeadCodec();
    }

    @Override
    public void tell(NelderMeadState state, Evaluation evaluation) {
        state.evaluations++;
        double value = evaluation.value;
        if (Unbounded.below(value)) {
            state.store(0, value);
            state.termination = Termination.UNBOUNDED;
        } else if (state.phase == Phase.START && !Double.isFinite(value)) {
            state.store(0, value);
            state.termination = Termination.NON_FINITE;
        } else {
            advance(state, Double.isNaN(value) ? Double.POSITIVE_INFINITY : value);
        }
    }

    private void advance(NelderMeadState state, double value) {
        switch (state.phase) {
            case START -> {
                state.store(0, value);
                if (state.free.length == 0) {
                    state.termination = Termination.STEP_TOLERANCE;
                } else {
                    build(state);
                }
            }
            case BUILD, SHRINK -> {
                state.store(state.next, value);
                state.next++;
                if (state.next <= state.free.length) {
                    placeNext(state);
                } else {
                    state.sort();
                    step(state);
                }
            }
            case REFLECT -> afterReflection(state, value);
            case EXPAND -> {
                if (value < state.reflectedValue) {
                    replaceWorst(state, value);
                } else {
                    acceptReflection(state);
                }
            }
            case CONTRACT_OUTSIDE -> {
                if (value <= state.reflectedValue) {
                    replaceWorst(state, value);
                } else {
                    shrink(state);
                }
            }
            case CONTRACT_INSIDE -> {
                if (value < state.worst()) {
                    replaceWorst(state, value);
                } else {
                    shrink(state);
                }
            }
        }
    }

    private void afterReflection(NelderMeadState state, double value) {
        int m = state.free.length;
        if (value < state.values[0]) {
            state.keepReflection(value);
            move(state, Phase.EXPAND, 1 + 2.0 / shape(m));
        } else if (value < state.values[m - 1]) {
            replaceWorst(state, value);
        } else if (value < state.worst()) {
            state.keepReflection(value);
            move(state, Phase.CONTRACT_OUTSIDE, 0.75 - 0.5 / shape(m));
        } else {
            move(state, Phase.CONTRACT_INSIDE, -(0.75 - 0.5 / shape(m)));
        }
    }

    private static double shape(int m) {
        return Math.max(m, 2);
    }

    private void replaceWorst(NelderMeadState state, double value) {
        state.store(state.free.length, value);
        state.sort();
        state.iterations++;
        step(state);
    }

    private void acceptReflection(NelderMeadState state) {
        state.recallReflection();
        replaceWorst(state, state.reflectedValue);
    }

    /** Plans the next reflection, or a restart, or the end. */
    private void step(NelderMeadState state) {
        state.stepNorm = state.size();
        if (state.stepNorm > tolerance * Math.max(state.magnitude(), state.edge)) {
            state.computeCentroid();
            move(state, Phase.REFLECT, 1);
        } else if (state.restarts < MAX_RESTARTS && !(state.restarts > 0 && isNothing(state))) {
            state.restarts++;
            state.restartValue = state.values[0];
            build(state);
        } else {
            state.termination = Termination.STEP_TOLERANCE;
        }
    }

    /** Whether f has not fallen by more than rounding since the last restart. */
    private static boolean isNothing(NelderMeadState state) {
        return Noise.hides(state.values[0] - state.restartValue, Math.abs(state.restartValue));
    }

    /** Plans the trial c + t·(c − w), projected. */
    private static void move(NelderMeadState state, Phase phase, double t) {
        state.phase = phase;
        int worst = state.free.length;
        for (int i : state.free) {
            double c = state.centroid[i];
            state.place(i, c + t * (c - state.at(worst, i)));
        }
    }

    /** Begins a fresh simplex around the best point. */
    private static void build(NelderMeadState state) {
        state.phase = Phase.BUILD;
        state.next = 1;
        placeNext(state);
    }

    private void shrink(NelderMeadState state) {
        state.phase = Phase.SHRINK;
        state.iterations++;
        state.next = 1;
        placeNext(state);
    }

    /** Plans the next vertex of a simplex that is built or shrunk. */
    private static void placeNext(NelderMeadState state) {
        double share = 1 - 1 / shape(state.free.length);
        for (int i : state.free) {
            double best = state.at(0, i);
            state.place(i, state.phase == Phase.SHRINK ? best + share * (state.at(state.next, i) - best) : best);
        }
        if (state.phase == Phase.BUILD) {
            int i = state.free[state.next - 1];
            double best = state.at(0, i);
            double edge = edge(state, i);
            double above = best + edge;
            state.place(i, above <= state.bounds.upper()[i] ? above : best - edge);
            state.edge = Math.max(state.edge, edge);
        }
    }

    /** The length of the first edge along coordinate {@code i}. */
    private static double edge(NelderMeadState state, int i) {
        double range = state.bounds.upper()[i] - state.bounds.lower()[i];
        return EDGE * Math.min(Math.max(1, Math.abs(state.at(0, i))), range);
    }
}
