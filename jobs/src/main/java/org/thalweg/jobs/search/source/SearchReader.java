package org.thalweg.jobs.search.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.run.SearchSpecification;
import org.thalweg.core.search.RangeWork;
import org.thalweg.core.search.SearchTally;
import org.thalweg.core.search.StopReason;
import org.thalweg.jobs.monitor.LookInterval;
import org.thalweg.jobs.monitor.WorkerProgress;
import org.thalweg.jobs.search.archive.Harvest;
import org.thalweg.jobs.serialization.Framing;

/**
 * One worker of a search: takes ranges of starts, advances their descents a slice at a time, reports finished ranges to
 * the enumerator and sends what they amount to downstream.
 *
 * <p>A range is harvested and reported in the same {@link #pollNext} that completes it, so a checkpoint holds a range
 * either in work, and not harvested, or complete, and harvested.
 */
final class SearchReader implements SourceReader<Harvest, RangeSplit> {
    private static final CompletableFuture<Void> NOW = CompletableFuture.completedFuture(null);

    /** How far it is, a reader tells so often, however many ranges it completes meanwhile. */
    private static final LookInterval TELLING = new LookInterval(Duration.ofMillis(200), Duration.ofSeconds(1));

    /** While a checkpoint is taken, Flink holds back what the enumerator hands out: some tenths of a second, on a busy machine. */
    private static final double RESERVE_SECONDS = 0.3;

    private final SourceReaderContext context;
    private final SearchSpecification specification;
    private final LongSupplier nanoClock;
    private final Workbench bench;
    private final SlicePace pace = new SlicePace();
    private final StartPace startPace = new StartPace();
    private final int mostCells;
    private final long opened;

    /**
     * Complete ranges whose reports the enumerator has not answered, by their first start; with their minima only if reports tell
     * of them.
     *
     * <p>A report may arrive after the enumerator has given its part of a checkpoint and before this reader gives its
     * own: then the reader's part must hold it. It does, because Flink holds back what the enumerator sends in between,
     * the answer too, until the reader has given its part.
     */
    private final Map<Long, RangeWork> unanswered = new TreeMap<>();

    /** Splits that are done with, whose outputs and metrics Flink keeps until they are released. */
    private final List<String> released = new ArrayList<>();

    private CompletableFuture<Void> wake = new CompletableFuture<>();
    private boolean started;
    private boolean asked;
    private double incumbent = Double.POSITIVE_INFINITY;
    private @Nullable StopReason over;
    private long lastTold;

    /** @param mostCells of how many cells of the archive a harvest may tell */
    SearchReader(
            SourceReaderContext context, SearchSpecification specification, int mostCells, LongSupplier nanoClock) {
        this.context = context;
        this.specification = specification;
        this.nanoClock = nanoClock;
        this.bench = new Workbench(specification, nanoClock);
        this.mostCells = mostCells;
        this.opened = nanoClock.getAsLong();
        this.lastTold = opened;
    }

    /** Says what is left to say of the ranges of a checkpoint; only now does the enumerator know this reader. */
    @Override
    public void start() {
        started = true;
        unanswered.values().forEach(work -> report(work, work.tally().archive().cells()));
        ask();
    }

    /** Asks for a range while there are fewer than two, or too little, to begin: one to work on, and enough in reserve. */
    private void ask() {
        if (started && !asked && over == null && (bench.unbegunRanges() < 2 || isReserveShort())) {
            asked = true;
            context.sendSplitRequest();
        }
    }

    /** False where it is not known yet how long a start takes. */
    private boolean isReserveShort() {
        return bench.unbegunStarts() * startPace.seconds() < RESERVE_SECONDS;
    }

    @Override
    public void addSplits(List<RangeSplit> splits) {
        asked = false;
        for (RangeSplit split : splits) {
            add(split);
        }
        wake.complete(null);
        ask();
    }

    private void add(RangeSplit split) {
        RangeWork work = workOf(split);
        if (work.isComplete()) {
            unanswered.put(split.range().from(), work);
            released.add(split.splitId());
        } else {
            bench.add(work, split);
        }
    }

    private RangeWork workOf(RangeSplit split) {
        if (split.work().length == 0) {
            return new RangeWork(split.range(), specification.newTally());
        }
        try {
            return Framing.object(split.work(), RangeWork::read);
        } catch (IOException e) {
            throw new UncheckedIOException("range %s cannot be read".formatted(split.splitId()), e);
        }
    }

    @Override
    public InputStatus pollNext(ReaderOutput<Harvest> output) throws IOException {
        released.forEach(output::releaseOutputForSplit);
        released.clear();
        if (over != null && (bench.isEmpty() || !over.isComplete())) {
            harvest(bench.abandon(), over, output);
            return InputStatus.END_OF_INPUT;
        }
        if (bench.isEmpty()) {
            return InputStatus.NOTHING_AVAILABLE;
        }
        slice();
        List<RangeWork> finished = bench.takeComplete();
        if (!finished.isEmpty()) {
            conclude(finished, output);
        } else if (isTimeToTell()) {
            harvest(specification.newTally(), null, output);
        }
        ask();
        return InputStatus.MORE_AVAILABLE;
    }

    /** An exhausted heap would be exhausted again at every restart: better an end with a sentence at once. */
    private void slice() throws IOException {
        try {
            advance();
        } catch (OutOfMemoryError e) {
            throw new SuppressRestartsException(new ExhaustedHeapException(e));
        }
    }

    private void advance() throws IOException {
        long before = nanoClock.getAsLong();
        long endedBefore = bench.ended();
        long spent = bench.advance(pace.evaluations(), pace.lanes());
        long nanos = nanoClock.getAsLong() - before;
        pace.took(spent, nanos);
        startPace.took(nanos, bench.ended() - endedBefore);
        if (bench.lowest() < incumbent) {
            incumbent = bench.lowest();
            context.sendSourceEventToCoordinator(new Incumbent(incumbent));
        }
    }

    private void conclude(List<RangeWork> finished, ReaderOutput<Harvest> output) {
        SearchTally tally = finished.get(0).tally();
        if (finished.size() > 1) {
            tally = specification.newTally();
            for (RangeWork work : finished) {
                tally.merge(work.tally());
            }
        }
        for (RangeWork work : finished) {
            RangeWork told = RangeReport.tellsOfMinima(specification) ? work : work.withoutArchive();
            unanswered.put(work.range().from(), told);
            report(told, work.tally().archive().cells());
            output.releaseOutputForSplit(RangeSplit.id(work.range()));
        }
        harvest(tally, null, output);
    }

    private void report(RangeWork complete, int cells) {
        context.sendSourceEventToCoordinator(new RangeReport(
                complete.range(), Framing.bytes(complete.tally(), SearchTally::write), startPace.seconds(), cells));
    }

    private void harvest(SearchTally tally, @Nullable StopReason end, ReaderOutput<Harvest> output) {
        // what is not told yet goes into a checkpoint with the ranges in work: without any, it must be told now
        boolean telling = end != null || bench.isEmpty() || isTimeToTell();
        List<SearchTally> parts = tally.parts(mostCells);
        parts.subList(1, parts.size()).forEach(part -> harvest(part, WorkerProgress.none(), null, output));
        harvest(parts.get(0), telling ? tell() : WorkerProgress.none(), end, output);
    }

    private void harvest(
            SearchTally tally, WorkerProgress progress, @Nullable StopReason end, ReaderOutput<Harvest> output) {
        output.collect(new Harvest(context.getIndexOfSubtask(), context.currentParallelism(), progress, tally, end));
    }

    private boolean isTimeToTell() {
        return nanoClock.getAsLong() - lastTold >= TELLING.nanosAfter(lastTold - opened);
    }

    private WorkerProgress tell() {
        lastTold = nanoClock.getAsLong();
        return bench.tell();
    }

    @Override
    public List<RangeSplit> snapshotState(long checkpointId) {
        List<RangeSplit> splits = bench.splits();
        unanswered.values().forEach(work -> splits.add(RangeSplit.complete(work)));
        return splits;
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
        if (!bench.isEmpty() || over != null) {
            return NOW;
        }
        if (wake.isDone()) {
            wake = new CompletableFuture<>();
        }
        return wake;
    }

    @Override
    public void handleSourceEvents(SourceEvent event) {
        if (event instanceof ReportReceived received) {
            unanswered.remove(received.range().from());
        } else if (event instanceof Incumbent lower) {
            incumbent = Double.min(incumbent, lower.value());
        } else if (event instanceof SearchOver end) {
            over = end.reason();
            wake.complete(null);
        } else {
            throw new IllegalArgumentException("a reader has no use for " + event);
        }
    }

    /** Readers end when the search is over, which {@link SearchOver} says. */
    @Override
    public void notifyNoMoreSplits() {}

    @Override
    public void close() {}
}
