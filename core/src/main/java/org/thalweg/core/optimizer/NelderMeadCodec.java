package org.thalweg.core.optimizer;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.optimizer.NelderMeadState.Phase;

/** Version 1: arrays, then scalars, the phase by name. */
record NelderMeadCodec() implements StateCodec<NelderMeadState> {

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(NelderMeadState state, DataOutput out) throws IOException {
        ArrayCodec.write(state.simplex, out);
        ArrayCodec.write(state.values, out);
        ArrayCodec.write(state.centroid, out);
        ArrayCodec.write(state.reflected, out);
        ArrayCodec.write(state.trial, out);
        out.writeDouble(state.reflectedValue);
        out.writeUTF(state.phase.name());
        out.writeInt(state.next);
        out.writeDouble(state.edge);
        out.writeInt(state.restarts);
        out.writeDouble(state.restartValue);
        out.writeDouble(state.stepNorm);
        out.writeLong(state.iterations);
        out.writeLong(state.evaluations);
        ArrayCodec.write(state.termination, out);
    }

    @Override
    public NelderMeadState read(int version, DataInput in, Bounds bounds) throws IOException {
        ArrayCodec.checkVersion("nelder-mead", version, version());
        NelderMeadState state = new NelderMeadState(bounds);
        ArrayCodec.read(state.simplex, in);
        ArrayCodec.read(state.values, in);
        ArrayCodec.read(state.centroid, in);
        ArrayCodec.read(state.reflected, in);
        ArrayCodec.read(state.trial, in);
        state.reflectedValue = in.readDouble();
        state.phase = readPhase(in);
        state.next = in.readInt();
        state.edge = in.readDouble();
        state.restarts = in.readInt();
        state.restartValue = in.readDouble();
        state.stepNorm = in.readDouble();
        state.iterations = in.readLong();
        state.evaluations = in.readLong();
        state.termination = ArrayCodec.readTermination(in);
        return state;
    }

    private static Phase readPhase(DataInput in) throws IOException {
        String name = in.readUTF();
        try {
            return Phase.valueOf(name);
        } catch (IllegalArgumentException e) {
            throw new IOException("phase (%s) is not known to this version".formatted(name), e);
        }
    }
}
