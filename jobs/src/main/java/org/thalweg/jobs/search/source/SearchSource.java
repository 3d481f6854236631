package org.thalweg.jobs.search.source;

import java.io.IOException;
import java.time.Duration;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.run.SearchSpecification;
import org.thalweg.jobs.search.archive.Harvest;

/**
 * The source that is the search: its splits are ranges of starts, its records what their descents amount to.
 *
 * @param timeLimit after which the search is cut short; null for never
 * @param request the words in which the search was asked for
 */
public record SearchSource(
        SearchSpecification specification, @Nullable Duration timeLimit, SearchRequest request)
        implements Source<Harvest, RangeSplit, byte[]> {

    /** The source of a search that was not asked for in words. */
    public SearchSource(SearchSpecification specification, @Nullable Duration timeLimit) {
        this(specification, timeLimit, SearchRequest.none());
    }

    @Override
    public Boundedness getBoundedness() {
        return Boundedness.BOUNDED;
    }

    @Override
    public SourceReader<Harvest, RangeSplit> createReader(SourceReaderContext context) {
        int mostCells = Harvest.mostCells(specification.problem().objective().dimension());
        return new SearchReader(context, specification, mostCells, System::nanoTime);
    }

    @Override
    public SplitEnumerator<RangeSplit, byte[]> createEnumerator(SplitEnumeratorContext<RangeSplit> context) {
        return goOn(context, SearchCheckpoint.beginning(specification, request));
    }

    /** The enumerator that goes on from a checkpoint; if it cannot, one that says why when it is started. */
    @Override
    public SplitEnumerator<RangeSplit, byte[]> restoreEnumerator(
            SplitEnumeratorContext<RangeSplit> context, byte[] checkpoint) {
        try {
            return goOn(context, SearchCheckpoint.serializer().deserialize(checkpoint));
        } catch (IOException e) {
            return new RefusingEnumerator(e);
        }
    }

    private SplitEnumerator<RangeSplit, byte[]> goOn(
            SplitEnumeratorContext<RangeSplit> context, SearchCheckpoint checkpoint) {
        try {
            return new SearchEnumerator(context, this, checkpoint, System::nanoTime);
        } catch (IOException | ChangedSearchException e) {
            return new RefusingEnumerator(e);
        }
    }

    @Override
    public SimpleVersionedSerializer<RangeSplit> getSplitSerializer() {
        return RangeSplit.serializer();
    }

    @Override
    public SimpleVersionedSerializer<byte[]> getEnumeratorCheckpointSerializer() {
        return new AsTheyAre();
    }
}
