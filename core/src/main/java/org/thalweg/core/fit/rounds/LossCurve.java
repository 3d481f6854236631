package org.thalweg.core.fit.rounds;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import org.thalweg.core.stopping.Progress;

/**
 * How the value fell: points at iterations 0, k, 2k, …, with k doubled whenever there would be more than {@value #MOST}, and the last.
 */
public final class LossCurve {
    private static final int MOST = 512;

    private long stride = 1;
    private int size;
    private long[] iterations = new long[16];
    private double[] values = new double[16];
    private long lastIteration = -1;
    private double lastValue = Double.NaN;

    /** Notes where a descent stands, if it has moved since. */
    void note(Progress progress) {
        if (progress.evaluations() > 0) {
            note(progress.iterations(), progress.value());
        }
    }

    /** Notes the value at an iteration, if it is not the one that was noted last. */
    public void note(long iteration, double value) {
        if (iteration == lastIteration) {
            return;
        }
        lastIteration = iteration;
        lastValue = value;
        if (iteration % stride == 0) {
            if (size == MOST) {
                thin();
            }
            if (iteration % stride == 0) {
                append(iteration, lastValue);
            }
        }
    }

    private void append(long iteration, double value) {
        if (size == values.length) {
            iterations = Arrays.copyOf(iterations, 2 * size);
            values = Arrays.copyOf(values, 2 * size);
        }
        iterations[size] = iteration;
        values[size] = value;
        size++;
    }

    private void thin() {
        stride *= 2;
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if (iterations[i] % stride == 0) {
                iterations[kept] = iterations[i];
                values[kept] = values[i];
                kept++;
            }
        }
        size = kept;
    }

    /** The iterations of its points, ascending. */
    public long[] iterations() {
        return pointsWithLast() == size ? Arrays.copyOf(iterations, size) : appended(iterations, lastIteration);
    }

    /** The values of its points. */
    public double[] values() {
        if (pointsWithLast() == size) {
            return Arrays.copyOf(values, size);
        }
        double[] all = Arrays.copyOf(values, size + 1);
        all[size] = lastValue;
        return all;
    }

    private long[] appended(long[] numbers, long last) {
        long[] all = Arrays.copyOf(numbers, size + 1);
        all[size] = last;
        return all;
    }

    private int pointsWithLast() {
        boolean hasLast = lastIteration < 0 || (size > 0 && iterations[size - 1] == lastIteration);
        return hasLast ? size : size + 1;
    }

    void write(DataOutput out) throws IOException {
        out.writeLong(stride);
        out.writeLong(lastIteration);
        out.writeDouble(lastValue);
        out.writeInt(size);
        for (int i = 0; i < size; i++) {
            out.writeLong(iterations[i]);
            out.writeDouble(values[i]);
        }
    }

    static LossCurve read(DataInput in) throws IOException {
        LossCurve curve = new LossCurve();
        curve.stride = in.readLong();
        curve.lastIteration = in.readLong();
        curve.lastValue = in.readDouble();
        int size = in.readInt();
        for (int i = 0; i < size; i++) {
            curve.append(in.readLong(), in.readDouble());
        }
        return curve;
    }
}
