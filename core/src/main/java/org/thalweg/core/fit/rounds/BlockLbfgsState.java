package org.thalweg.core.fit.rounds;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.thalweg.core.linesearch.Bracket;
import org.thalweg.core.optimizer.DescentState;
import org.thalweg.core.stopping.Termination;

/** What moves in a descent by {@link BlockLbfgs}, of one block: 5n doubles and the pairs; all numbers are the same in all blocks. */
public final class BlockLbfgsState extends DescentState {
    /** The iterate, its gradient, the direction from it, the trial on that line and its gradient. */
    final double[] x;

    final double[] g;
    final double[] d;
    final double[] trial;
    final double[] trialG;
    final PairMemory memory;
    final Bracket bracket;

    /** Whether the trial has been answered, and the scalars of all blocks are awaited. */
    boolean measured;
    /** F at the trial, and what this block has to say of it. */
    double trialValue = Double.NaN;

    double[] words = {};

    /** The magnitude of f's values on the way here, the recent ones above all. */
    double scale;

    double largestGradientNorm;
    double lowestValue = Double.POSITIVE_INFINITY;
    double flattestGradientNorm = Double.POSITIVE_INFINITY;
    int noisyTrials;

    BlockLbfgsState(int n, PairMemory memory, Bracket bracket) {
        x = new double[n];
        g = new double[n];
        d = new double[n];
        trial = new double[n];
        trialG = new double[n];
        this.memory = memory;
        this.bracket = bracket;
    }

    @Override
    public boolean atIterate() {
        return evaluations > 0 && !measured && bracket.trials() == 0;
    }

    void write(DataOutput out) throws IOException {
        memory.write(out);
        bracket.write(out);
        for (double[] vector : new double[][] {x, g, d, trial, trialG}) {
            PairMemory.writeAll(vector, out);
        }
        out.writeBoolean(measured);
        out.writeDouble(trialValue);
        BlockEnd.writeArray(words, out);
        out.writeDouble(value);
        out.writeDouble(gradientNorm);
        out.writeDouble(stepNorm);
        out.writeDouble(scale);
        out.writeDouble(largestGradientNorm);
        out.writeDouble(lowestValue);
        out.writeDouble(flattestGradientNorm);
        out.writeInt(noisyTrials);
        out.writeLong(iterations);
        out.writeLong(evaluations);
        out.writeUTF(termination == null ? "" : termination.name());
    }

    static BlockLbfgsState read(DataInput in, int n, int capacity) throws IOException {
        PairMemory memory = PairMemory.read(in, n, capacity);
        BlockLbfgsState state = new BlockLbfgsState(n, memory, Bracket.read(in));
        for (double[] vector : new double[][] {state.x, state.g, state.d, state.trial, state.trialG}) {
            PairMemory.readAll(vector, in);
        }
        state.measured = in.readBoolean();
        state.trialValue = in.readDouble();
        state.words = BlockEnd.readArray(in);
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
        String reason = in.readUTF();
        state.termination = reason.isEmpty() ? null : Termination.valueOf(reason);
        return state;
    }
}
