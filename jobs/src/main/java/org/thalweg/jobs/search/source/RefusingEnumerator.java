package org.thalweg.jobs.search.source;

import java.util.List;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.jspecify.annotations.Nullable;

/**
 * Stands in for an enumerator that cannot go on from its checkpoint, and fails the job for good when it is started.
 *
 * <p>Flink 2.3 loses an exception that is thrown earlier, while the enumerator is restored: the job then runs for ever,
 * and does nothing.
 */
final class RefusingEnumerator implements SplitEnumerator<RangeSplit, byte[]> {
    private final Exception reason;

    RefusingEnumerator(Exception reason) {
        this.reason = reason;
    }

    @Override
    public void start() {
        throw new SuppressRestartsException(reason);
    }

    @Override
    public byte[] snapshotState(long checkpointId) {
        throw new SuppressRestartsException(reason);
    }

    @Override
    public void handleSplitRequest(int reader, @Nullable String host) {}

    @Override
    public void addSplitsBack(List<RangeSplit> splits, int reader) {}

    @Override
    public void addReader(int reader) {}

    @Override
    public void close() {}
}
