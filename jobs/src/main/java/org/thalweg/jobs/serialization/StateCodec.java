package org.thalweg.jobs.serialization;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * How one type is written and read.
 *
 * @param <T> the type
 */
public record StateCodec<T>(Class<T> type, Writer<T> writer, Reader<T> reader) {

    /** Writes an object. */
    @FunctionalInterface
    public interface Writer<T> {
        void write(T object, DataOutput out) throws IOException;
    }

    /** Reads what a {@link Writer} wrote. */
    @FunctionalInterface
    public interface Reader<T> {
        T read(DataInput in) throws IOException;
    }
}
