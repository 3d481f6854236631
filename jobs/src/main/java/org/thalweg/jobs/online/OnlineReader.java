package org.thalweg.jobs.online;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.core.io.InputStatus;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.fit.data.DataTable;
import org.thalweg.core.fit.data.RowsModel;
import org.thalweg.core.fit.data.UnusableRowException;
import org.thalweg.core.fit.online.OnlineFit;
import org.thalweg.core.fit.online.OnlineState;
import org.thalweg.jobs.data.DataException;
import org.thalweg.jobs.data.GrowingDirectory;
import org.thalweg.jobs.serialization.Framing;

/**
 * Reads the files in order and learns, a batch of rows at a time.
 *
 * <p>Its state is what was learned up to the last complete micro-round, and the files from the one on in which the next round begins, with the rows
 * of that one that were used up. Rows of a round that has begun are read again after a failure.
 *
 * <p>It does not fail of a bad row: it says so to the enumerator, which ends the job.
 *
 * <p>What was learned goes out when the checkpoint that holds it is complete, and at the end.
 */
final class OnlineReader implements SourceReader<byte[], OnlineSplit> {
    private static final CompletableFuture<Void> NOW = CompletableFuture.completedFuture(null);

    private final OnlineSpecification specification;
    private final SourceReaderContext context;
    private final Deque<OnlineSplit> files = new ArrayDeque<>();
    /** Files with rows of the round that has begun, the first with the rows that were used up before. */
    private final List<OnlineSplit> touched = new ArrayList<>();

    private final TreeMap<Long, byte[]> taken = new TreeMap<>();
    private final Deque<byte[]> complete = new ArrayDeque<>();

    private final RowsModel.Summarizing<DataTable> checks;
    private OnlineFit<DataTable> fit;
    private GrowingDirectory.@Nullable Rows rows;
    private CompletableFuture<Void> waiting = new CompletableFuture<>();
    /** The name of the last file that has come; empty before the first. */
    private String newest = "";

    private boolean last;
    private boolean told;
    /** Whether a row was bad: it then does nothing any more until the job is ended. */
    private boolean stuck;

    OnlineReader(OnlineSpecification specification, SourceReaderContext context) {
        this.specification = specification;
        this.context = context;
        checks = specification.model().summarize();
        fit = new OnlineFit<>(specification.model(), specification.rule(), specification.size(), specification.start());
    }

    @Override
    public void start() {}

    /** Takes files over: all that come with what was learned, and of the others those that follow the last one that has come. */
    @Override
    public void addSplits(List<OnlineSplit> splits) {
        List<OnlineSplit> sorted = new ArrayList<>(splits);
        sorted.sort(Comparator.comparing(OnlineSplit::file));
        boolean restored = !sorted.get(0).isFile();
        for (OnlineSplit split : sorted) {
            if (!split.isFile()) {
                goOn(split);
            } else if (restored) {
                files.add(split);
            } else if (split.after().equals(newest)) {
                files.add(split);
                newest = split.file();
            }
        }
        wake();
    }

    private void goOn(OnlineSplit learned) {
        try {
            newest = learned.after();
            OnlineState state = Framing.object(learned.learned(), OnlineState::read);
            fit = new OnlineFit<>(specification.model(), specification.rule(), specification.size(), state);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void handleSourceEvents(SourceEvent event) {
        if (event instanceof Newest told) {
            if (told.file().compareTo(newest) > 0) {
                context.sendSourceEventToCoordinator(new Wanted(newest));
            } else if (told.complete()) {
                last = true;
                wake();
            }
        }
    }

    @Override
    public void notifyNoMoreSplits() {
        throw new IllegalStateException("the reader is told in another way that there are no more files");
    }

    private void wake() {
        waiting.complete(null);
    }

    @Override
    public InputStatus pollNext(ReaderOutput<byte[]> output) throws IOException {
        if (stuck) {
            return InputStatus.NOTHING_AVAILABLE;
        }
        try {
            return advance(output);
        } catch (DataException e) {
            stuck = true;
            context.sendSourceEventToCoordinator(new BadData(e));
            return InputStatus.NOTHING_AVAILABLE;
        }
    }

    private InputStatus advance(ReaderOutput<byte[]> output) throws IOException {
        byte[] stored = complete.poll();
        if (stored != null && !told) {
            output.collect(stored);
            return InputStatus.MORE_AVAILABLE;
        }
        if (rows == null && !open()) {
            if (!last) {
                return InputStatus.NOTHING_AVAILABLE;
            }
            if (told) {
                return InputStatus.END_OF_INPUT;
            }
            told = true;
            fit.finish();
            touched.clear();
            output.collect(Framing.bytes(fit.state(), OnlineState::write));
            return InputStatus.MORE_AVAILABLE;
        }
        learn();
        return InputStatus.MORE_AVAILABLE;
    }

    /** Opens the next file; returns whether there is one. */
    private boolean open() throws IOException {
        OnlineSplit next = files.poll();
        if (next == null) {
            return false;
        }
        touched.add(next);
        rows = specification.directory().open(next.file(), next.rows());
        return true;
    }

    private void learn() throws IOException {
        GrowingDirectory.Rows open = Objects.requireNonNull(rows);
        DataTable batch = open.next(fit.lacking());
        boolean ended = batch.rows() == 0;
        check(batch, open.passed());
        if (!ended && fit.add(batch, batch.rows())) {
            OnlineSplit current = touched.get(touched.size() - 1);
            touched.clear();
            touched.add(current.passed(open.passed()));
        }
        if (ended) {
            open.close();
            rows = null;
            boolean between = touched.size() == 1 && touched.get(0).rows() == open.passed();
            if (between) {
                touched.clear();
            }
        }
    }

    /** Refuses what the loss does not take. */
    private void check(DataTable batch, long passed) {
        try {
            checks.add(batch);
        } catch (UnusableRowException e) {
            throw new DataException("%s/%s, row %d: %s"
                    .formatted(
                            specification.directory().name(),
                            touched.get(touched.size() - 1).file(),
                            passed - batch.rows() + e.row() + 1,
                            e.getMessage()));
        }
    }

    @Override
    public List<OnlineSplit> snapshotState(long checkpoint) {
        byte[] learned = Framing.bytes(fit.state(), OnlineState::write);
        taken.put(checkpoint, learned);
        List<OnlineSplit> state = new ArrayList<>();
        state.add(new OnlineSplit(OnlineSplit.LEARNED, newest, 0, learned));
        state.addAll(touched);
        state.addAll(files);
        return state;
    }

    @Override
    public void notifyCheckpointComplete(long checkpoint) {
        byte[] learned = taken.get(checkpoint);
        if (learned != null) {
            complete.add(learned);
        }
        taken.headMap(checkpoint, true).clear();
        wake();
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
        if (!stuck && (rows != null || !files.isEmpty() || !complete.isEmpty() || last)) {
            return NOW;
        }
        if (waiting.isDone()) {
            waiting = new CompletableFuture<>();
        }
        return waiting;
    }

    @Override
    public void close() throws IOException {
        if (rows != null) {
            rows.close();
        }
    }
}
