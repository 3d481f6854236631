package org.thalweg.jobs.search.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.LongSupplier;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.metrics.groups.SourceReaderMetricGroup;
import org.apache.flink.util.InstantiationUtil;
import org.apache.flink.util.UserCodeClassLoader;
import org.thalweg.core.run.SearchSpecification;
import org.thalweg.jobs.search.archive.Harvest;
import org.thalweg.jobs.search.archive.HarvestSerializer;
import org.thalweg.jobs.serialization.StateSerializer;

/** A reader of a {@link SimulatedJob}, and the queues between it, the enumerator and the archive. */
final class SimulatedWorker implements SourceReaderContext, ReaderOutput<Harvest> {
    private static final StateSerializer<RangeSplit> SPLITS = RangeSplit.serializer();

    /** So few that harvests come in parts. */
    private static final int MOST_CELLS = 2;

    private static final Object BARRIER = "barrier";
    private static final Object REGISTRATION = "registration";
    private static final Object REQUEST = "request";

    private final int index;
    private final int parallelism;
    private final SimulatedCoordinator coordinator;
    private final SearchReader reader;

    /** To the enumerator. */
    private final Deque<Object> up = new ArrayDeque<>();

    /** From the enumerator. */
    private final Deque<Object> down = new ArrayDeque<>();

    /** From the enumerator, held back while a checkpoint waits for this reader. */
    private final Deque<Object> held = new ArrayDeque<>();

    /** To the archive: serialized harvests and barriers. */
    private final Deque<Object> data = new ArrayDeque<>();

    private boolean registered;
    private boolean ended;
    private boolean gateClosed;

    SimulatedWorker(
            SearchSpecification specification,
            int index,
            int parallelism,
            SimulatedCoordinator coordinator,
            LongSupplier nanoClock) {
        this.index = index;
        this.parallelism = parallelism;
        this.coordinator = coordinator;
        this.reader = new SearchReader(this, specification, MOST_CELLS, nanoClock);
    }

    void open(List<RangeSplit> restored) {
        if (!restored.isEmpty()) {
            reader.addSplits(restored);
        }
        up.add(REGISTRATION);
        reader.start();
    }

    void tellEnumerator() {
        Object message = up.poll();
        if (message == REGISTRATION) {
            registered = true;
            coordinator.addReader(index);
        } else if (message == REQUEST) {
            coordinator.request(index);
        } else if (message != null) {
            coordinator.event(index, (SourceEvent) message);
        }
    }

    void hearEnumerator() throws IOException {
        Object message = down.poll();
        if (message != null && ended) {
            throw new AssertionError("%s reaches worker %d, which has ended".formatted(message, index));
        }
        if (message instanceof byte[] split) {
            reader.addSplits(List.of(SPLITS.deserialize(split)));
        } else if (message != null) {
            reader.handleSourceEvents((SourceEvent) message);
        }
    }

    void receive(Object message) {
        Object sent = message instanceof RangeSplit split ? SPLITS.serialize(split) : copy(message);
        (gateClosed ? held : down).add(sent);
    }

    void poll() throws IOException {
        if (!ended && reader.isAvailable().isDone()) {
            ended = reader.pollNext(this) == InputStatus.END_OF_INPUT;
        }
    }

    boolean isRegistered() {
        return registered;
    }

    void fail() {
        registered = false;
    }

    boolean hasEnded() {
        return ended;
    }

    boolean hasHarvest() {
        return !data.isEmpty() && data.peek() != BARRIER;
    }

    Harvest takeHarvest() throws IOException {
        Harvest harvest = new HarvestSerializer().deserialize(new DataInputDeserializer((byte[]) data.remove()));
        assertThat(harvest.tally().archive().cells()).as("cells of one harvest").isLessThanOrEqualTo(MOST_CELLS);
        return harvest;
    }

    boolean isAtBarrier() {
        return data.peek() == BARRIER;
    }

    void passBarrier() {
        data.remove();
    }

    void closeGate() {
        gateClosed = true;
    }

    void abort() {
        data.remove(BARRIER);
        openGate();
    }

    private void openGate() {
        gateClosed = false;
        down.addAll(held);
        held.clear();
    }

    /** Whether the barrier can have come: after all that was sent before the enumerator gave its part. */
    boolean canGive() {
        return gateClosed && down.isEmpty();
    }

    List<RangeSplit> give(long checkpoint) {
        List<RangeSplit> splits = reader.snapshotState(checkpoint);
        data.add(BARRIER);
        openGate();
        return splits;
    }

    private static Object copy(Object message) {
        try {
            return InstantiationUtil.clone((SourceEvent) message);
        } catch (IOException | ClassNotFoundException e) {
            throw new AssertionError(message + " cannot be sent", e);
        }
    }

    @Override
    public void collect(Harvest harvest) {
        DataOutputSerializer out = new DataOutputSerializer(1 << 10);
        try {
            new HarvestSerializer().serialize(harvest, out);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        data.add(out.getCopyOfBuffer());
    }

    @Override
    public void collect(Harvest harvest, long timestamp) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void sendSplitRequest() {
        up.add(REQUEST);
    }

    @Override
    public void sendSourceEventToCoordinator(SourceEvent event) {
        up.add(copy(event));
    }

    @Override
    public int getIndexOfSubtask() {
        return index;
    }

    @Override
    public int currentParallelism() {
        return parallelism;
    }

    @Override
    public void releaseOutputForSplit(String splitId) {}

    @Override
    public SourceOutput<Harvest> createOutputForSplit(String splitId) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void emitWatermark(Watermark watermark) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void markIdle() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void markActive() {
        throw new UnsupportedOperationException();
    }

    @Override
    public SourceReaderMetricGroup metricGroup() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Configuration getConfiguration() {
        return new Configuration();
    }

    @Override
    public String getLocalHostName() {
        return "here";
    }

    @Override
    public UserCodeClassLoader getUserCodeClassLoader() {
        throw new UnsupportedOperationException();
    }
}
