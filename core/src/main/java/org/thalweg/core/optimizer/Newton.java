package org.thalweg.core.optimizer;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.linalg.CholeskyArithmetic;
import org.thalweg.core.linalg.Vectors;
import org.thalweg.core.linesearch.Noise;
import org.thalweg.core.stopping.Termination;
import org.thalweg.core.stopping.Unbounded;

/**
 * Newton's method with exact Hessians in a trust region: s minimizes the model m(s) = gᵀs + ½sᵀHs over ‖s‖₂ ≤ Δ; x ← x + s if f
 * falls by a fair share ρ of what m promised, and Δ grows or shrinks by how fair.
 *
 * <p>Uses directions of negative curvature where there are any; converges quadratically where H is positive definite, and
 * linearly by ⅔ at minima like that of x⁴. Where m(s) is below the noise of f, a step will do that lowers
 * the projected gradient instead.
 *
 * <p><b>Bounds</b> are honoured by {@link BoundedModel}: exact steps on the coordinates that are off their bounds, at least as good
 * as the Cauchy point on the projected gradient path.
 *
 * <p><b>Requires</b> f twice differentiable with its Hessian; for dimensions up to a few hundred. <b>Cost</b>: one
 * evaluation of value, gradient and Hessian a trial, about 1.1 trials a step, and n³/3 multiplications, some 10n³ where H is
 * indefinite or Δ binds; n² + 4n doubles, twice that of scratch space.
 *
 * <p>References: Moré and Sorensen, <i>Computing a trust region step</i>, SIAM J. Sci. Stat. Comput. 4 (1983),
 * doi:10.1137/0904038, algorithm 4.4; Lin and Moré, <i>Newton's method for large bound-constrained optimization problems</i>,
 * SIAM J. Optim. 9 (1999), doi:10.1137/S1052623498345075, eq. 2.5 and §4.
 *
 * @param initialRadius Δ at the start
 */
public record Newton(double initialRadius) implements Optimizer<NewtonState> {

    private static final double ACCEPTABLE = 1e-4;
    private static final double POOR = 0.25;
    private static final double GOOD = 0.75;
    private static final int MAX_REJECTED = 60;
    /** Trials rejected at an iterate where the model promises no more than noise. */
    private static final int MAX_NOISY = 12;

    private static final double SCALE_DECAY = 0.5;

    public Newton {
        HyperParameter.positive("initial radius", initialRadius);
    }

    public Newton() {
        this(1);
    }

    @Override
    public String name() {
        return "newton";
    }

    @Override
    public DerivativeOrder order() {
        return DerivativeOrder.HESSIAN;
    }

    @Override
    public NewtonState init(double[] x0, Bounds bounds) {
        NewtonState state = new NewtonState(bounds);
        System.arraycopy(x0, 0, state.x, 0, x0.length);
        bounds.project(state.x);
        System.arraycopy(state.x, 0, state.trial, 0, x0.length);
        state.radius = initialRadius;
        return state;
    }

    @Override
    public double[] ask(NewtonState state) {
        return state.trial;
    }

    @Override
    public double[] best(NewtonState state) {
        return state.x.clone();
    }

    @Override
    public DescentLanes lanes(Bounds bounds) {
        boolean together = bounds.dimension() <= CholeskyArithmetic.MOST_TOGETHER;
        return together ? new NewtonLanes(this, bounds) : Optimizer.super.lanes(bounds);
    }

    @Override
    public void tell(NewtonState state, Evaluation evaluation) {
        if (moves(state, evaluation)) {
            plan(state);
        }
    }

    /** Consumes an evaluation; whether the iterate moved to it, so that a step has to be planned. */
    static boolean moves(NewtonState state, Evaluation evaluation) {
        state.evaluations++;
        double value = evaluation.value;
        double norm = Vectors.maxNorm(evaluation.gradient);
        boolean finite =
                Double.isFinite(value) && norm < Double.POSITIVE_INFINITY && Vectors.isFinite(evaluation.hessian);
        if (finite) {
            state.largestGradientNorm = Math.max(state.largestGradientNorm, norm);
        }
        if (Unbounded.below(value)) {
            accept(state, evaluation);
            state.termination = Termination.UNBOUNDED;
        } else if (state.evaluations == 1 && !finite) {
            state.value = value;
            state.termination = Termination.NON_FINITE;
        } else if (state.evaluations == 1) {
            accept(state, evaluation);
            return true;
        } else if (finite) {
            return judge(state, evaluation);
        } else {
            reject(state, false);
        }
        return false;
    }

    private static boolean judge(NewtonState state, Evaluation evaluation) {
        double length = Vectors.norm(state.s);
        double change = evaluation.value - state.value;
        double ratio = change / state.predicted;
        if (!(ratio > ACCEPTABLE)) {
            double norm = state.bounds.projectedGradientNorm(state.trial, evaluation.gradient);
            boolean noise = Noise.hides(state.predicted, state.scale) && Noise.hides(change, state.scale);
            if (!(noise && norm < state.gradientNorm)) {
                state.rises = Vectors.dot(evaluation.gradient, state.s) > 0 || (change == 0 && state.rises);
                reject(state, change == 0 || Noise.hides(state.predicted, Math.abs(state.value)));
                return false;
            }
        } else if (ratio < POOR) {
            state.radius = 0.25 * length;
        } else if (ratio > GOOD && length > 0.8 * state.radius) {
            state.radius = Math.min(4 * state.radius, Double.MAX_VALUE);
        }
        accept(state, evaluation);
        return true;
    }

    /** Moves the iterate to the trial. */
    private static void accept(NewtonState state, Evaluation evaluation) {
        if (state.evaluations > 1) {
            state.iterations++;
            state.stepNorm = Vectors.maxDistance(state.trial, state.x);
        }
        System.arraycopy(state.trial, 0, state.x, 0, state.x.length);
        System.arraycopy(evaluation.gradient, 0, state.g, 0, state.g.length);
        System.arraycopy(evaluation.hessian, 0, state.h, 0, state.h.length);
        state.value = evaluation.value;
        state.scale = Math.max(Math.abs(state.value), SCALE_DECAY * state.scale);
        state.gradientNorm = state.bounds.projectedGradientNorm(state.x, state.g);
        state.rejected = 0;
        state.rises = false;
    }

    /**
     * Shrinks the trust region.
     *
     * @param noise whether what the model promised, or what the trial showed, is no more than rounding
     */
    private static void reject(NewtonState state, boolean noise) {
        state.rejected++;
        state.radius = 0.25 * Vectors.norm(state.s);
        if (state.rejected >= (noise ? MAX_NOISY : MAX_REJECTED)) {
            stop(state);
        } else {
            plan(state);
        }
    }

    private static void stop(NewtonState state) {
        state.termination = state.rejected > 0 && state.rises
                ? Termination.STEP_TOLERANCE
                : Stagnation.reason(state.gradientNorm, state.largestGradientNorm);
    }

    /** Plans the next trial. */
    static void plan(NewtonState state) {
        if (state.gradientNorm == 0) {
            state.termination = Termination.GRADIENT_TOLERANCE;
            return;
        }
        state.model.solve(state.x, state.g, state.h, state.radius, state.s);
        place(state);
    }

    /** Places the trial after the step. */
    static void place(NewtonState state) {
        for (int i = 0; i < state.x.length; i++) {
            double target = state.bounds.clamp(i, state.x[i] + state.s[i]);
            state.trial[i] = Math.min(Math.max(target, -Double.MAX_VALUE), Double.MAX_VALUE);
        }
        state.predicted = state.model.value(state.g, state.h, state.s);
        if (!(state.predicted < 0) || Vectors.maxDistance(state.trial, state.x) == 0) {
            stop(state);
        }
    }

    @Override
    public StateCodec<NewtonState> codec() {
        return new Codec();
    }

    /** Version 1: arrays, then scalars. */
    private record Codec() implements StateCodec<NewtonState> {

        @Override
        public int version() {
            return 1;
        }

        @Override
        public void write(NewtonState state, DataOutput out) throws IOException {
            ArrayCodec.write(state.x, out);
            ArrayCodec.write(state.g, out);
            ArrayCodec.write(state.h, out);
            ArrayCodec.write(state.s, out);
            ArrayCodec.write(state.trial, out);
            out.writeDouble(state.radius);
            out.writeDouble(state.predicted);
            out.writeDouble(state.value);
            out.writeDouble(state.gradientNorm);
            out.writeDouble(state.stepNorm);
            out.writeDouble(state.scale);
            out.writeDouble(state.largestGradientNorm);
            out.writeInt(state.rejected);
            out.writeBoolean(state.rises);
            out.writeLong(state.iterations);
            out.writeLong(state.evaluations);
            ArrayCodec.write(state.termination, out);
        }

        @Override
        public NewtonState read(int version, DataInput in, Bounds bounds) throws IOException {
            ArrayCodec.checkVersion("newton", version, version());
            NewtonState state = new NewtonState(bounds);
            ArrayCodec.read(state.x, in);
            ArrayCodec.read(state.g, in);
            ArrayCodec.read(state.h, in);
            ArrayCodec.read(state.s, in);
            ArrayCodec.read(state.trial, in);
            state.radius = in.readDouble();
            state.predicted = in.readDouble();
            state.value = in.readDouble();
            state.gradientNorm = in.readDouble();
            state.stepNorm = in.readDouble();
            state.scale = in.readDouble();
            state.largestGradientNorm = in.readDouble();
            state.rejected = in.readInt();
            state.rises = in.readBoolean();
            state.iterations = in.readLong();
            state.evaluations = in.readLong();
            state.termination = ArrayCodec.readTermination(in);
            return state;
        }
    }
}
