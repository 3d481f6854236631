package org.thalweg.core.optimizer;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.linesearch.Bracket;

/**
 * Version 1: direction; bracket; iterate, gradient, direction vector and trial; scalars.
 *
 * @param method the name of the method
 * @param reader reads what {@link Direction#write} wrote
 */
record LineSearchCodec(String method, DirectionReader reader) implements StateCodec<LineSearchState> {

    interface DirectionReader {
        Direction read(DataInput in, int dimension) throws IOException;
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(LineSearchState state, DataOutput out) throws IOException {
        state.direction.write(out);
        state.bracket.write(out);
        ArrayCodec.write(state.x, out);
        ArrayCodec.write(state.g, out);
        ArrayCodec.write(state.d, out);
        ArrayCodec.write(state.trial, out);
        out.writeDouble(state.value);
        out.writeDouble(state.gradientNorm);
        out.writeDouble(state.stepNorm);
        out.writeDouble(state.scale);
        out.writeDouble(state.largestGradientNorm);
        out.writeDouble(state.lowestValue);
        out.writeDouble(state.flattestGradientNorm);
        out.writeInt(state.noisyTrials);
        out.writeLong(state.iterations);
        out.writeLong(state.evaluations);
        ArrayCodec.write(state.termination, out);
    }

    @Override
    public LineSearchState read(int version, DataInput in, Bounds bounds) throws IOException {
        ArrayCodec.checkVersion(method, version, version());
        Direction direction = reader.read(in, bounds.dimension());
        LineSearchState state = new LineSearchState(bounds, direction, Bracket.read(in));
        ArrayCodec.read(state.x, in);
        ArrayCodec.read(state.g, in);
        ArrayCodec.read(state.d, in);
        ArrayCodec.read(state.trial, in);
        state.value = in.readDouble();
        state.gradientNorm = in.readDouble();
        state.stepNorm = in.readDouble();
        state.scale = in.readDouble();
        state.largestGradientNorm = in.readDouble();
        state.lowestValue = in.readDouble();
        state.flattestGradientNorm = in.readDouble();
        state.noisyTrials = in.readInt();
        state.iterations = in.readLong();
        state.evaluations = in.readLong();
        state.termination = ArrayCodec.readTermination(in);
        return state;
    }
}
