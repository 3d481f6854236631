package org.thalweg.jobs.serialization;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Writes one type of state as sealed bytes and reads it back, in a Kryo of its own.
 *
 * <p>The content of the {@link Seal} is one byte of version, the fixed id of the type, and what its serializer writes.
 * Only registered types are known, by their ids; a class name in the bytes is refused before the class is looked for.
 * What cannot be read is an {@link UnreadableStateException}, never a wrong object.
 *
 * @param <T> the type of the state
 */
public final class StateSerializer<T> implements SimpleVersionedSerializer<T> {
    private static final int VERSION = 1;
    private static final int BUFFER = 1 << 10;

    private final String what;
    private final Class<T> type;
    private final Kryo kryo = new Kryo(new RegisteredClasses(), null);

    /**
     * @param what the name of the state in messages, such as {@code "the state of a range"}
     * @param type the type that is written
     * @param codecs what may occur in the bytes: the ids, 10 and above, are fixed for ever; where a type has several, one
     *     a version of its form, all are read and the highest is written
     */
    public StateSerializer(String what, Class<T> type, Map<Integer, StateCodec<?>> codecs) {
        this.what = what;
        this.type = type;
        kryo.setRegistrationRequired(true);
        kryo.setReferences(false);
        new TreeMap<>(codecs).forEach((id, codec) -> kryo.register(codec.type(), new CodecSerializer<>(codec), id));
    }

    @Override
    public int getVersion() {
        return VERSION;
    }

    @Override
    public synchronized byte[] serialize(T state) {
        try (Output output = new Output(BUFFER, -1)) {
            output.writeByte(VERSION);
            kryo.writeClassAndObject(output, state);
            return Seal.close(output.getBuffer(), output.position());
        }
    }

    /**
     * Reads what {@link #serialize} wrote.
     *
     * @throws UnreadableStateException if the bytes are damaged, of a newer version, or of another type
     */
    public T deserialize(byte[] sealed) throws UnreadableStateException {
        return deserialize(VERSION, sealed);
    }

    @Override
    public synchronized T deserialize(int version, byte[] sealed) throws UnreadableStateException {
        checkVersion(version);
        try (Input input = new Input(Seal.open(what, sealed))) {
            checkVersion(input.readByte());
            Object state = kryo.readClassAndObject(input);
            if (!type.isInstance(state) || !input.end()) {
                throw new UnreadableStateException("%s: the bytes hold something else".formatted(what));
            }
            return type.cast(state);
        } catch (RuntimeException e) {
            throw new UnreadableStateException("%s cannot be read: %s".formatted(what, e.getMessage()), e);
        }
    }

    private void checkVersion(int version) throws UnreadableStateException {
        if (version != VERSION) {
            throw new UnreadableStateException(
                    "%s: version %d cannot be read: only version %d is known. Maybe a newer Thalweg wrote it?"
                            .formatted(what, version, VERSION));
        }
    }
}
