package org.thalweg.jobs.fit;

import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** The type of the streams of the loop, with a serializer of its own. */
final class LoopMessageType extends TypeInformation<LoopMessage> {
    private static final long serialVersionUID = 1;

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
    public Class<LoopMessage> getTypeClass() {
        return LoopMessage.class;
    }

    @Override
    public boolean isKeyType() {
        return false;
    }

    @Override
    public TypeSerializer<LoopMessage> createSerializer(SerializerConfig config) {
        return new LoopMessageSerializer();
    }

    @Override
    public String toString() {
        return "LoopMessage";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LoopMessageType;
    }

    @Override
    public int hashCode() {
        return LoopMessageType.class.hashCode();
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof LoopMessageType;
    }
}
