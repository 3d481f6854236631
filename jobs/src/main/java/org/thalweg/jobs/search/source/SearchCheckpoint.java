package org.thalweg.jobs.search.source;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.source.coordinator.SourceCoordinatorSerdeUtils;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.run.SearchSpecification;
import org.thalweg.core.search.StartRange;
import org.thalweg.core.search.StopReason;
import org.thalweg.core.search.WaveLedger;
import org.thalweg.jobs.serialization.Framing;
import org.thalweg.jobs.serialization.StateCodec;
import org.thalweg.jobs.serialization.StateSerializer;

/**
 * What the enumerator knows: its part of a checkpoint.
 *
 * @param identity of the search that this is a checkpoint of
 * @param ledger the ledger, by its own codec
 * @param again ranges that were handed out, and are to be handed out again as they were
 * @param incumbent the lowest value that a reader has told of; +∞ before the first
 * @param elapsed how long the search ran, over all its lives
 * @param cutShort why the search was cut short; null if it was not
 * @param request the words in which the search was asked for
 */
public record SearchCheckpoint(
        SearchIdentity identity,
        byte[] ledger,
        List<StartRange> again,
        double incumbent,
        Duration elapsed,
        @Nullable StopReason cutShort,
        SearchRequest request) {
    /** Version 1, which held no request. */
    private static final int ID_1 = 11;

    private static final int ID_2 = 13;

    public SearchCheckpoint {
        again = List.copyOf(again);
    }

    /** The checkpoint of a search of which nothing is done. */
    public static SearchCheckpoint beginning(SearchSpecification specification, SearchRequest request) {
        return new SearchCheckpoint(
                SearchIdentity.of(specification),
                Framing.bytes(specification.newLedger(), WaveLedger::write),
                List.of(),
                Double.POSITIVE_INFINITY,
                Duration.ZERO,
                null,
                request);
    }

    /**
     * The ledger of a search that goes on from here.
     *
     * @throws ChangedSearchException if the search is another, or has fewer starts than were handed out
     * @throws IOException if the ledger cannot be read
     */
    public WaveLedger ledgerOf(SearchSpecification specification) throws IOException {
        SearchIdentity.of(specification).check(identity);
        WaveLedger book = Framing.object(ledger, in -> WaveLedger.read(in, specification.stop()));
        long starts = specification.starts().total();
        try {
            book.goOnTo(starts);
        } catch (IllegalArgumentException e) {
            throw new ChangedSearchException(
                    SearchIdentity.STARTS,
                    "at least %d, which were handed out already".formatted(book.handedOut()),
                    Long.toString(starts));
        }
        return book;
    }

    public static StateSerializer<SearchCheckpoint> serializer() {
        return new StateSerializer<>(
                "the saved state of a search",
                SearchCheckpoint.class,
                Map.of(
                        ID_1,
                                new StateCodec<>(
                                        SearchCheckpoint.class, SearchCheckpoint::write, SearchCheckpoint::read1),
                        ID_2,
                                new StateCodec<>(
                                        SearchCheckpoint.class, SearchCheckpoint::write, SearchCheckpoint::read2)));
    }

    /**
     * Reads what Flink writes of a source's coordinator: its own version, the enumerator's, a length, the enumerator's
     * bytes.
     *
     * @throws IOException if any of it is damaged
     */
    public static SearchCheckpoint ofCoordinator(byte[] coordinator) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(coordinator);
        int version = in.getInt();
        int form = in.getInt();
        int length = in.getInt();
        if (version != SourceCoordinatorSerdeUtils.VERSION_1 || form != AsTheyAre.VERSION || length != in.remaining()) {
            throw new IOException("the state of the coordinator is damaged: version %d, form %d, %d bytes of %d"
                    .formatted(version, form, in.remaining(), length));
        }
        byte[] bytes = new byte[length];
        in.get(bytes);
        return serializer().deserialize(bytes);
    }

    private void write(DataOutput out) throws IOException {
        identity.write(out);
        Framing.writeBytes(ledger, out);
        Framing.writeAll(again, Framing::writeRange, out);
        out.writeDouble(incumbent);
        out.writeLong(elapsed.toNanos());
        out.writeUTF(cutShort == null ? "" : cutShort.name());
        request.write(out);
    }

    private static SearchCheckpoint read2(DataInput in) throws IOException {
        return read1(in).with(SearchRequest.read(in));
    }

    private SearchCheckpoint with(SearchRequest words) {
        return new SearchCheckpoint(identity, ledger, again, incumbent, elapsed, cutShort, words);
    }

    private static SearchCheckpoint read1(DataInput in) throws IOException {
        return new SearchCheckpoint(
                SearchIdentity.read(in),
                Framing.readBytes(in),
                Framing.readAll(Framing::readRange, in),
                in.readDouble(),
                Duration.ofNanos(in.readLong()),
                readReason(in.readUTF()),
                SearchRequest.none());
    }

    private static @Nullable StopReason readReason(String name) {
        return name.isEmpty() ? null : StopReason.valueOf(name);
    }
}
