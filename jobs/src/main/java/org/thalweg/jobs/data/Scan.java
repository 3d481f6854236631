package org.thalweg.jobs.data;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.fit.data.UnusableRowException;
import org.thalweg.jobs.data.StretchReport.Landmark;

/**
 * Goes through all rows of a file, many stretches of it at a time: checks them, counts them, gives them to sinks, and remembers where some of
 * them are.
 *
 * <p>Stretches are cut by the length of the file alone, each has a sink of its own, and what is wrong is told of the first row in the file
 * that is; so nothing depends on how many threads there are.
 *
 * @param <B> a batch of rows
 * @param <S> what takes the rows of a stretch
 */
final class Scan<B, S extends BatchSink<B>> {
    /** Bytes of a stretch. */
    static final long STRETCH = 8L << 20;

    /** A landmark is set every so many rows. */
    private static final int LANDMARKS_APART = 1024;

    private final RowFile<B> file;
    private final Supplier<S> sinks;
    private final long size;

    /** @param size bytes of a stretch */
    Scan(RowFile<B> file, Supplier<S> sinks, long size) {
        this.file = file;
        this.sinks = sinks;
        this.size = size;
    }

    /**
     * What was found.
     *
     * @param sinks of the stretches, in the order of the file
     */
    record Found<S>(RowIndex index, List<S> sinks) {}

    private record Scanned<S>(StretchReport report, S sink) {}

    /**
     * Goes through the file with so many threads.
     *
     * @throws DataException if a row cannot be used and the policy is to fail, or no row can be used
     * @throws IOException if the file cannot be read
     */
    Found<S> run(int threads) throws IOException {
        long length = file.source().length();
        Found<S> found = null;
        if (length - file.body() > size) {
            found = join(all(Stretch.cut(file.body(), length, size), threads), file.linesBefore());
        }
        if (found == null) {
            // the file is short, or cannot be read but from its beginning, or line ends inside quotes were taken for
            // ends of rows
            found = join(List.of(scan(Stretch.all(file.body()))), file.linesBefore());
        }
        return Objects.requireNonNull(found);
    }

    /** Goes through the rows of a cursor that is open already and counts lines from the beginning, such as one on standard input. */
    Found<S> run(RowCursor<B> cursor) throws IOException {
        return Objects.requireNonNull(join(List.of(scan(cursor)), 0));
    }

    private List<Scanned<S>> all(List<Stretch> stretches, int threads) throws IOException {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<Scanned<S>>> running = new ArrayList<>();
            for (Stretch stretch : stretches) {
                running.add(pool.submit(() -> scan(stretch)));
            }
            List<Scanned<S>> done = new ArrayList<>();
            for (Future<Scanned<S>> each : running) {
                Scanned<S> scanned = each.get();
                done.add(scanned);
                if (scanned.report.trouble() != null) {
                    break; // what comes behind it cannot matter
                }
            }
            return done;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the reading was interrupted", e);
        } finally {
            pool.shutdownNow();
        }
    }

    private Scanned<S> scan(Stretch stretch) throws IOException {
        try (RowCursor<B> cursor = RowCursor.open(file, stretch, 0)) {
            return scan(cursor);
        }
    }

    private Scanned<S> scan(RowCursor<B> cursor) throws IOException {
        S sink = sinks.get();
        List<Landmark> landmarks = new ArrayList<>();
        long begin = cursor.nextOffset();
        int rows = 0;
        DataException trouble = null;
        try {
            long[] lines = new long[1];
            int held = 0;
            while (cursor.next()) {
                if (rows % LANDMARKS_APART == 0) {
                    landmarks.add(new Landmark(rows, cursor.offset(), cursor.line() - 1));
                }
                rows = Math.addExact(rows, 1);
                lines = held == lines.length ? Arrays.copyOf(lines, 2 * held) : lines;
                lines[held++] = cursor.line();
                if (cursor.parser().isFull()) {
                    add(cursor, sink, lines);
                    held = 0;
                }
            }
            add(cursor, sink, lines);
        } catch (DataException e) {
            trouble = e;
        }
        StretchReport report = new StretchReport(
                begin,
                cursor.nextOffset(),
                cursor.linesBefore(),
                rows,
                cursor.rejected(),
                landmarks.toArray(Landmark[]::new),
                trouble);
        return new Scanned<>(report, sink);
    }

    private void add(RowCursor<B> cursor, S sink, long[] lines) {
        try {
            sink.add(cursor.parser().take());
        } catch (UnusableRowException e) {
            throw DataException.at(file.source().name(), lines[e.row()], ": " + e.getMessage());
        }
    }

    /** Puts all stretches together; null if one did not begin where the one before ended. */
    private @Nullable Found<S> join(List<Scanned<S>> scanned, long linesBefore) {
        List<Landmark> landmarks = new ArrayList<>();
        int rows = 0;
        long lines = linesBefore;
        long rejected = 0;
        long end = scanned.get(0).report.begin();
        for (Scanned<S> each : scanned) {
            StretchReport report = each.report;
            if (report.begin() != end) {
                return null;
            }
            if (report.trouble() != null) {
                throw report.trouble().behind(lines);
            }
            for (Landmark mark : report.landmarks()) {
                landmarks.add(new Landmark(rows + mark.row(), mark.offset(), lines + mark.linesBefore()));
            }
            rows = Math.addExact(rows, report.rows());
            lines += report.lines();
            rejected += report.rejected();
            end = report.end();
        }
        if (rows == 0) {
            throw DataException.of(
                    "%s: %s",
                    file.source().name(),
                    rejected == 0
                            ? "there are no rows below the header."
                            : "none of the %,d rows can be used.".formatted(rejected));
        }
        return new Found<>(
                new RowIndex(landmarks, rows, rejected),
                scanned.stream().map(Scanned::sink).toList());
    }
}
