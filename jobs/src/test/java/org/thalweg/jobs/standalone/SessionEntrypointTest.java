package org.thalweg.jobs.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import org.apache.flink.api.common.ApplicationID;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.runtime.highavailability.HighAvailabilityServices;
import org.apache.flink.runtime.highavailability.JobResultEntry;
import org.apache.flink.runtime.highavailability.JobResultStore;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.runtime.rpc.RpcSystem;
import org.apache.flink.util.OptionalFailure;
import org.apache.flink.util.SerializedThrowable;
import org.apache.flink.util.SerializedValue;
import org.junit.jupiter.api.Test;

/** A job manager keeps for ever that a job has ended, and how, but not what it found. */
@SuppressWarnings("try") // as in the class that is tested
class SessionEntrypointTest {
    private final JobID job = new JobID();
    private final ApplicationID application = new ApplicationID();

    @Test
    void what_a_job_found_is_not_kept_with_how_it_ended() throws Exception {
        Configuration settings = new Configuration();
        settings.set(JobManagerOptions.ADDRESS, "127.0.0.1");
        settings.set(JobManagerOptions.PORT, 6123);
        settings.set(RestOptions.ADDRESS, "127.0.0.1");
        try (RpcSystem rpc = RpcSystem.load();
                HighAvailabilityServices services =
                        new SessionEntrypoint(settings).createHaServices(settings, Runnable::run, rpc)) {
            assertThat(services.getDispatcherLeaderRetriever()).isNotNull();

            JobResultStore results = services.getJobResultStore();
            results.createDirtyResultAsync(new JobResultEntry(ended())).join();
            assertThat(results.getDirtyResults()).singleElement().satisfies(kept -> {
                assertThat(kept.getAccumulatorResults()).isEmpty();
                assertThat(kept.getJobId()).isEqualTo(job);
                assertThat(kept.getJobName()).isEqualTo("search");
                assertThat(kept.getJobStatus()).contains(JobStatus.FAILED);
                assertThat(kept.getSerializedThrowable())
                        .map(Throwable::getMessage)
                        .hasValueSatisfying(reason -> assertThat(reason).contains("a worker was lost"));
                assertThat(kept.getApplicationId()).contains(application);
                assertThat(kept.getNetRuntime()).isEqualTo(7);
                assertThat(kept.getStartTime()).isEqualTo(1);
                assertThat(kept.getEndTime()).isEqualTo(8);
            });

            results.markResultAsCleanAsync(job).join();
            assertThat(results.getDirtyResults()).isEmpty();
            assertThat(results.hasCleanJobResultEntryAsync(job).join()).isTrue();
            assertThat(results.hasJobResultEntryAsync(job).join()).isTrue();
            assertThat(results.hasDirtyJobResultEntryAsync(job).join()).isFalse();
        }
    }

    private JobResult ended() throws IOException {
        return new JobResult.Builder()
                .jobId(job)
                .jobName("search")
                .jobStatus(JobStatus.FAILED)
                .serializedThrowable(new SerializedThrowable(new IOException("a worker was lost")))
                .applicationId(application)
                .netRuntime(7)
                .startTime(1)
                .endTime(8)
                .accumulatorResults(Map.of("found", new SerializedValue<>(OptionalFailure.of("much"))))
                .build();
    }
}
