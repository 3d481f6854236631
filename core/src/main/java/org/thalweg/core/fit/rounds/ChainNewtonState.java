package org.thalweg.core.fit.rounds;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.thalweg.core.stopping.Termination;

/** What moves in a descent by {@link ChainNewton}, of one block: 3n doubles; all numbers are the same in all blocks. */
public final class ChainNewtonState extends ChainState {

    /** What is asked next. */
    enum Phase {
        EQUATIONS,
        STEP,
        VALUES,
        PIECES,
        SEAMS
    }

    /** What has moved the iterate since F was last known there. */
    enum Move {
        NONE,
        STEEPEST,
        NEWTON,
        RELAXATION
    }

    Phase phase = Phase.EQUATIONS;

    Move move = Move.NONE;
    /** Whether Newton's step was taken whole, and nothing was added to the diagonal. */
    boolean full;
    /** Whether it still goes down along the gradient; F where it began, and the last multiple of the gradient. */
    boolean steep = true;

    double start = Double.NaN;
    double rate;
    /** How much each lowered F the last time, and how often the one that did more was taken since. */
    double gainOfNewton = Double.NaN;

    double gainOfRelaxing = Double.NaN;
    int streak;
    /** The greatest change of a variable in this block by the relaxation that is under way. */
    double reach;

    ChainNewtonState(int n) {
        super(n);
    }

    @Override
    public boolean atIterate() {
        return move == Move.NONE && evaluations > 0;
    }

    void write(DataOutput out) throws IOException {
        for (double[] vector : new double[][] {x, g, step}) {
            PairMemory.writeAll(vector, out);
        }
        out.writeUTF(phase.name());
        BlockEnd.writeArray(words, out);
        BlockEnd.writeArray(onSeams, out);
        out.writeUTF(move.name());
        out.writeBoolean(full);
        out.writeBoolean(steep);
        for (double number : new double[] {
            start,
            rate,
            shift,
            asked,
            gainOfNewton,
            gainOfRelaxing,
            reach,
            value,
            gradientNorm,
            stepNorm,
            scale,
            largestGradientNorm,
            flattest
        }) {
            out.writeDouble(number);
        }
        out.writeInt(streak);
        out.writeInt(rejected);
        out.writeInt(noisy);
        out.writeLong(iterations);
        out.writeLong(evaluations);
        out.writeUTF(termination == null ? "" : termination.name());
    }

    static ChainNewtonState read(DataInput in, int n) throws IOException {
        ChainNewtonState state = new ChainNewtonState(n);
        for (double[] vector : new double[][] {state.x, state.g, state.step}) {
            PairMemory.readAll(vector, in);
        }
        state.phase = Phase.valueOf(in.readUTF());
        state.words = BlockEnd.readArray(in);
        state.onSeams = BlockEnd.readArray(in);
        state.move = Move.valueOf(in.readUTF());
        state.full = in.readBoolean();
        state.steep = in.readBoolean();
        state.start = in.readDouble();
        state.rate = in.readDouble();
        state.shift = in.readDouble();
        state.asked = in.readDouble();
        state.gainOfNewton = in.readDouble();
        state.gainOfRelaxing = in.readDouble();
        state.reach = in.readDouble();
        state.value = in.readDouble();
        state.gradientNorm = in.readDouble();
        state.stepNorm = in.readDouble();
        state.scale = in.readDouble();
        state.largestGradientNorm = in.readDouble();
        state.flattest = in.readDouble();
        state.streak = in.readInt();
        state.rejected = in.readInt();
        state.noisy = in.readInt();
        state.iterations = in.readLong();
        state.evaluations = in.readLong();
        String ended = in.readUTF();
        state.termination = ended.isEmpty() ? null : Termination.valueOf(ended);
        return state;
    }
}
