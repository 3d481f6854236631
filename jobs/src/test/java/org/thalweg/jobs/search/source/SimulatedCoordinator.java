package org.thalweg.jobs.search.source;

import java.io.IOException;
import java.util.AbstractMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.api.connector.source.ReaderInfo;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.SplitsAssignment;
import org.apache.flink.metrics.groups.SplitEnumeratorMetricGroup;
import org.thalweg.core.search.StopReason;

/** The enumerator of a {@link SimulatedJob} with its context. */
final class SimulatedCoordinator implements SplitEnumeratorContext<RangeSplit> {
    private final SplitEnumerator<RangeSplit, byte[]> enumerator;
    private final IntPredicate registered;
    private final BiConsumer<Integer, Object> send;
    private final int parallelism;
    private BiConsumer<Object, Throwable> alarm = (reason, failure) -> {};

    SimulatedCoordinator(
            SearchSource source, IntPredicate registered, BiConsumer<Integer, Object> send, int parallelism) {
        this.registered = registered;
        this.send = send;
        this.parallelism = parallelism;
        this.enumerator = source.createEnumerator(this);
        enumerator.start();
    }

    SimulatedCoordinator(
            SearchSource source,
            byte[] checkpoint,
            IntPredicate registered,
            BiConsumer<Integer, Object> send,
            int parallelism) {
        this.registered = registered;
        this.send = send;
        this.parallelism = parallelism;
        this.enumerator = source.restoreEnumerator(this, checkpoint);
        enumerator.start();
    }

    void timeIsUp() {
        alarm.accept(StopReason.TIME_LIMIT, null);
    }

    byte[] snapshot(long id) {
        try {
            return enumerator.snapshotState(id);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    void complete(long id) throws IOException {
        try {
            enumerator.notifyCheckpointComplete(id);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    void addSplitsBack(List<RangeSplit> splits, int worker) {
        enumerator.addSplitsBack(splits, worker);
    }

    void addReader(int worker) {
        enumerator.addReader(worker);
    }

    void request(int worker) {
        enumerator.handleSplitRequest(worker, null);
    }

    void event(int worker, SourceEvent event) {
        enumerator.handleSourceEvent(worker, event);
    }

    @Override
    public int currentParallelism() {
        return parallelism;
    }

    @Override
    public Map<Integer, Map<Integer, ReaderInfo>> registeredReadersOfAttempts() {
        return new AbstractMap<>() {
            @Override
            public boolean containsKey(Object worker) {
                return registered.test((Integer) worker);
            }

            @Override
            public Set<Entry<Integer, Map<Integer, ReaderInfo>>> entrySet() {
                return IntStream.range(0, parallelism)
                        .filter(registered)
                        .mapToObj(worker -> Map.entry(worker, Map.of(0, new ReaderInfo(worker, "here"))))
                        .collect(Collectors.toSet());
            }
        };
    }

    @Override
    public Map<Integer, ReaderInfo> registeredReaders() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void sendEventToSourceReader(int worker, SourceEvent event) {
        if (!registered.test(worker)) {
            throw new AssertionError("%s is sent to worker %d, which is not there".formatted(event, worker));
        }
        send.accept(worker, event);
    }

    @Override
    public void assignSplits(SplitsAssignment<RangeSplit> assignment) {
        assignment.assignment().forEach((worker, splits) -> splits.forEach(split -> send.accept(worker, split)));
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> void callAsync(Callable<T> callable, BiConsumer<T, Throwable> handler, long delay, long period) {
        alarm = (BiConsumer<Object, Throwable>) (BiConsumer<?, Throwable>) handler;
    }

    @Override
    public <T> void callAsync(Callable<T> callable, BiConsumer<T, Throwable> handler) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void signalNoMoreSplits(int worker) {
        throw new UnsupportedOperationException();
    }

    @Override
    public SplitEnumeratorMetricGroup metricGroup() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void runInCoordinatorThread(Runnable runnable) {
        throw new UnsupportedOperationException();
    }
}
