package org.thalweg.jobs.fit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.JobClient;
import org.thalweg.core.fit.rounds.BlockEnd;
import org.thalweg.core.fit.rounds.FitResult;
import org.thalweg.core.fit.rounds.FitSpecification;
import org.thalweg.jobs.client.JobEnd;
import org.thalweg.jobs.serialization.Framing;

/** A fit that runs on a cluster, seen by its client: how far it is, and its result. */
public final class FitRun {
    private final FitSpecification specification;
    private final JobClient client;

    FitRun(FitSpecification specification, JobClient client) {
        this.specification = specification;
        this.client = client;
    }

    /**
     * The fit that a job is.
     *
     * @param specification what that job was given
     */
    public static FitRun of(FitSpecification specification, JobClient client) {
        return new FitRun(specification, client);
    }

    public JobID jobId() {
        return client.getJobID();
    }

    /** How far the fit is; nothing done, before the first heartbeat. */
    public CompletableFuture<FitProgress> progress() {
        return client.getAccumulators().thenApply(accumulators ->
                (FitProgress) accumulators.getOrDefault(BlockFunction.PROGRESS, FitProgress.none()));
    }

    /** How the fit is and how it came there. */
    public CompletableFuture<FitGlimpse> glimpse() {
        return client.getAccumulators().thenCombine(client.getJobStatus(), (accumulators, status) -> {
            FitGlimpse seen = (FitGlimpse) accumulators.getOrDefault(
                    BlockFunction.GLIMPSE, FitGlimpse.none(specification.terms().parameters()));
            return seen.recovering(status == JobStatus.RESTARTING || status == JobStatus.FAILING);
        });
    }

    /**
     * The result, when the fit has ended, by itself or by {@link #stop}. If its job fails or is cancelled this completes with that
     * failure.
     */
    public CompletableFuture<FitResult> result() {
        return client.getJobExecutionResult().thenApply(ended -> assemble(specification, ended));
    }

    /** The result that a job has left in its accumulators. */
    static FitResult assemble(FitSpecification specification, JobExecutionResult ended) {
        List<BlockEnd> ends = new ArrayList<>();
        for (int block = 0; block < specification.plan().blocks().count(); block++) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            List<byte[]> part = ended.getAccumulatorResult(BlockFunction.ENDS + block + ".0");
            for (int k = 1; part != null; k++) {
                part.forEach(bytes::writeBytes);
                part = ended.getAccumulatorResult(BlockFunction.ENDS + block + "." + k);
            }
            if (bytes.size() > 0) {
                try {
                    ends.add(Framing.object(bytes.toByteArray(), BlockEnd::read));
                } catch (IOException e) {
                    throw new CompletionException(e);
                }
            }
        }
        return FitResult.of(specification.plan().blocks(), ends);
    }

    /**
     * Ends the fit early and saves where it is, so that it can go on from there; the result is where it was then.
     *
     * @param directory where to save it
     * @return the path of the savepoint
     */
    public CompletableFuture<String> stop(String directory) {
        return JobEnd.withSavepoint(client, directory);
    }

    /** Ends the job and forgets where it was. */
    public CompletableFuture<Void> cancel() {
        return JobEnd.cancelled(client);
    }
}
