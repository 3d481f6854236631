package org.thalweg.jobs.online;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.thalweg.core.fit.online.OnlineState;
import org.thalweg.jobs.client.JobEnd;
import org.thalweg.jobs.serialization.Framing;

/** A fit that learns on a cluster as rows come, seen by its client. */
public final class OnlineRun {
    private final JobClient client;

    private OnlineRun(JobClient client) {
        this.client = client;
    }

    /**
     * Begins to learn, as a job of its own.
     *
     * @throws Exception if the job cannot be handed in
     */
    public static OnlineRun submit(OnlineSpecification specification, StreamExecutionEnvironment environment)
            throws Exception {
        environment
                .fromSource(
                        new OnlineSource(specification),
                        WatermarkStrategy.noWatermarks(),
                        "learner",
                        PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO)
                .setParallelism(1)
                .setMaxParallelism(1)
                .uid("learner")
                .process(new SnapshotFunction())
                .returns(Types.VOID)
                .setParallelism(1)
                .setMaxParallelism(1)
                .name("snapshots")
                .uid("snapshots")
                .sinkTo(new DiscardingSink<>())
                .setParallelism(1)
                .name("end")
                .uid("end");
        return new OnlineRun(environment.executeAsync("thalweg online fit"));
    }

    public JobID jobId() {
        return client.getJobID();
    }

    /** What was learned up to the last complete checkpoint, or the end; empty before the first. */
    public CompletableFuture<Optional<OnlineState>> learned() {
        return client.getAccumulators()
                .thenApply(all -> state((byte[]) all.getOrDefault(SnapshotFunction.LEARNED, new byte[0])));
    }

    /** What was learned, when the directory is complete. If the job fails or is cancelled this completes with that failure. */
    public CompletableFuture<OnlineState> result() {
        return client.getJobExecutionResult()
                .thenApply(ended -> state(ended.getAccumulatorResult(SnapshotFunction.LEARNED))
                        .orElseThrow());
    }

    private static Optional<OnlineState> state(byte[] bytes) {
        try {
            return bytes.length == 0 ? Optional.empty() : Optional.of(Framing.object(bytes, OnlineState::read));
        } catch (IOException e) {
            throw new CompletionException(e);
        }
    }

    /**
     * Ends the job and saves where it is.
     *
     * @return the path of the savepoint
     */
    public CompletableFuture<String> stop(String directory) {
        return JobEnd.withSavepoint(client, directory);
    }

    /** Ends the job. */
    public CompletableFuture<Void> cancel() {
        return JobEnd.cancelled(client);
    }
}
