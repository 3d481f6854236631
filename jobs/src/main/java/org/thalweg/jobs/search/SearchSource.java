package org.thalweg.jobs.search;

import java.time.Duration;
import java.util.List;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.run.SearchSpecification;
import org.thalweg.core.search.WaveLedger;
import org.thalweg.jobs.serialization.Framing;

/**
 * The source that is the search: its splits are ranges of starts, its records what their descents amount to.
 *
 * @param timeLimit after which the search is cut short; null for never
 */
record SearchSource(
        SearchSpecification specification, @Nullable Duration timeLimit)
        implements Source<Harvest, RangeSplit, SearchCheckpoint> {

    @Override
    public Boundedness getBoundedness() {
        return Boundedness.BOUNDED;
    }

    @Override
    public SourceReader<Harvest, RangeSplit> createReader(SourceReaderContext context) {
        return new SearchReader(context, specification, System::nanoTime);
    }

    @Override
    public SplitEnumerator<RangeSplit, SearchCheckpoint> createEnumerator(SplitEnumeratorContext<RangeSplit> context) {
        return restoreEnumerator(context, beginning());
    }

    /** The checkpoint of a search of which nothing is done. */
    private SearchCheckpoint beginning() {
        return new SearchCheckpoint(
                SearchIdentity.of(specification),
                Framing.bytes(specification.newLedger(), WaveLedger::write),
                List.of(),
                Double.POSITIVE_INFINITY,
                Duration.ZERO,
                null);
    }

    @Override
    public SplitEnumerator<RangeSplit, SearchCheckpoint> restoreEnumerator(
            SplitEnumeratorContext<RangeSplit> context, SearchCheckpoint checkpoint) {
        return new SearchEnumerator(context, specification, timeLimit, checkpoint, System::nanoTime);
    }

    @Override
    public SimpleVersionedSerializer<RangeSplit> getSplitSerializer() {
        return RangeSplit.serializer();
    }

    @Override
    public SimpleVersionedSerializer<SearchCheckpoint> getEnumeratorCheckpointSerializer() {
        return SearchCheckpoint.serializer();
    }
}
