package org.thalweg.jobs.search.archive;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.search.SearchTally;
import org.thalweg.core.search.StopReason;
import org.thalweg.jobs.monitor.WorkerProgress;
import org.thalweg.jobs.serialization.MessageSerializer;

/** Carries harvests between tasks: a byte of version, then their parts in order. */
public final class HarvestSerializer extends MessageSerializer<Harvest> {
    private static final int VERSION = 1;
    private static final long serialVersionUID = 1;

    @Override
    public void serialize(Harvest harvest, DataOutputView target) throws IOException {
        target.writeByte(VERSION);
        target.writeInt(harvest.worker());
        target.writeInt(harvest.workers());
        harvest.progress().write(target);
        harvest.tally().write(target);
        StopReason end = harvest.end();
        target.writeUTF(end == null ? "" : end.name());
    }

    @Override
    public Harvest deserialize(DataInputView source) throws IOException {
        int version = source.readByte();
        if (version != VERSION) {
            throw new IOException(
                    "a harvest of version %d cannot be read: only version %d is known".formatted(version, VERSION));
        }
        return new Harvest(
                source.readInt(),
                source.readInt(),
                WorkerProgress.read(source),
                SearchTally.read(source),
                readReason(source.readUTF()));
    }

    private static @Nullable StopReason readReason(String name) {
        return name.isEmpty() ? null : StopReason.valueOf(name);
    }

    @Override
    public TypeSerializerSnapshot<Harvest> snapshotConfiguration() {
        return new Snapshot();
    }

    /** The serializer has no parameters; what it writes carries its own version. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<Harvest> {
        public Snapshot() {
            super(HarvestSerializer::new);
        }
    }
}
