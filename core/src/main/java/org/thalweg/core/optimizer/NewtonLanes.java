package org.thalweg.core.optimizer;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.linalg.CholeskyArithmetic;
import org.thalweg.core.linalg.Vectors;
import org.thalweg.core.stopping.Progress;
import org.thalweg.core.stopping.Termination;

/**
 * {@link Newton} over lanes, to the same bits.
 *
 * <p>The Hessians of all lanes are factorized together, and the lanes where that succeeds take Newton's step if it is no longer than Δ
 * and stays in the box. Coordinates that a bound holds are decoupled from the others: their rows are those of the identity, and
 * their steps are 0. Every other step is left to the model of the lane's own state.
 */
final class NewtonLanes implements DescentLanes {
    private final Newton method;
    private final Bounds bounds;
    private final int n;
    private final CholeskyArithmetic cholesky = CholeskyArithmetic.fastest();
    private final NewtonState[] states = new NewtonState[WIDTH];
    private final Evaluation evaluation;
    private final double[] trials;
    private final double[] steps;
    private final double[] factors;
    /** The Hessians of lanes of which bounds hold some coordinates. */
    private final double[] decoupled;

    private final double[] shifts = new double[WIDTH];
    private final double[] definite = new double[WIDTH];

    NewtonLanes(Newton method, Bounds bounds) {
        this.method = method;
        this.bounds = bounds;
        n = bounds.dimension();
        evaluation = new Evaluation(n, DerivativeOrder.HESSIAN);
        trials = new double[n * WIDTH];
        steps = new double[n * WIDTH];
        factors = cholesky.newFactor(n);
        decoupled = new double[bounds.isUnbounded() ? 0 : n * n * WIDTH];
        for (int lane = 0; lane < WIDTH; lane++) {
            states[lane] = new NewtonState(bounds);
        }
    }

    @Override
    public void begin(int lane, double[] x0) {
        put(lane, method.init(x0, bounds));
    }

    private void put(int lane, NewtonState state) {
        states[lane] = state;
        place(lane);
    }

    private void place(int lane) {
        Columns.set(trials, lane, states[lane].trial);
    }

    @Override
    public double[] trials() {
        return trials;
    }

    @Override
    public void tell(int told, LaneEvaluations at) {
        int moves = 0;
        for (int left = told; left != 0; left &= left - 1) {
            int lane = Integer.numberOfTrailingZeros(left);
            at.get(lane, evaluation);
            moves |= Newton.moves(states[lane], evaluation) ? 1 << lane : 0;
        }
        if (moves != 0) {
            step(moves, at);
        }
        for (int left = told; left != 0; left &= left - 1) {
            place(Integer.numberOfTrailingZeros(left));
        }
    }

    /** Plans the steps of lanes that moved to their trials, where the Hessians are those that were told. */
    private void step(int moves, LaneEvaluations at) {
        for (int lane = 0; lane < WIDTH; lane++) {
            shifts[lane] = (moves >> lane & 1) != 0 ? 0 : Double.NaN;
        }
        for (int k = 0; k < steps.length; k++) {
            steps[k] = -(at.gradients[k] + 0.0); // the model adds a product that is 0
        }
        cholesky.factor(
                n, bounds.isUnbounded() ? at.hessians : decouple(moves, at.hessians), shifts, factors, definite);
        cholesky.solve(n, factors, steps);
        for (int left = moves; left != 0; left &= left - 1) {
            int lane = Integer.numberOfTrailingZeros(left);
            NewtonState state = states[lane];
            if (state.gradientNorm == 0) {
                state.termination = Termination.GRADIENT_TOLERANCE;
            } else if (definite[lane] == 0 || !takes(state, lane)) {
                Newton.plan(state);
            } else {
                Newton.place(state);
            }
        }
    }

    /** Makes the steps of coordinates that bounds hold 0; returns Hessians in which no other depends on them. */
    private double[] decouple(int moves, double[] hessians) {
        boolean any = false;
        for (int left = moves; left != 0; left &= left - 1) {
            int lane = Integer.numberOfTrailingZeros(left);
            NewtonState state = states[lane];
            for (int j = 0; j < n; j++) {
                if (state.model.holds(j, state.x[j], state.g[j])) {
                    if (!any) {
                        System.arraycopy(hessians, 0, decoupled, 0, hessians.length);
                        any = true;
                    }
                    decouple(lane, j);
                }
            }
        }
        return any ? decoupled : hessians;
    }

    private void decouple(int lane, int j) {
        steps[j * WIDTH + lane] = 0;
        for (int k = 0; k < n; k++) {
            decoupled[(j * n + k) * WIDTH + lane] = 0;
            decoupled[(k * n + j) * WIDTH + lane] = 0;
        }
        decoupled[(j * n + j) * WIDTH + lane] = 1;
    }

    /** Overwrites the step of a state with Newton's; whether that is short enough, and in the box. */
    private boolean takes(NewtonState state, int lane) {
        for (int j = 0; j < n; j++) {
            state.s[j] = steps[j * WIDTH + lane] + 0.0;
        }
        return Vectors.norm(state.s) <= state.radius && state.model.contains(state.x, state.s);
    }

    @Override
    public Progress progress(int lane) {
        return states[lane];
    }

    @Override
    public double[] best(int lane) {
        return method.best(states[lane]);
    }

    @Override
    public void write(int lane, DataOutput out) throws IOException {
        method.codec().write(states[lane], out);
    }

    @Override
    public void read(int lane, int version, DataInput in) throws IOException {
        put(lane, method.codec().read(version, in, bounds));
    }
}
