package org.thalweg.jobs.serialization;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.thalweg.core.search.StartRange;

/** The byte forms that several states share: arrays of bytes with their length first, ranges of starts. */
public final class Framing {
    private static final int LEAST_BYTES = 1 << 8;

    private Framing() {}

    /** The bytes that a writer writes. */
    public static <T> byte[] bytes(T object, StateCodec.Writer<T> writer) {
        DataOutputSerializer bytes = new DataOutputSerializer(LEAST_BYTES);
        try {
            writer.write(object, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("an array in memory cannot fail", e);
        }
        return bytes.getCopyOfBuffer();
    }

    /** The object that a reader reads from bytes. */
    public static <T> T object(byte[] bytes, StateCodec.Reader<T> reader) throws IOException {
        return reader.read(new DataInputDeserializer(bytes));
    }

    /** The bytes in stretches of no more than {@code most}, in order; at least one. */
    public static List<byte[]> parts(byte[] bytes, int most) {
        List<byte[]> parts = new ArrayList<>();
        int from = 0;
        do {
            int to = Integer.min(bytes.length, from + most);
            parts.add(Arrays.copyOfRange(bytes, from, to));
            from = to;
        } while (from < bytes.length);
        return parts;
    }

    public static void writeBytes(byte[] bytes, DataOutput out) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    public static byte[] readBytes(DataInput in) throws IOException {
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return bytes;
    }

    public static void writeRange(StartRange range, DataOutput out) throws IOException {
        out.writeLong(range.wave());
        out.writeLong(range.from());
        out.writeLong(range.to());
    }

    public static StartRange readRange(DataInput in) throws IOException {
        return new StartRange(in.readLong(), in.readLong(), in.readLong());
    }

    /** Writes how many elements there are, then each. */
    public static <T> void writeAll(List<T> elements, StateCodec.Writer<T> writer, DataOutput out) throws IOException {
        out.writeInt(elements.size());
        for (T element : elements) {
            writer.write(element, out);
        }
    }

    public static <T> List<T> readAll(StateCodec.Reader<T> reader, DataInput in) throws IOException {
        List<T> elements = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            elements.add(reader.read(in));
        }
        return elements;
    }
}
