package org.thalweg.jobs.fit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes and reads doubles many at a time, through a buffer that stays in the first-level cache. */
final class DoubleChunks {
    private static final int DOUBLES = 1 << 10;

    private final byte[] bytes = new byte[DOUBLES * Double.BYTES];
    private final DoubleBuffer doubles =
            ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer();

    void write(double[] array, int offset, int length, DataOutputView target) throws IOException {
        for (int done = 0; done < length; done += DOUBLES) {
            int chunk = length - done < DOUBLES ? length - done : DOUBLES;
            doubles.put(0, array, offset + done, chunk);
            target.write(bytes, 0, chunk * Double.BYTES);
        }
    }

    double[] read(int length, DataInputView source) throws IOException {
        double[] array = new double[length];
        for (int done = 0; done < length; done += DOUBLES) {
            int chunk = length - done < DOUBLES ? length - done : DOUBLES;
            source.readFully(bytes, 0, chunk * Double.BYTES);
            doubles.get(0, array, done, chunk);
        }
        return array;
    }
}
