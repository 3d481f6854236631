package org.thalweg.jobs.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.junit.jupiter.api.Test;

class JobEndTest {
    private final Silent job = new Silent();

    @Test
    void an_answer_comes_as_it_is() {
        CompletableFuture<String> path = JobEnd.withSavepoint(job, "/somewhere");
        assertThat(path).isNotDone();
        job.path.complete("/somewhere/savepoint-1");
        assertThat(path).isCompletedWithValue("/somewhere/savepoint-1");
    }

    @Test
    void who_asks_a_job_in_the_moment_of_its_end_is_told_that_nothing_was_saved() {
        CompletableFuture<String> path = JobEnd.withSavepoint(job, "/somewhere");
        job.result.complete(new JobExecutionResult(job.getJobID(), 1, Map.of()));
        assertThat(path)
                .failsWithin(30, TimeUnit.SECONDS)
                .withThrowableThat()
                .withMessageContaining("ended before it could be saved");
    }

    @Test
    void a_job_that_ends_by_itself_is_gone_as_one_that_is_cancelled() {
        CompletableFuture<Void> gone = JobEnd.cancelled(job);
        job.result.completeExceptionally(new IllegalStateException("failed"));
        assertThat(gone).succeedsWithin(30, TimeUnit.SECONDS);
    }

    /** A job whose cluster never answers. */
    private static final class Silent implements JobClient {
        private final JobID id = new JobID();
        private final CompletableFuture<String> path = new CompletableFuture<>();
        private final CompletableFuture<JobExecutionResult> result = new CompletableFuture<>();

        @Override
        public JobID getJobID() {
            return id;
        }

        @Override
        public CompletableFuture<JobStatus> getJobStatus() {
            return CompletableFuture.completedFuture(JobStatus.RUNNING);
        }

        @Override
        public CompletableFuture<Void> cancel() {
            return new CompletableFuture<>();
        }

        @Override
        public CompletableFuture<String> stopWithSavepoint(
                boolean advance, String directory, SavepointFormatType format) {
            return path;
        }

        @Override
        public CompletableFuture<String> triggerSavepoint(String directory, SavepointFormatType format) {
            return path;
        }

        @Override
        public CompletableFuture<Map<String, Object>> getAccumulators() {
            return CompletableFuture.completedFuture(Map.of());
        }

        @Override
        public CompletableFuture<JobExecutionResult> getJobExecutionResult() {
            return result;
        }
    }
}
