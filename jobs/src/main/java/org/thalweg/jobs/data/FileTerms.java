package org.thalweg.jobs.data;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.fit.TermShard;
import org.thalweg.core.fit.Terms;
import org.thalweg.core.fit.data.RowSummary;
import org.thalweg.core.fit.data.RowsModel;
import org.thalweg.core.fit.data.StoredRows;
import org.thalweg.core.fit.model.Sharding;
import org.thalweg.jobs.data.StretchReport.Landmark;

/**
 * Terms of the rows of a file: what travels is where to find them. Whoever opens a shard reads its rows, packs them, and keeps them in memory, or
 * on a local disk where there is too little of it.
 *
 * <p>Rows are dealt into shards by their number among those that can be used, as rows in memory are. The penalty, where there is one, is the last
 * shard. May be used by several threads.
 *
 * @param <B> a batch of rows
 */
public final class FileTerms<B> implements Terms {
    private static final long serialVersionUID = 1;

    private final RowFile<B> file;
    private final RowIndex index;
    private final RowsModel<B> model;
    private transient @Nullable Opened<B> opened;
    /** Known to who looked at the rows, and to no one whom this travels to. */
    private transient @Nullable RowSummary summary;

    FileTerms(RowFile<B> file, RowIndex index, RowsModel<B> model) {
        this.file = file;
        this.index = index;
        this.model = model;
    }

    /** What is open in this process: readers by the row that they come to next, and the rows that were packed by their shard. */
    record Opened<B>(PieceStorage storage, Map<Integer, RowCursor<B>> cursors, Map<Integer, StoredRows> packed) {}

    private synchronized Opened<B> opened() {
        Opened<B> known = opened;
        return known == null ? keepIn(new PieceStorage()) : known;
    }

    /** Begins to keep what is packed in a storage. */
    synchronized Opened<B> keepIn(PieceStorage storage) {
        Opened<B> begun = new Opened<>(storage, new ConcurrentHashMap<>(), new ConcurrentHashMap<>());
        opened = begun;
        return begun;
    }

    /** Other terms of the same rows; what was packed for these serves both. */
    public FileTerms<B> with(RowsModel<B> other) {
        FileTerms<B> terms = new FileTerms<>(file, index, other);
        terms.share(opened());
        return terms;
    }

    /** The same, told of its rows what was seen of them. */
    public FileTerms<B> with(RowsModel<B> other, RowSummary seen) {
        FileTerms<B> terms = with(other);
        terms.summary = seen;
        return terms;
    }

    private synchronized void share(Opened<B> with) {
        opened = with;
    }

    @Override
    public int parameters() {
        return model.parameters();
    }

    private Sharding sharding() {
        return Sharding.of(index.rows());
    }

    @Override
    public int shards() {
        return sharding().shards() + (model.penalty().isPresent() ? 1 : 0);
    }

    @Override
    public double[] curvatures() {
        RowSummary seen = summary;
        return seen == null ? new double[0] : model.curvatures(seen.columns());
    }

    @Override
    public boolean curvesAsGaussNewton() {
        return model.curvesAsGaussNewton();
    }

    @Override
    public TermShard open(int id) throws IOException {
        if (id == sharding().shards()) {
            return model.penalty().orElseThrow();
        }
        Opened<B> here = opened();
        StoredRows rows = here.packed.get(id);
        if (rows == null) {
            rows = read(here, sharding().first(id), sharding().first(id + 1));
            here.packed.put(id, rows);
        }
        return model.shard(id, rows);
    }

    /** Reads and packs rows {@code from}, …, {@code to} − 1. */
    private StoredRows read(Opened<B> here, int from, int to) throws IOException {
        RowCursor<B> waiting = here.cursors.remove(from);
        RowCursor<B> cursor = waiting == null ? cursor(from) : waiting;
        boolean sound = false;
        try {
            RowsModel.Packing<B> packing = model.pack(to - from, here.storage.begin());
            for (int row = from; row < to; row++) {
                if (!cursor.next()) {
                    throw DataException.of(
                            "%s: the file had %,d rows when it was looked at first, and has %,d now. It must not change"
                                    + " while it is read.",
                            file.source().name(), index.rows(), row);
                }
                if (cursor.parser().isFull()) {
                    packing.add(cursor.parser().take());
                }
            }
            packing.add(cursor.parser().take());
            sound = to < index.rows();
            return packing.finish();
        } finally {
            if (!sound || here.cursors.putIfAbsent(to, cursor) != null) {
                cursor.close();
            }
        }
    }

    private RowCursor<B> cursor(int row) throws IOException {
        Landmark mark = index.before(row);
        RowCursor<B> cursor = open(mark);
        cursor.skip(row - mark.row());
        return cursor;
    }

    private RowCursor<B> open(Landmark mark) throws IOException {
        try {
            return RowCursor.open(file, Stretch.all(mark.offset()), mark.linesBefore());
        } catch (NoSuchFileException | FileNotFoundException e) {
            throw DataException.of(
                    "--data: %s was there when it was looked at first, and is not there for one of those who fit. All of"
                            + " them must find it under this name: put it on a file system that they share.",
                    file.source().name());
        }
    }

    @Override
    public synchronized void release() {
        Opened<B> known = opened;
        opened = null;
        if (known != null) {
            known.packed.clear();
            known.storage.close();
            known.cursors.values().forEach(FileTerms::close);
            known.cursors.clear();
        }
    }

    private static void close(RowCursor<?> cursor) {
        try {
            cursor.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
