package org.thalweg.core.optimizer;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.thalweg.core.linalg.Bounds;

/** Version 1: iterate, trial, best iterate and its gradient; the rule's memory; scalars. */
record FirstOrderCodec(UpdateRule rule) implements StateCodec<FirstOrderState> {

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(FirstOrderState state, DataOutput out) throws IOException {
        ArrayCodec.write(state.x, out);
        ArrayCodec.write(state.trial, out);
        ArrayCodec.write(state.bestX, out);
        ArrayCodec.write(state.bestG, out);
        for (double[] vector : state.memory) {
            ArrayCodec.write(vector, out);
        }
        out.writeDouble(state.bestValue);
        out.writeDouble(state.bestGradientNorm);
        out.writeDouble(state.value);
        out.writeDouble(state.gradientNorm);
        out.writeDouble(state.stepNorm);
        out.writeDouble(state.rate);
        out.writeDouble(state.scale);
        out.writeDouble(state.largestGradientNorm);
        out.writeLong(state.steps);
        out.writeLong(state.idle);
        out.writeLong(state.streak);
        out.writeLong(state.iterations);
        out.writeLong(state.evaluations);
        ArrayCodec.write(state.termination, out);
    }

    @Override
    public FirstOrderState read(int version, DataInput in, Bounds bounds) throws IOException {
        ArrayCodec.checkVersion(rule.name(), version, version());
        FirstOrderState state = new FirstOrderState(bounds, rule.memoryVectors());
        ArrayCodec.read(state.x, in);
        ArrayCodec.read(state.trial, in);
        ArrayCodec.read(state.bestX, in);
        ArrayCodec.read(state.bestG, in);
        for (double[] vector : state.memory) {
            ArrayCodec.read(vector, in);
        }
        state.bestValue = in.readDouble();
        state.bestGradientNorm = in.readDouble();
        state.value = in.readDouble();
        state.gradientNorm = in.readDouble();
        state.stepNorm = in.readDouble();
        state.rate = in.readDouble();
        state.scale = in.readDouble();
        state.largestGradientNorm = in.readDouble();
        state.steps = in.readLong();
        state.idle = in.readLong();
        state.streak = in.readLong();
        state.iterations = in.readLong();
        state.evaluations = in.readLong();
        state.termination = ArrayCodec.readTermination(in);
        return state;
    }
}
