package org.thalweg.core.optimizer;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.linalg.Vectors;
import org.thalweg.core.linesearch.Noise;
import org.thalweg.core.stopping.Termination;
import org.thalweg.core.stopping.Unbounded;

/**
 * The method of Levenberg and Marquardt for sums of squares, and of other losses, in a scaled trust region: s minimizes the model
 * m(s) = gᵀs + ½sᵀHs over ‖D·s‖₂ ≤ Δ with H the Gauss–Newton matrix, 2·JᵀWJ for squares.
 *
 * <p>D holds the roots of the largest entries that H's diagonal has had, so the method sees the correlations of the parameters and not
 * their units. The scaled H is solved by Cholesky where it is positive definite to rounding, else by its eigenvalues, so that
 * combinations of parameters which the data say nothing about are left alone. x ← x + s if f falls by a fair share of m(s). Where m(s) is
 * below the noise of f, a step will do that lowers the scaled gradient; the descent ends where none does.
 *
 * <p><b>Bounds</b> are honoured by {@link BoundedModel} in the scaled coordinates.
 *
 * <p><b>Requires</b> f with its Gauss–Newton matrix; for up to some hundred parameters. <b>Cost</b>: one evaluation a trial, n³/3
 * multiplications, some 10n³ where Δ binds; n² + 5n doubles.
 *
 * <p>References: Marquardt, <i>An algorithm for least-squares estimation of nonlinear parameters</i>, J. SIAM 11 (1963),
 * doi:10.1137/0111030; Moré, <i>The Levenberg–Marquardt algorithm: implementation and theory</i>, Lecture Notes in Mathematics 630
 * (1978), doi:10.1007/BFb0067700, algorithm 7.1.
 *
 * @param firstFactor Δ at the start, as a multiple of ‖D·x‖₂, or of √|f|, which has the same unit, where that is 0
 */
public record LevenbergMarquardt(double firstFactor) implements Optimizer<LevenbergMarquardtState> {

    private static final double ACCEPTABLE = 1e-4;
    private static final double POOR = 0.25;
    private static final double GOOD = 0.75;
    private static final int MAX_REJECTED = 60;
    /** A step without a fall of f must take so much off the scaled gradient, and so many of them may follow each other. */
    private static final double QUIETER = 0.7;

    private static final int MAX_QUIET = 40;
    /** A descent that in so many steps has not lowered f by this share of it gets nowhere. */
    private static final int CREEPING_STEPS = 100;

    private static final double CREEPING = 1e-5;
    /** The largest share of Δ that a rejected trial outside the domain leaves. */
    private static final double LEFT = 0.1;

    public LevenbergMarquardt {
        HyperParameter.positive("first factor", firstFactor);
    }

    /** A first factor of 0.1, with which starts far away from a minimum, where a long step ends on a plateau, arrive most often. */
    public LevenbergMarquardt() {
        this(0.1);
    }

    @Override
    public String name() {
        return "levenberg-marquardt";
    }

    @Override
    public DerivativeOrder order() {
        return DerivativeOrder.GAUSS_NEWTON;
    }

    @Override
    public LevenbergMarquardtState init(double[] x0, Bounds bounds) {
        LevenbergMarquardtState state = new LevenbergMarquardtState(bounds);
        System.arraycopy(x0, 0, state.x, 0, x0.length);
        bounds.project(state.x);
        System.arraycopy(state.x, 0, state.trial, 0, x0.length);
        return state;
    }

    @Override
    public double[] ask(LevenbergMarquardtState state) {
        return state.trial;
    }

    @Override
    public double[] best(LevenbergMarquardtState state) {
        return state.x.clone();
    }

    @Override
    public void tell(LevenbergMarquardtState state, Evaluation evaluation) {
        state.evaluations++;
        boolean finite = Double.isFinite(evaluation.value)
                && Vectors.isFinite(evaluation.gradient)
                && Vectors.isFinite(evaluation.hessian);
        if (Unbounded.below(evaluation.value)) {
            accept(state, evaluation);
            state.termination = Termination.UNBOUNDED;
        } else if (state.evaluations == 1 && !finite) {
            state.value = evaluation.value;
            state.termination = Termination.NON_FINITE;
        } else if (state.evaluations == 1) {
            accept(state, evaluation);
            state.milestone = Double.POSITIVE_INFINITY;
            double length = scaledLength(state, state.x);
            double size = Math.sqrt(Math.abs(evaluation.value));
            state.radius = firstFactor * (length > 0 ? length : size > 0 ? size : 1);
            plan(state);
        } else if (finite) {
            judge(state, evaluation);
        } else {
            reject(state, LEFT, false);
        }
    }

    private static void judge(LevenbergMarquardtState state, Evaluation evaluation) {
        double change = evaluation.value - state.value;
        double ratio = change / state.predicted;
        double scale = Math.abs(state.value);
        boolean noise = Noise.hides(state.predicted, scale) && Noise.hides(change, scale);
        double length = scaledLength(state, state.s);
        if (noise) {
            double norm = scaledNorm(state, state.trial, evaluation.gradient);
            if (!(norm <= QUIETER * state.scaledNorm) || ++state.quiet > MAX_QUIET) {
                reject(state, POOR, true);
                return;
            }
        } else if (!(ratio > ACCEPTABLE)) {
            reject(state, shrink(state, evaluation), false);
            return;
        } else {
            state.quiet = 0;
            if (ratio < POOR) {
                state.radius = 0.5 * length;
            } else if (ratio > GOOD) {
                state.radius = Math.max(state.radius, Math.min(3 * length, Double.MAX_VALUE));
            }
        }
        accept(state, evaluation);
        if (isCreeping(state)) {
            state.termination = Termination.STEP_TOLERANCE;
        } else {
            plan(state);
        }
    }

    private static boolean isCreeping(LevenbergMarquardtState state) {
        if (state.iterations % CREEPING_STEPS != 0) {
            return false;
        }
        double before = state.milestone;
        state.milestone = state.value;
        return before - state.value <= CREEPING * Math.abs(state.value);
    }

    /** How much of Δ is left after a rise: the minimum of the parabola through both values and the slope, within limits. */
    private static double shrink(LevenbergMarquardtState state, Evaluation evaluation) {
        double slope = Vectors.dot(state.g, state.s);
        double rise = evaluation.value - state.value - slope;
        double share = -0.5 * slope / rise;
        return Math.max(LEFT, Math.min(0.5, share));
    }

    /** Moves the iterate to the trial. */
    private static void accept(LevenbergMarquardtState state, Evaluation evaluation) {
        int n = state.x.length;
        if (state.evaluations > 1) {
            state.iterations++;
            state.stepNorm = Vectors.maxDistance(state.trial, state.x);
        }
        System.arraycopy(state.trial, 0, state.x, 0, n);
        System.arraycopy(evaluation.gradient, 0, state.g, 0, n);
        System.arraycopy(evaluation.hessian, 0, state.h, 0, state.h.length);
        for (int i = 0; i < n; i++) {
            state.d[i] = Math.max(Math.sqrt(state.h[i * n + i]), state.d[i]);
        }
        state.value = evaluation.value;
        state.gradientNorm = state.bounds.projectedGradientNorm(state.x, state.g);
        state.scaledNorm = scaledNorm(state, state.x, state.g);
        state.rejected = 0;
    }

    /** Dᵢ, or 1 where f does not depend on the parameter. */
    private static double scale(LevenbergMarquardtState state, int i) {
        return state.d[i] > 0 ? state.d[i] : 1;
    }

    private static double scaledLength(LevenbergMarquardtState state, double[] vector) {
        double[] scaled = new double[vector.length];
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = scale(state, i) * vector[i];
        }
        return Vectors.norm(scaled);
    }

    /** ‖D⁻¹·g‖∞ over the coordinates that no bound holds. */
    private static double scaledNorm(LevenbergMarquardtState state, double[] x, double[] g) {
        double norm = 0;
        for (int i = 0; i < x.length; i++) {
            double room =
                    g[i] > 0 ? x[i] - state.bounds.lower()[i] : state.bounds.upper()[i] - x[i];
            if (room > 0) {
                norm = Math.max(norm, Math.abs(g[i]) / scale(state, i));
            }
        }
        return norm;
    }

    private static void reject(LevenbergMarquardtState state, double share, boolean noise) {
        state.rejected++;
        state.radius = share * scaledLength(state, state.s);
        if (noise || state.rejected >= MAX_REJECTED) {
            state.termination = Termination.STEP_TOLERANCE;
        } else {
            plan(state);
        }
    }

    /** Plans the next trial. */
    private static void plan(LevenbergMarquardtState state) {
        if (state.gradientNorm == 0) {
            state.termination = Termination.GRADIENT_TOLERANCE;
            return;
        }
        int n = state.x.length;
        double[] low = new double[n];
        double[] high = new double[n];
        double[] u = new double[n];
        double[] g = new double[n];
        double[] h = new double[n * n];
        for (int i = 0; i < n; i++) {
            double d = scale(state, i);
            low[i] = d * state.bounds.lower()[i];
            high[i] = d * state.bounds.upper()[i];
            u[i] = d * state.x[i];
            g[i] = state.g[i] / d;
            for (int j = 0; j < n; j++) {
                h[i * n + j] = state.h[i * n + j] / d / scale(state, j);
            }
        }
        BoundedModel model = new BoundedModel(new Bounds(low, high));
        double[] step = new double[n];
        model.solve(u, g, h, state.radius, step);
        state.predicted = model.value(g, h, step);
        for (int i = 0; i < n; i++) {
            state.s[i] = step[i] / scale(state, i);
            double target = state.bounds.clamp(i, state.x[i] + state.s[i]);
            state.trial[i] = Math.min(Math.max(target, -Double.MAX_VALUE), Double.MAX_VALUE);
        }
        if (!(state.predicted < 0) || Vectors.maxDistance(state.trial, state.x) == 0) {
            state.termination = Termination.STEP_TOLERANCE;
        }
    }

    @Override
    public StateCodec<LevenbergMarquardtState> codec() {
        return new Codec();
    }

    /** Version 1: arrays, then scalars. */
    private record Codec() implements StateCodec<LevenbergMarquardtState> {

        @Override
        public int version() {
            return 1;
        }

        @Override
        public void write(LevenbergMarquardtState state, DataOutput out) throws IOException {
            for (double[] array : arrays(state)) {
                ArrayCodec.write(array, out);
            }
            double[] scalars = {
                state.radius,
                state.predicted,
                state.value,
                state.gradientNorm,
                state.scaledNorm,
                state.stepNorm,
                state.milestone
            };
            ArrayCodec.write(scalars, out);
            out.writeInt(state.rejected);
            out.writeInt(state.quiet);
            out.writeLong(state.iterations);
            out.writeLong(state.evaluations);
            ArrayCodec.write(state.termination, out);
        }

        @Override
        public LevenbergMarquardtState read(int version, DataInput in, Bounds bounds) throws IOException {
            ArrayCodec.checkVersion("levenberg-marquardt", version, version());
            LevenbergMarquardtState state = new LevenbergMarquardtState(bounds);
            for (double[] array : arrays(state)) {
                ArrayCodec.read(array, in);
            }
            state.radius = in.readDouble();
            state.predicted = in.readDouble();
            state.value = in.readDouble();
            state.gradientNorm = in.readDouble();
            state.scaledNorm = in.readDouble();
            state.stepNorm = in.readDouble();
            state.milestone = in.readDouble();
            state.rejected = in.readInt();
            state.quiet = in.readInt();
            state.iterations = in.readLong();
            state.evaluations = in.readLong();
            state.termination = ArrayCodec.readTermination(in);
            return state;
        }

        private static double[][] arrays(LevenbergMarquardtState state) {
            return new double[][] {state.x, state.g, state.h, state.d, state.s, state.trial};
        }
    }
}
