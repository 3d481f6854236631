package org.thalweg.jobs.search.archive;

import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** The type of the stream of harvests, with a serializer of its own. */
public final class HarvestType extends TypeInformation<Harvest> {
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
    public Class<Harvest> getTypeClass() {
        return Harvest.class;
    }

    @Override
    public boolean isKeyType() {
        return false;
    }

    @Override
    public TypeSerializer<Harvest> createSerializer(SerializerConfig config) {
        return new HarvestSerializer();
    }

    @Override
    public String toString() {
        return "Harvest";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HarvestType;
    }

    @Override
    public int hashCode() {
        return HarvestType.class.hashCode();
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof HarvestType;
    }
}
