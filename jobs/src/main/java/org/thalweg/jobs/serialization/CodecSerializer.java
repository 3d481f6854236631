package org.thalweg.jobs.serialization;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * A {@link StateCodec} in Kryo's terms.
 *
 * <p>A codec writes millions of numbers: they go into an array of bytes by Flink's serializer, a machine word each, and from there to Kryo as one.
 */
final class CodecSerializer<T> extends Serializer<T> {
    private static final int LEAST_BYTES = 1 << 10;

    private final StateCodec<T> codec;

    /** The next object is likely to be as long. */
    private int longest = LEAST_BYTES;

    CodecSerializer(StateCodec<T> codec) {
        this.codec = codec;
    }

    @Override
    public void write(Kryo kryo, Output output, T object) {
        try {
            DataOutputSerializer out = new DataOutputSerializer(longest);
            codec.writer().write(object, out);
            output.writeBytes(out.getSharedBuffer(), 0, out.length());
            longest = Integer.max(longest, out.length());
        } catch (IOException e) {
            throw new KryoException(e.getMessage(), e);
        }
    }

    @Override
    public T read(Kryo kryo, Input input, Class<? extends T> type) {
        try {
            DataInputDeserializer in =
                    new DataInputDeserializer(input.getBuffer(), input.position(), input.limit() - input.position());
            T object = codec.reader().read(in);
            input.setPosition(input.limit() - in.available());
            return object;
        } catch (IOException e) {
            throw new KryoException(e.getMessage(), e);
        }
    }
}
