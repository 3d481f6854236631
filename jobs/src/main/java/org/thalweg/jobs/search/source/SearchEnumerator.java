package org.thalweg.jobs.search.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.SplitsAssignment;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.run.SearchSpecification;
import org.thalweg.core.search.SearchTally;
import org.thalweg.core.search.StartRange;
import org.thalweg.core.search.StopReason;
import org.thalweg.core.search.WaveLedger;
import org.thalweg.jobs.serialization.Framing;
import org.thalweg.jobs.serialization.StateSerializer;

/**
 * Hands out the starts of a search, keeps its ledger and its incumbent, and says when it is over.
 *
 * <p>After a failure of readers alone the enumerator lives on, ahead of the checkpoint that they return to. So all that
 * readers send may come twice: a report counts once, the incumbent only falls. What they were handed since that
 * checkpoint comes back and is handed out again just as it was cut, even if it was reported: the streams have forgotten
 * it.
 */
final class SearchEnumerator implements SplitEnumerator<RangeSplit, byte[]> {
    private static final long LOOK_AGAIN_MILLIS = 1_000;

    private final StateSerializer<SearchCheckpoint> serializer = SearchCheckpoint.serializer();
    private final SplitEnumeratorContext<RangeSplit> context;
    private final SearchIdentity identity;
    private final SearchRequest request;
    private final @Nullable Duration timeLimit;
    private final LongSupplier nanoClock;
    private final WaveLedger ledger;
    private final RangeSizes sizes;
    private final Deque<StartRange> again = new ArrayDeque<>();

    /** Readers that asked for a range and have none yet. */
    private final TreeSet<Integer> waiting = new TreeSet<>();

    private double incumbent;
    private final Duration elapsedBefore;
    private long started;
    private @Nullable StopReason cutShort;

    /**
     * @param checkpoint of this search, or of its beginning
     * @throws IOException if the ledger in it cannot be read
     */
    SearchEnumerator(
            SplitEnumeratorContext<RangeSplit> context,
            SearchSource source,
            SearchCheckpoint checkpoint,
            LongSupplier nanoClock)
            throws IOException {
        SearchSpecification specification = source.specification();
        this.context = context;
        this.timeLimit = source.timeLimit();
        this.nanoClock = nanoClock;
        this.sizes = new RangeSizes(
                specification.problem().objective().dimension(), RangeReport.tellsOfMinima(specification));
        this.identity = SearchIdentity.of(specification);
        this.request = source.request();
        this.ledger = checkpoint.ledgerOf(specification);
        this.again.addAll(checkpoint.again());
        this.incumbent = checkpoint.incumbent();
        this.elapsedBefore = checkpoint.elapsed();
        this.cutShort = checkpoint.cutShort();
    }

    @Override
    public void start() {
        started = nanoClock.getAsLong();
        if (timeLimit != null) {
            long left = Long.max(0, timeLimit.minus(elapsedBefore).toMillis());
            context.callAsync(
                    () -> StopReason.TIME_LIMIT, (reason, failure) -> cutShort(reason), left, LOOK_AGAIN_MILLIS);
        }
    }

    private void cutShort(StopReason reason) {
        if (!isOver()) {
            cutShort = reason;
            waiting.clear();
            again.clear();
            tellAll(new SearchOver(reason));
        }
    }

    @Override
    public void addReader(int reader) {
        if (incumbent < Double.POSITIVE_INFINITY) {
            context.sendEventToSourceReader(reader, new Incumbent(incumbent));
        }
        if (cutShort != null) {
            context.sendEventToSourceReader(reader, new SearchOver(cutShort));
        }
    }

    @Override
    public void handleSplitRequest(int reader, @Nullable String host) {
        waiting.add(reader);
        serve();
    }

    /** Serves the readers that wait, until there is nothing to hand out nor to say. */
    private void serve() {
        boolean served = true;
        for (Iterator<Integer> readers = waiting.iterator(); served && readers.hasNext(); ) {
            int reader = readers.next();
            served = !isRegistered(reader) || serve(reader);
            if (served) {
                readers.remove();
            }
        }
    }

    /** By the view of attempts, since the view of readers is a copy of all of them, made anew at each look. */
    private boolean isRegistered(int reader) {
        return context.registeredReadersOfAttempts().containsKey(reader);
    }

    private boolean serve(int reader) {
        List<RangeSplit> ranges = next(reader);
        if (!ranges.isEmpty()) {
            context.assignSplits(new SplitsAssignment<>(Map.of(reader, ranges)));
            return true;
        }
        StopReason reason = ledger.stopReason();
        if (reason != null) {
            context.sendEventToSourceReader(reader, new SearchOver(reason));
        }
        return reason != null;
    }

    private List<RangeSplit> next(int reader) {
        if (cutShort != null) {
            return List.of();
        }
        StartRange returned = again.poll();
        if (returned != null) {
            return List.of(RangeSplit.fresh(returned));
        }
        List<RangeSplit> ranges = new ArrayList<>();
        long amount = sizes.amount(reader, ledger.available(), context.currentParallelism());
        while (amount > 0) {
            StartRange range = ledger.next(Long.min(amount, sizes.size(reader)));
            if (range == null) {
                break;
            }
            ranges.add(RangeSplit.fresh(range));
            amount -= range.size();
        }
        return ranges;
    }

    @Override
    public void addSplitsBack(List<RangeSplit> splits, int reader) {
        waiting.remove(reader);
        if (cutShort == null) {
            splits.forEach(split -> again.add(split.range()));
            serve();
        }
    }

    @Override
    public void handleSourceEvent(int reader, SourceEvent event) {
        if (event instanceof RangeReport report) {
            receive(reader, report);
        } else if (event instanceof Incumbent lower) {
            receive(lower);
        } else {
            throw new IllegalArgumentException("an enumerator has no use for " + event);
        }
    }

    private void receive(int reader, RangeReport report) {
        if (isOver()) {
            return;
        }
        sizes.took(reader, report.secondsAStart(), report.range().size(), report.cells());
        ledger.report(report.range(), readTally(report));
        context.sendEventToSourceReader(reader, new ReportReceived(report.range()));
        serve();
    }

    /** Then readers end: they are told no more, since what is sent to a reader that has ended is lost, which Flink takes for a failure. */
    private boolean isOver() {
        return cutShort != null || ledger.stopReason() != null;
    }

    private static SearchTally readTally(RangeReport report) {
        try {
            return Framing.object(report.tally(), SearchTally::read);
        } catch (IOException e) {
            throw new UncheckedIOException("the report of %s cannot be read".formatted(report.range()), e);
        }
    }

    private void receive(Incumbent lower) {
        if (lower.value() < incumbent) {
            incumbent = lower.value();
            if (!isOver()) {
                tellAll(lower);
            }
        }
    }

    private void tellAll(SourceEvent event) {
        context.registeredReadersOfAttempts()
                .keySet()
                .forEach(reader -> context.sendEventToSourceReader(reader, event));
    }

    @Override
    public byte[] snapshotState(long checkpointId) {
        Duration elapsed = elapsedBefore.plusNanos(nanoClock.getAsLong() - started);
        return serializer.serialize(new SearchCheckpoint(
                identity,
                Framing.bytes(ledger, WaveLedger::write),
                List.copyOf(again),
                incumbent,
                elapsed,
                cutShort,
                request));
    }

    @Override
    public void close() {}
}
