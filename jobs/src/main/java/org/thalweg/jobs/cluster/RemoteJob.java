package org.thalweg.jobs.cluster;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.client.program.rest.RestClusterClient;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.thalweg.jobs.monitor.LookInterval;

/**
 * A job on a cluster, reached over one connection that outlives it.
 *
 * <p>Flink's own client opens a connection, with threads of its own, for every question.
 */
record RemoteJob(RestClusterClient<?> cluster, JobID id, ClassLoader classes) implements JobClient {
    private static final LookInterval ENDED = new LookInterval(Duration.ofMillis(500), Duration.ofSeconds(2));

    @Override
    public JobID getJobID() {
        return id;
    }

    @Override
    public CompletableFuture<JobStatus> getJobStatus() {
        return cluster.getJobStatus(id);
    }

    @Override
    public CompletableFuture<Void> cancel() {
        return cluster.cancel(id).thenApply(acknowledged -> null);
    }

    @Override
    public CompletableFuture<String> stopWithSavepoint(
            boolean advanceToEndOfTime, String directory, SavepointFormatType format) {
        return cluster.stopWithSavepoint(id, advanceToEndOfTime, directory, format);
    }

    @Override
    public CompletableFuture<String> triggerSavepoint(String directory, SavepointFormatType format) {
        return cluster.triggerSavepoint(id, directory, format);
    }

    @Override
    public CompletableFuture<Map<String, Object>> getAccumulators() {
        return cluster.getAccumulators(id, classes);
    }

    /** Flink's own client soon asks whether a job has ended every two seconds only. */
    @Override
    public CompletableFuture<JobExecutionResult> getJobExecutionResult() {
        CompletableFuture<JobStatus> ended = new CompletableFuture<>();
        completeAtEnd(ended, System.nanoTime());
        return ended.exceptionally(failure -> JobStatus.FAILED) // what is the matter the next question tells as well
                .thenCompose(status -> cluster.requestJobResult(id))
                .thenApply(this::read);
    }

    private void completeAtEnd(CompletableFuture<JobStatus> ended, long since) {
        var unused = cluster.getJobStatus(id).whenComplete((status, failure) -> {
            if (failure != null) {
                ended.completeExceptionally(failure);
            } else if (status.isTerminalState()) {
                ended.complete(status);
            } else {
                later(System.nanoTime() - since).execute(() -> completeAtEnd(ended, since));
            }
        });
    }

    private static Executor later(long askedFor) {
        return CompletableFuture.delayedExecutor(ENDED.nanosAfter(askedFor), TimeUnit.NANOSECONDS);
    }

    private JobExecutionResult read(JobResult result) {
        try {
            return result.toJobExecutionResult(classes);
        } catch (Exception e) { // whatever it is, it is why there is no result
            throw new CompletionException(e);
        }
    }
}
