package org.thalweg.core.search;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.optimizer.DerivativeOrder;
import org.thalweg.core.optimizer.Evaluation;
import org.thalweg.core.optimizer.Optimizer;
import org.thalweg.core.optimizer.StateCodec;
import org.thalweg.core.stopping.Progress;
import org.thalweg.core.stopping.Termination;

/** Projected gradient descent with a fixed step: the simplest method there is, to test what surrounds methods. */
record FixedStep(double step) implements Optimizer<FixedStep.State> {

    static final class State implements Progress {
        private final Bounds bounds;
        private double[] x;
        private long evaluations;
        private double value = Double.NaN;
        private double gradientNorm = Double.NaN;
        private double stepNorm = Double.NaN;
        private double[] next;

        private State(double[] x, Bounds bounds) {
            this.bounds = bounds;
            this.x = x;
            this.next = x;
        }

        @Override
        public long iterations() {
            return Math.max(0, evaluations - 1);
        }

        @Override
        public long evaluations() {
            return evaluations;
        }

        @Override
        public double value() {
            return value;
        }

        @Override
        public double gradientNorm() {
            return gradientNorm;
        }

        @Override
        public double stepNorm() {
            return stepNorm;
        }

        @Override
        public boolean atIterate() {
            return evaluations > 0;
        }

        @Override
        public @Nullable Termination termination() {
            return evaluations > 0 && !Double.isFinite(value) ? Termination.NON_FINITE : null;
        }
    }

    @Override
    public String name() {
        return "fixed-step";
    }

    @Override
    public DerivativeOrder order() {
        return DerivativeOrder.GRADIENT;
    }

    @Override
    public State init(double[] x0, Bounds bounds) {
        double[] x = x0.clone();
        bounds.project(x);
        return new State(x, bounds);
    }

    @Override
    public double[] ask(State state) {
        return state.next;
    }

    @Override
    public void tell(State state, Evaluation evaluation) {
        state.evaluations++;
        state.x = state.next;
        state.next = state.x.clone();
        state.value = evaluation.value;
        state.gradientNorm = 0;
        state.stepNorm = 0;
        for (int i = 0; i < state.x.length; i++) {
            double x = state.x[i];
            state.next[i] = state.bounds.clamp(i, x - step * evaluation.gradient[i]);
            state.stepNorm = Math.max(state.stepNorm, Math.abs(state.next[i] - x));
            double projected = state.bounds.clamp(i, x - evaluation.gradient[i]) - x;
            state.gradientNorm = Math.max(state.gradientNorm, Math.abs(projected));
        }
    }

    @Override
    public double[] best(State state) {
        return state.x.clone();
    }

    @Override
    public StateCodec<State> codec() {
        return new StateCodec<>() {
            @Override
            public int version() {
                return 1;
            }

            @Override
            public void write(State state, DataOutput out) throws IOException {
                Wire.writeDoubles(state.x, out);
                Wire.writeDoubles(state.next, out);
                out.writeLong(state.evaluations);
                out.writeDouble(state.value);
                out.writeDouble(state.gradientNorm);
                out.writeDouble(state.stepNorm);
            }

            @Override
            public State read(int version, DataInput in, Bounds bounds) throws IOException {
                State state = new State(Wire.readDoubles(in), bounds);
                state.next = Wire.readDoubles(in);
                state.evaluations = in.readLong();
                state.value = in.readDouble();
                state.gradientNorm = in.readDouble();
                state.stepNorm = in.readDouble();
                return state;
            }
        };
    }
}
