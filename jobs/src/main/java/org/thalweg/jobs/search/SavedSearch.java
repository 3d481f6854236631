package org.thalweg.jobs.search;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.core.io.SimpleVersionedSerialization;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.state.CompletedCheckpointStorageLocation;
import org.apache.flink.runtime.state.filesystem.AbstractFsCheckpointStorageAccess;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.run.ResultAssembly;
import org.thalweg.core.run.SearchResult;
import org.thalweg.core.run.SearchSpecification;
import org.thalweg.jobs.monitor.MonitorFunction;
import org.thalweg.jobs.search.archive.ArchiveFunction;
import org.thalweg.jobs.search.archive.ArchiveState;
import org.thalweg.jobs.search.source.ChangedSearchException;
import org.thalweg.jobs.search.source.RangeSplit;
import org.thalweg.jobs.search.source.SearchCheckpoint;
import org.thalweg.jobs.search.source.SearchRequest;

/**
 * A search as a savepoint or a retained checkpoint holds it, read without a cluster: what was asked for, what was found so
 * far, and whether all of it is whole.
 */
public final class SavedSearch {
    private static final String READER_STATE = "SourceReaderState";

    private final String path;
    private final SearchCheckpoint checkpoint;
    private final ArchiveState archive;
    private final boolean ended;

    private SavedSearch(String path, SearchCheckpoint checkpoint, ArchiveState archive, boolean ended) {
        this.path = path;
        this.checkpoint = checkpoint;
        this.archive = archive;
        this.ended = ended;
    }

    /**
     * Reads the whole of a savepoint or checkpoint.
     *
     * @param path its directory, or the {@code _metadata} file in it, on any file system that Flink knows
     * @throws NotASearchException if it is of another job
     * @throws IOException if there is none, or if any part of it is missing or damaged
     */
    public static SavedSearch read(String path) throws IOException {
        CompletedCheckpointStorageLocation place = AbstractFsCheckpointStorageAccess.resolveCheckpointPointer(path);
        try (DataInputStream in = new DataInputStream(place.getMetadataHandle().openInputStream())) {
            CheckpointMetadata metadata = Checkpoints.loadCheckpointMetadata(
                    in, SavedSearch.class.getClassLoader(), place.getExternalPointer());
            return read(place.getExternalPointer(), metadata);
        } catch (RuntimeException | OutOfMemoryError e) { // Flink's readers check little: not even how long an array is
            throw new IOException("the metadata is damaged (%s)".formatted(e.getMessage()), e);
        }
    }

    private static SavedSearch read(String path, CheckpointMetadata metadata) throws IOException {
        if (Stream.of(SearchGraph.SOURCE, SearchGraph.ARCHIVE, SearchGraph.MONITOR)
                .noneMatch(uid -> SavedOperator.isOf(metadata, uid))) {
            throw new NotASearchException();
        }
        SavedOperator source = SavedOperator.of(metadata, SearchGraph.SOURCE, SearchGraph.MAX_PARALLELISM);
        if (source.coordinator() == null) {
            throw new IOException("the state of the coordinator is missing");
        }
        SearchCheckpoint checkpoint = SearchCheckpoint.ofCoordinator(source.coordinator());
        for (byte[] split : source.list(READER_STATE)) {
            SimpleVersionedSerialization.readVersionAndDeSerialize(RangeSplit.serializer(), split);
        }
        SavedOperator archive = SavedOperator.of(metadata, SearchGraph.ARCHIVE, 1);
        ArchiveState found = ArchiveState.serializer().deserialize(archive.only(ArchiveFunction.STATE));
        SavedOperator monitor = SavedOperator.of(metadata, SearchGraph.MONITOR, 1);
        MonitorFunction.check(monitor.only(MonitorFunction.TOTALS), monitor.only(MonitorFunction.LOG));
        return new SavedSearch(path, checkpoint, found, source.finished());
    }

    /** Where it was read from. */
    public String path() {
        return path;
    }

    /** The words in which the search was asked for; none for one of an objective in Java. */
    public SearchRequest request() {
        return checkpoint.request();
    }

    /** Whether its starts were all done, so that only what was found is left to report: then no starts can be added. */
    public boolean hasEnded() {
        return ended;
    }

    /**
     * How many starts were begun, be they done or not: as many it will have at least.
     *
     * @param specification of the search that was saved
     */
    public long begun(SearchSpecification specification) {
        try {
            return checkpoint.ledgerOf(specification).handedOut();
        } catch (IOException e) {
            throw new UncheckedIOException("a ledger whose seal was whole can be read", e);
        }
    }

    /**
     * Checks that a search can go on from here: that it is the same one, or the same with another number of starts.
     *
     * @throws ChangedSearchException if it cannot, naming the first part that differs
     */
    public void check(SearchSpecification specification) {
        try {
            checkpoint.ledgerOf(specification);
        } catch (IOException e) {
            throw new UncheckedIOException("a ledger whose seal was whole can be read", e);
        }
    }

    /**
     * What was found so far, as the result of a search that was cancelled.
     *
     * @param specification of the search that was saved
     * @param listed how many minima, and how many other stationary points, it lists at most
     */
    public SearchResult result(SearchSpecification specification, int listed) {
        return ResultAssembly.assemble(specification, archive.tally(), archive.reason(), listed);
    }

    /** The newest whole one of several, or null if none is whole. */
    static @Nullable SavedSearch newest(List<String> newestFirst) {
        for (String candidate : newestFirst) {
            try {
                return read(candidate);
            } catch (IOException e) {
                // being written, being removed, or damaged: then one before it will do
            }
        }
        return null;
    }
}
