package org.thalweg.jobs.fit;

import java.util.UUID;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.thalweg.core.fit.rounds.FitSpecification;
import org.thalweg.jobs.monitor.Study;

/**
 * The operators of a fit and how they hang together.
 *
 * <pre>
 * shards (source) → blocks → tail
 *     ↖ in the same process ↙
 * </pre>
 *
 * <p>Where block 0 is owned, the meters of the fit are kept.
 *
 * <p>All three have the same parallelism; subtasks of one number share a slot, and so a process. The tail never waits and a worker has the
 * calls of one round at most in store, so the loop cannot come to a deadlock.
 */
record FitGraph(FitSpecification specification, Study study, long rowsRejected) {
    private static final int MAX_PARALLELISM = 1 << 15;

    /** Messages go out when they are made. */
    private static final long AT_ONCE = 0;

    /** Adds the loop to a job. */
    void attach(StreamExecutionEnvironment environment) {
        String loop = UUID.randomUUID().toString();
        int blockCount = specification.plan().blocks().count();
        // Barriers that overtake messages would save half a round.
        Configuration aligned = new Configuration();
        aligned.set(CheckpointingOptions.ENABLE_UNALIGNED, false);
        environment.configure(aligned);
        SingleOutputStreamOperator<LoopMessage> shards = environment
                .fromSource(
                        new ShardSource(specification, loop),
                        WatermarkStrategy.noWatermarks(),
                        "shards",
                        LoopMessage.type())
                .setMaxParallelism(MAX_PARALLELISM)
                .setBufferTimeout(AT_ONCE)
                .uid("shards");
        SingleOutputStreamOperator<LoopMessage> blocks = shards.partitionCustom(
                        (block, workers) -> new Ownership(blockCount, workers).ownerOf(block), LoopMessage::to)
                .process(new BlockFunction(
                        specification,
                        loop,
                        study,
                        rowsRejected,
                        environment.getCheckpointConfig().isCheckpointingEnabled()))
                .returns(LoopMessage.type())
                .setMaxParallelism(MAX_PARALLELISM)
                .setBufferTimeout(AT_ONCE)
                .name("blocks")
                .uid("blocks");
        SingleOutputStreamOperator<Void> tail = blocks.partitionCustom((worker, workers) -> worker, LoopMessage::to)
                .process(new TailFunction(loop))
                .returns(Types.VOID)
                .setMaxParallelism(MAX_PARALLELISM)
                .name("tail")
                .uid("tail");
        shards.getTransformation().setCoLocationGroupKey(loop);
        blocks.getTransformation().setCoLocationGroupKey(loop);
        tail.getTransformation().setCoLocationGroupKey(loop);
    }
}
