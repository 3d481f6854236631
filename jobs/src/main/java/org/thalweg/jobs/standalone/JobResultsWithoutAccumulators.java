package org.thalweg.jobs.standalone;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.JobID;
import org.apache.flink.runtime.highavailability.JobResultEntry;
import org.apache.flink.runtime.highavailability.JobResultStore;
import org.apache.flink.runtime.jobmaster.JobResult;

/**
 * A store of how jobs ended that leaves out their accumulators, which nobody asks it for.
 *
 * <p>Flink's store in memory forgets no job, and a search of many minima has some twenty megabytes in accumulators: what it found. Clients
 * get that from elsewhere, where it is kept for an hour, on disk.
 */
final class JobResultsWithoutAccumulators implements JobResultStore {
    private final JobResultStore store;

    JobResultsWithoutAccumulators(JobResultStore store) {
        this.store = store;
    }

    @Override
    public CompletableFuture<Void> createDirtyResultAsync(JobResultEntry entry) {
        return store.createDirtyResultAsync(new JobResultEntry(withoutAccumulators(entry.getJobResult())));
    }

    private static JobResult withoutAccumulators(JobResult result) {
        JobResult.Builder builder = new JobResult.Builder()
                .jobId(result.getJobId())
                .jobName(result.getJobName())
                .jobStatus(result.getJobStatus().orElse(null))
                .netRuntime(result.getNetRuntime())
                .startTime(result.getStartTime())
                .endTime(result.getEndTime());
        result.getSerializedThrowable().ifPresent(builder::serializedThrowable);
        result.getApplicationId().ifPresent(builder::applicationId);
        return builder.build();
    }

    @Override
    public CompletableFuture<Void> markResultAsCleanAsync(JobID job) {
        return store.markResultAsCleanAsync(job);
    }

    @Override
    public CompletableFuture<Boolean> hasJobResultEntryAsync(JobID job) {
        return store.hasJobResultEntryAsync(job);
    }

    @Override
    public CompletableFuture<Boolean> hasDirtyJobResultEntryAsync(JobID job) {
        return store.hasDirtyJobResultEntryAsync(job);
    }

    @Override
    public CompletableFuture<Boolean> hasCleanJobResultEntryAsync(JobID job) {
        return store.hasCleanJobResultEntryAsync(job);
    }

    @Override
    public Set<JobResult> getDirtyResults() throws IOException {
        return store.getDirtyResults();
    }
}
