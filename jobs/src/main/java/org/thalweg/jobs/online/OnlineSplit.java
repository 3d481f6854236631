package org.thalweg.jobs.online;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.thalweg.jobs.serialization.Framing;

/**
 * A file that is to be learned from; or, with the name {@link #LEARNED}, what was learned from the files before.
 *
 * @param file its name in the directory
 * @param after the name of the file before it; of what was learned, that of the last file that was taken over
 * @param rows how many of its rows were learned from
 * @param learned the state of the fit; empty for a file
 */
record OnlineSplit(String file, String after, long rows, byte[] learned) implements SourceSplit {
    /** No file has this name. */
    static final String LEARNED = "";

    private static final byte[] NOTHING = {};

    static OnlineSplit file(String name, String after) {
        return new OnlineSplit(name, after, 0, NOTHING);
    }

    /** The same file with so many rows learned from. */
    OnlineSplit passed(long count) {
        return new OnlineSplit(file, after, count, NOTHING);
    }

    boolean isFile() {
        return !file.equals(LEARNED);
    }

    @Override
    public String splitId() {
        return isFile() ? file : "learned";
    }

    void write(DataOutput out) throws IOException {
        out.writeUTF(file);
        out.writeUTF(after);
        out.writeLong(rows);
        Framing.writeBytes(learned, out);
    }

    static OnlineSplit read(DataInput in) throws IOException {
        return new OnlineSplit(in.readUTF(), in.readUTF(), in.readLong(), Framing.readBytes(in));
    }

    /** The bytes of a split. */
    static final class Serializer implements SimpleVersionedSerializer<OnlineSplit> {
        private static final int VERSION = 1;

        @Override
        public int getVersion() {
            return VERSION;
        }

        @Override
        public byte[] serialize(OnlineSplit split) {
            return Framing.bytes(split, OnlineSplit::write);
        }

        @Override
        public OnlineSplit deserialize(int version, byte[] bytes) throws IOException {
            if (version != VERSION) {
                throw new IOException("a file of version %d cannot be gone on with: only version %d is known"
                        .formatted(version, VERSION));
            }
            return Framing.object(bytes, OnlineSplit::read);
        }
    }
}
