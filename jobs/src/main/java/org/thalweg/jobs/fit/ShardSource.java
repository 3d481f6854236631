package org.thalweg.jobs.fit;

import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.thalweg.core.fit.rounds.FitSpecification;

/**
 * The head of the loop, as a source: its readers hold the shards.
 *
 * @param loop names the loop among all in a process
 */
record ShardSource(FitSpecification specification, String loop) implements Source<LoopMessage, ShardSplit, byte[]> {

    @Override
    public Boundedness getBoundedness() {
        return Boundedness.BOUNDED;
    }

    @Override
    public SourceReader<LoopMessage, ShardSplit> createReader(SourceReaderContext context) {
        return new ShardReader(context, specification, loop, System::nanoTime);
    }

    @Override
    public SplitEnumerator<ShardSplit, byte[]> createEnumerator(SplitEnumeratorContext<ShardSplit> context) {
        return new ShardEnumerator(context, specification);
    }

    @Override
    public SplitEnumerator<ShardSplit, byte[]> restoreEnumerator(
            SplitEnumeratorContext<ShardSplit> context, byte[] identity) {
        return FitIdentity.of(specification)
                .difference(identity)
                .<SplitEnumerator<ShardSplit, byte[]>>map(Refusal::new)
                .orElseGet(() -> new ShardEnumerator(context, specification));
    }

    @Override
    public SimpleVersionedSerializer<ShardSplit> getSplitSerializer() {
        return ShardSplit.serializer();
    }

    @Override
    public SimpleVersionedSerializer<byte[]> getEnumeratorCheckpointSerializer() {
        return new FitIdentity.Bytes();
    }
}
