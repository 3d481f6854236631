package org.thalweg.jobs.fit;

import java.util.List;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.fit.rounds.FitSpecification;

/**
 * Deals the shards to the workers, anew whenever they begin: who holds which shard is no part of a checkpoint, so a fit can go on at any
 * parallelism.
 */
final class ShardEnumerator implements SplitEnumerator<ShardSplit, byte[]> {
    private final SplitEnumeratorContext<ShardSplit> context;
    private final FitSpecification specification;

    ShardEnumerator(SplitEnumeratorContext<ShardSplit> context, FitSpecification specification) {
        this.context = context;
        this.specification = specification;
    }

    @Override
    public void start() {}

    @Override
    public void addReader(int worker) {
        Ownership dealt = new Ownership(specification.terms().shards(), context.currentParallelism());
        context.assignSplit(new ShardSplit(dealt.from(worker), dealt.to(worker)), worker);
        context.signalNoMoreSplits(worker);
    }

    /** What a worker that failed had been given is dealt to it again when it comes back. */
    @Override
    public void addSplitsBack(List<ShardSplit> splits, int worker) {}

    @Override
    public void handleSplitRequest(int worker, @Nullable String host) {}

    @Override
    public byte[] snapshotState(long checkpoint) {
        return FitIdentity.of(specification).bytes();
    }

    @Override
    public void close() {}
}
