package org.thalweg.jobs.data;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.fit.data.Piece;
import org.thalweg.core.fit.data.PieceStore;

/**
 * Keeps pieces in memory as long as there is some to spare in this process, and then in files of a temporary directory ({@code java.io.tmpdir}),
 * which vanish with the process. What is on disk is read anew in each pass.
 */
final class PieceStorage implements Closeable {
    /** The share of the heap that pieces of all fits in this process may take. */
    private static final double SHARE = 0.5;

    private static final AtomicLong SPARE =
            new AtomicLong((long) (SHARE * Runtime.getRuntime().maxMemory()));

    private final AtomicLong spare;
    private final AtomicLong taken = new AtomicLong();
    private final AtomicLong spilled = new AtomicLong();
    private final Queue<FileChannel> files = new ConcurrentLinkedQueue<>();
    private final ThreadLocal<Loader> loaders = ThreadLocal.withInitial(Loader::new);

    PieceStorage() {
        this(SPARE);
    }

    /** @param spare how many bytes of memory may be taken, together with all others who have it */
    PieceStorage(AtomicLong spare) {
        this.spare = spare;
    }

    PieceStore begin() {
        return new Store();
    }

    /** How many bytes are on disk. */
    long spilled() {
        return spilled.get();
    }

    private boolean take(long bytes) {
        if (spare.addAndGet(-bytes) >= 0) {
            taken.addAndGet(bytes);
            return true;
        }
        spare.addAndGet(bytes);
        return false;
    }

    @Override
    public void close() {
        spare.addAndGet(taken.getAndSet(0));
        try {
            for (FileChannel file = files.poll(); file != null; file = files.poll()) {
                file.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where a piece is: in memory, or from {@code offset} on in the file. */
    private record Place(@Nullable Piece piece, long offset, int numbers, int integers) {}

    private final class Store implements PieceStore {
        private final List<Place> places = new ArrayList<>();
        private @Nullable FileChannel file;
        private long end;

        @Override
        public void add(Piece piece) throws IOException {
            int numbers = piece.numbers().length;
            int integers = piece.integers().length;
            if (take(piece.bytes())) {
                Piece copy = new Piece(piece.numbers().clone(), piece.integers().clone());
                places.add(new Place(copy, 0, numbers, integers));
                return;
            }
            FileChannel known = file == null ? create() : file;
            file = known;
            places.add(new Place(null, end, numbers, integers));
            end += loaders.get().write(known, end, piece);
            spilled.addAndGet(piece.bytes());
        }

        private FileChannel create() throws IOException {
            Path path = Files.createTempFile("thalweg-rows-", ".bin");
            FileChannel channel = FileChannel.open(
                    path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
            files.add(channel);
            return channel;
        }

        @Override
        public Piece get(int k) {
            Place place = places.get(k);
            if (place.piece != null) {
                return place.piece;
            }
            try {
                return loaders.get().read(Objects.requireNonNull(file), place);
            } catch (IOException e) {
                throw new UncheckedIOException(
                        "rows that were put aside in %s cannot be read again: %s"
                                .formatted(System.getProperty("java.io.tmpdir"), e.getMessage()),
                        e);
            }
        }
    }

    /** The buffers of a thread, and the piece in them. */
    private static final class Loader {
        private ByteBuffer bytes = ByteBuffer.allocateDirect(1 << 16).order(ByteOrder.nativeOrder());
        private Piece piece = Piece.dense(new double[0]);
        private @Nullable Place loaded;

        private ByteBuffer buffer(long size) {
            if (bytes.capacity() < size) {
                bytes = ByteBuffer.allocateDirect(Math.toIntExact(size + size / 4))
                        .order(ByteOrder.nativeOrder());
            }
            return bytes.clear().limit((int) size);
        }

        long write(FileChannel file, long offset, Piece written) throws IOException {
            ByteBuffer buffer = buffer(written.bytes());
            buffer.asDoubleBuffer().put(written.numbers());
            buffer.position(written.numbers().length * Double.BYTES);
            buffer.asIntBuffer().put(written.integers());
            buffer.position(0);
            try {
                while (buffer.hasRemaining()) {
                    file.write(buffer, offset + buffer.position());
                }
            } catch (IOException e) {
                throw new IOException(
                        ("rows that do not fit in memory cannot be put aside in %s: %s. java.io.tmpdir names another"
                                        + " place; THALWEG_JAVA_OPTIONS=-Xmx… gives more memory")
                                .formatted(System.getProperty("java.io.tmpdir"), e.getMessage()),
                        e);
            }
            return written.bytes();
        }

        Piece read(FileChannel file, Place place) throws IOException {
            if (place.equals(loaded)) {
                return piece;
            }
            loaded = null;
            long numbers = (long) place.numbers * Double.BYTES;
            ByteBuffer buffer = buffer(numbers + (long) place.integers * Integer.BYTES);
            while (buffer.hasRemaining()) {
                if (file.read(buffer, place.offset + buffer.position()) < 0) {
                    throw new EOFException("the file ends too early");
                }
            }
            piece = new Piece(
                    piece.numbers().length < place.numbers ? new double[place.numbers] : piece.numbers(),
                    piece.integers().length < place.integers ? new int[place.integers] : piece.integers());
            buffer.position(0);
            buffer.asDoubleBuffer().get(piece.numbers(), 0, place.numbers);
            buffer.position((int) numbers);
            buffer.asIntBuffer().get(piece.integers(), 0, place.integers);
            loaded = place;
            return piece;
        }
    }
}
