package org.thalweg.jobs.client;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;

/**
 * Ends jobs that may end by themselves meanwhile: Flink never answers who asks for the end of a job in the moment of its end.
 */
public final class JobEnd {
    /** So long an answer may be on its way after the job has ended. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    private JobEnd() {}

    /**
     * Ends a job, and saves where it is.
     *
     * @param directory where to save it
     * @return the path of the savepoint; completes with a failure where none was made, if only since the job had ended
     */
    public static CompletableFuture<String> withSavepoint(JobClient job, String directory) {
        CompletableFuture<String> path = job.stopWithSavepoint(false, directory, SavepointFormatType.CANONICAL);
        return orEnded(
                path,
                job,
                () -> path.completeExceptionally(new IllegalStateException("the job ended before it could be saved")));
    }

    /** Ends a job, and forgets where it was; completes, too, if it ends by itself. */
    public static CompletableFuture<Void> cancelled(JobClient job) {
        CompletableFuture<Void> gone = job.cancel();
        return orEnded(gone, job, () -> gone.complete(null));
    }

    private static <T> CompletableFuture<T> orEnded(CompletableFuture<T> answer, JobClient job, Runnable otherwise) {
        Executor later = CompletableFuture.delayedExecutor(GRACE.toMillis(), TimeUnit.MILLISECONDS);
        var unused = job.getJobExecutionResult().whenCompleteAsync((result, failure) -> otherwise.run(), later);
        return answer;
    }
}
