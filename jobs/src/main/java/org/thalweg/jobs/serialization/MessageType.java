package org.thalweg.jobs.serialization;

import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** The type of a stream of messages that have a serializer of their own. */
public final class MessageType<T> extends TypeInformation<T> {
    private static final long serialVersionUID = 2;

    private final Class<T> message;
    private final MessageSerializer<T> serializer;

    public MessageType(Class<T> message, MessageSerializer<T> serializer) {
        this.message = message;
        this.serializer = serializer;
    }

    @Override
    public boolean isBasicType() {
        return false;
    }

    @Override
    public boolean isTupleType() {
        return false;
    }

    @Override
    public int getArity() {
        return 1;
    }

    @Override
    public int getTotalFields() {
        return 1;
    }

    @Override
    public Class<T> getTypeClass() {
        return message;
    }

    @Override
    public boolean isKeyType() {
        return false;
    }

    @Override
    public TypeSerializer<T> createSerializer(SerializerConfig config) {
        return serializer.duplicate();
    }

    @Override
    public String toString() {
        return message.getSimpleName();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MessageType<?> that && message == that.message && serializer.equals(that.serializer);
    }

    @Override
    public int hashCode() {
        return message.hashCode();
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof MessageType<?>;
    }
}
