package org.thalweg.core.fit.rounds;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.stopping.Termination;

/**
 * Where a fit ended, seen by the owner of one block.
 *
 * @param block which
 * @param x its best parameters
 * @param last the answer to the last question, at the best parameters of all blocks: heads, then the vector on the block; empty if it was not asked
 * @param termination why it ended, null if it has not; this and all that follows is the same in every block
 * @param curve how the value fell
 */
public record BlockEnd(
        int block,
        double[] x,
        double[] last,
        @Nullable Termination termination,
        long iterations,
        long evaluations,
        long rounds,
        double gradientNorm,
        LossCurve curve) {

    public void write(DataOutput out) throws IOException {
        out.writeInt(block);
        writeArray(x, out);
        writeArray(last, out);
        out.writeUTF(termination == null ? "" : termination.name());
        out.writeLong(iterations);
        out.writeLong(evaluations);
        out.writeLong(rounds);
        out.writeDouble(gradientNorm);
        curve.write(out);
    }

    /** Reads what {@link #write} wrote. */
    public static BlockEnd read(DataInput in) throws IOException {
        int block = in.readInt();
        double[] x = readArray(in);
        double[] last = readArray(in);
        String reason = in.readUTF();
        return new BlockEnd(
                block,
                x,
                last,
                reason.isEmpty() ? null : Termination.valueOf(reason),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readDouble(),
                LossCurve.read(in));
    }

    static void writeArray(double[] array, DataOutput out) throws IOException {
        out.writeInt(array.length);
        for (double value : array) {
            out.writeDouble(value);
        }
    }

    static double[] readArray(DataInput in) throws IOException {
        double[] array = new double[in.readInt()];
        for (int i = 0; i < array.length; i++) {
            array[i] = in.readDouble();
        }
        return array;
    }
}
