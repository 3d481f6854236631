package org.thalweg.jobs.serialization;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** A {@link StateCodec} in Kryo's terms. */
final class CodecSerializer<T> extends Serializer<T> {
    private final StateCodec<T> codec;

    CodecSerializer(StateCodec<T> codec) {
        this.codec = codec;
    }

    @Override
    public void write(Kryo kryo, Output output, T object) {
        try {
            codec.writer().write(object, new DataOutputStream(output));
        } catch (IOException e) {
            throw new KryoException(e.getMessage(), e);
        }
    }

    @Override
    public T read(Kryo kryo, Input input, Class<? extends T> type) {
        try {
            return codec.reader().read(new DataInputStream(input));
        } catch (IOException e) {
            throw new KryoException(e.getMessage(), e);
        }
    }
}
