package org.thalweg.jobs.online;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** The files of a growing directory as a source of what is learned from them: its one reader learns. */
record OnlineSource(OnlineSpecification specification) implements Source<byte[], OnlineSplit, String> {

    @Override
    public Boundedness getBoundedness() {
        return Boundedness.CONTINUOUS_UNBOUNDED;
    }

    @Override
    public SourceReader<byte[], OnlineSplit> createReader(SourceReaderContext context) {
        return new OnlineReader(specification, context);
    }

    @Override
    public SplitEnumerator<OnlineSplit, String> createEnumerator(SplitEnumeratorContext<OnlineSplit> context) {
        return restoreEnumerator(context, "");
    }

    @Override
    public SplitEnumerator<OnlineSplit, String> restoreEnumerator(
            SplitEnumeratorContext<OnlineSplit> context, String last) {
        return new OnlineEnumerator(context, specification.directory(), specification.periodMillis(), last);
    }

    @Override
    public SimpleVersionedSerializer<OnlineSplit> getSplitSerializer() {
        return new OnlineSplit.Serializer();
    }

    @Override
    public SimpleVersionedSerializer<String> getEnumeratorCheckpointSerializer() {
        return new Names();
    }

    private static final class Names implements SimpleVersionedSerializer<String> {
        private static final int VERSION = 1;

        @Override
        public int getVersion() {
            return VERSION;
        }

        @Override
        public byte[] serialize(String name) {
            return name.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public String deserialize(int version, byte[] bytes) throws IOException {
            if (version != VERSION) {
                throw new IOException("the last file's name of version %d cannot be read: only version %d is known"
                        .formatted(version, VERSION));
            }
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }
}
