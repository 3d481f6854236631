package org.thalweg.jobs.search;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.memory.DataInputViewStreamWrapper;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.state.CompletedCheckpointStorageLocation;
import org.apache.flink.runtime.state.OperatorStateHandle;
import org.apache.flink.runtime.state.filesystem.AbstractFsCheckpointStorageAccess;
import org.apache.flink.runtime.state.memory.ByteStreamStateHandle;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.run.ResultAssembly;
import org.thalweg.core.run.SearchResult;
import org.thalweg.core.run.SearchSpecification;
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
     * @throws IOException if there is none, if any part of it is missing or damaged, or if it is not of a search
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
        SearchCheckpoint checkpoint = null;
        ArchiveState archive = null;
        boolean ended = false;
        for (OperatorState operator : metadata.getOperatorStates()) {
            ByteStreamStateHandle coordinator = operator.getCoordinatorState();
            if (coordinator != null) {
                checkpoint = SearchCheckpoint.serializer().deserialize(enumeratorBytes(coordinator.getData()));
                ended = operator.isFullyFinished();
            }
            for (Map.Entry<String, byte[]> state : states(operator)) {
                switch (state.getKey()) {
                    case READER_STATE -> RangeSplit.serializer().deserialize(splitBytes(state.getValue()));
                    case ArchiveFunction.STATE ->
                        archive = ArchiveState.serializer().deserialize(state.getValue());
                    default -> {} // the monitor's totals, which no result depends on
                }
            }
        }
        if (checkpoint == null || archive == null) {
            throw new IOException("it is not of a search of Thalweg");
        }
        return new SavedSearch(path, checkpoint, archive, ended);
    }

    /** What Flink writes of a source's coordinator: its own version, the enumerator's, a length, the enumerator's bytes. */
    private static byte[] enumeratorBytes(byte[] coordinator) {
        return lengthAndBytes(ByteBuffer.wrap(coordinator).position(2 * Integer.BYTES));
    }

    /** What Flink writes of a split: a version, a length, the split's bytes. */
    private static byte[] splitBytes(byte[] versioned) {
        return lengthAndBytes(ByteBuffer.wrap(versioned).position(Integer.BYTES));
    }

    private static byte[] lengthAndBytes(ByteBuffer in) {
        byte[] bytes = new byte[Integer.min(in.getInt(), in.remaining())];
        in.get(bytes);
        return bytes;
    }

    /** The elements of all list states of an operator, each with the name of its state. */
    private static List<Map.Entry<String, byte[]>> states(OperatorState operator) throws IOException {
        List<Map.Entry<String, byte[]>> all = new ArrayList<>();
        for (OperatorSubtaskState subtask : operator.getStates()) {
            for (OperatorStateHandle handle : subtask.getManagedOperatorState()) {
                try (FSDataInputStream in = handle.openInputStream()) {
                    for (var state : handle.getStateNameToPartitionOffsets().entrySet()) {
                        for (long offset : state.getValue().getOffsets()) {
                            in.seek(offset);
                            all.add(Map.entry(
                                    state.getKey(),
                                    BytePrimitiveArraySerializer.INSTANCE.deserialize(
                                            new DataInputViewStreamWrapper(in))));
                        }
                    }
                }
            }
        }
        return all;
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
