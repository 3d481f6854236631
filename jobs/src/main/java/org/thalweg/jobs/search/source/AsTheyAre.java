package org.thalweg.jobs.search.source;

import java.io.IOException;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Hands bytes through, so that they are looked at where a fault in them can be reported: {@link RefusingEnumerator}. */
final class AsTheyAre implements SimpleVersionedSerializer<byte[]> {
    static final int VERSION = 1;

    @Override
    public int getVersion() {
        return VERSION;
    }

    @Override
    public byte[] serialize(byte[] bytes) throws IOException {
        return bytes;
    }

    @Override
    public byte[] deserialize(int version, byte[] bytes) throws IOException {
        return bytes;
    }
}
