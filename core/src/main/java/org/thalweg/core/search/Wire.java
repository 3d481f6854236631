package org.thalweg.core.search;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The byte forms that the codecs of this package share: arrays with their length first, enums by name, a flag before what may be absent. */
final class Wire {
    private static final int MAX_LENGTH = 1 << 26;

    private Wire() {}

    /** Writes one element. */
    interface Writer<T> {
        void write(T element, DataOutput out) throws IOException;
    }

    /** Reads one element. */
    interface Reader<T> {
        T read(DataInput in) throws IOException;
    }

    static void writeDoubles(double[] numbers, DataOutput out) throws IOException {
        out.writeInt(numbers.length);
        for (double number : numbers) {
            out.writeDouble(number);
        }
    }

    static double[] readDoubles(DataInput in) throws IOException {
        double[] numbers = new double[readLength(in)];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = in.readDouble();
        }
        return numbers;
    }

    static void writeInts(int[] numbers, DataOutput out) throws IOException {
        out.writeInt(numbers.length);
        for (int number : numbers) {
            out.writeInt(number);
        }
    }

    static int[] readInts(DataInput in) throws IOException {
        int[] numbers = new int[readLength(in)];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = in.readInt();
        }
        return numbers;
    }

    static <T> void writeAll(List<T> elements, Writer<T> writer, DataOutput out) throws IOException {
        out.writeInt(elements.size());
        for (T element : elements) {
            writer.write(element, out);
        }
    }

    static <T> List<T> readAll(Reader<T> reader, DataInput in) throws IOException {
        int length = readLength(in);
        List<T> elements = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            elements.add(reader.read(in));
        }
        return elements;
    }

    static <T> void writeOptional(@Nullable T element, Writer<T> writer, DataOutput out) throws IOException {
        out.writeBoolean(element != null);
        if (element != null) {
            writer.write(element, out);
        }
    }

    static <T> @Nullable T readOptional(Reader<T> reader, DataInput in) throws IOException {
        return in.readBoolean() ? reader.read(in) : null;
    }

    static <E extends Enum<E>> void writeEnum(E constant, DataOutput out) throws IOException {
        out.writeUTF(constant.name());
    }

    static <E extends Enum<E>> E readEnum(Class<E> type, DataInput in) throws IOException {
        String name = in.readUTF();
        try {
            return Enum.valueOf(type, name);
        } catch (IllegalArgumentException e) {
            throw new IOException(
                    "%s is no %s: the bytes are damaged or of a newer version".formatted(name, type.getSimpleName()),
                    e);
        }
    }

    /** Checks a version that was read against the newest that is known. */
    static int readVersion(String what, int newest, DataInput in) throws IOException {
        int version = in.readUnsignedByte();
        if (version < 1 || version > newest) {
            throw new IOException(
                    "%s of version %d cannot be read: versions 1 to %d are known".formatted(what, version, newest));
        }
        return version;
    }

    private static int readLength(DataInput in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > MAX_LENGTH) {
            throw new IOException(
                    "length (%d) must lie in [0, %d]: the bytes are damaged".formatted(length, MAX_LENGTH));
        }
        return length;
    }
}
