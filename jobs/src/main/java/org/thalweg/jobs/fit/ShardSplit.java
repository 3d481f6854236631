package org.thalweg.jobs.fit;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** The run of shards that a worker is to hold. */
record ShardSplit(int from, int to) implements SourceSplit {

    @Override
    public String splitId() {
        return from + "-" + to;
    }

    static SimpleVersionedSerializer<ShardSplit> serializer() {
        return new Serializer();
    }

    private static final class Serializer implements SimpleVersionedSerializer<ShardSplit> {
        private static final int VERSION = 1;

        @Override
        public int getVersion() {
            return VERSION;
        }

        @Override
        public byte[] serialize(ShardSplit split) {
            return ByteBuffer.allocate(2 * Integer.BYTES)
                    .putInt(split.from)
                    .putInt(split.to)
                    .array();
        }

        @Override
        public ShardSplit deserialize(int version, byte[] bytes) throws IOException {
            if (version != VERSION || bytes.length != 2 * Integer.BYTES) {
                throw new IOException(
                        "a run of shards of version %d with %d bytes cannot be read".formatted(version, bytes.length));
            }
            ByteBuffer in = ByteBuffer.wrap(bytes);
            return new ShardSplit(in.getInt(), in.getInt());
        }
    }
}
