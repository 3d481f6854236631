package org.thalweg.core.fit.rounds;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.stopping.Termination;

/** What moves in a descent by {@link BoundedChainNewton}, of one block: 4n doubles; all numbers are the same in all blocks. */
public final class BoundedChainState extends ChainState {

    /** What is asked next. */
    enum Phase {
        SLOPES,
        EQUATIONS,
        STEP,
        VALUES
    }

    final Bounds bounds;

    /** 1 for each variable that is held, 0 for the others. */
    final double[] held;

    Phase phase = Phase.SLOPES;
    /** Whether the iterate has moved since F was last known there. */
    boolean moved;

    /** How many neighbours on either side are let go with a variable that leaves its bound. */
    int width;

    BoundedChainState(Bounds bounds) {
        super(bounds.dimension());
        this.bounds = bounds;
        held = new double[bounds.dimension()];
    }

    @Override
    public boolean atIterate() {
        return !moved && evaluations > 1;
    }

    void write(DataOutput out) throws IOException {
        for (double[] vector : new double[][] {x, g, step, held}) {
            PairMemory.writeAll(vector, out);
        }
        out.writeUTF(phase.name());
        BlockEnd.writeArray(words, out);
        BlockEnd.writeArray(onSeams, out);
        out.writeBoolean(moved);
        for (double number :
                new double[] {shift, asked, value, gradientNorm, stepNorm, scale, largestGradientNorm, flattest}) {
            out.writeDouble(number);
        }
        out.writeInt(width);
        out.writeInt(rejected);
        out.writeInt(noisy);
        out.writeLong(iterations);
        out.writeLong(evaluations);
        out.writeUTF(termination == null ? "" : termination.name());
    }

    static BoundedChainState read(DataInput in, Bounds bounds) throws IOException {
        BoundedChainState state = new BoundedChainState(bounds);
        for (double[] vector : new double[][] {state.x, state.g, state.step, state.held}) {
            PairMemory.readAll(vector, in);
        }
        state.phase = Phase.valueOf(in.readUTF());
        state.words = BlockEnd.readArray(in);
        state.onSeams = BlockEnd.readArray(in);
        state.moved = in.readBoolean();
        state.shift = in.readDouble();
        state.asked = in.readDouble();
        state.value = in.readDouble();
        state.gradientNorm = in.readDouble();
        state.stepNorm = in.readDouble();
        state.scale = in.readDouble();
        state.largestGradientNorm = in.readDouble();
        state.flattest = in.readDouble();
        state.width = in.readInt();
        state.rejected = in.readInt();
        state.noisy = in.readInt();
        state.iterations = in.readLong();
        state.evaluations = in.readLong();
        String ended = in.readUTF();
        state.termination = ended.isEmpty() ? null : Termination.valueOf(ended);
        return state;
    }
}
