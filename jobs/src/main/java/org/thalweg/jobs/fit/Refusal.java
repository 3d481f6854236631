package org.thalweg.jobs.fit;

import java.util.List;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.jspecify.annotations.Nullable;

/**
 * Stands in for an enumerator that cannot go on from its checkpoint, and fails the job for good when it is started: Flink 2.3 loses what
 * is thrown earlier.
 */
final class Refusal implements SplitEnumerator<ShardSplit, byte[]> {
    private final ChangedFitException reason;

    Refusal(ChangedFitException reason) {
        this.reason = reason;
    }

    @Override
    public void start() {
        throw new SuppressRestartsException(reason);
    }

    @Override
    public byte[] snapshotState(long checkpoint) {
        throw new SuppressRestartsException(reason);
    }

    @Override
    public void handleSplitRequest(int worker, @Nullable String host) {}

    @Override
    public void addSplitsBack(List<ShardSplit> splits, int worker) {}

    @Override
    public void addReader(int worker) {}

    @Override
    public void close() {}
}
