package org.thalweg.jobs.local;

import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.configuration.BlobServerOptions;
import org.apache.flink.configuration.ClusterOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.MetricOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.ResourceManagerOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;

/** Flink's settings for a cluster inside one process, and for the jobs on it. */
final class LocalConfiguration {
    private static final String LOOPBACK = "127.0.0.1";

    /** Longer than any laptop sleeps: parts of one process cannot lose each other, they can only be paused together. */
    private static final Duration NEVER = Duration.ofDays(365);

    /** How often a running job tells its client how far it is. */
    private static final Duration PULSE = Duration.ofMillis(100);

    private LocalConfiguration() {}

    /** Settings of the cluster, with all its files below {@code scratch}. */
    static Configuration cluster(int slots, Path scratch) {
        Configuration configuration = new Configuration();
        configuration.set(CoreOptions.TMP_DIRS, scratch.toString());
        configuration.set(ClusterOptions.PROCESS_WORKING_DIR_BASE, scratch.toString());
        configuration.set(WebOptions.TMP_DIR, scratch.toString());
        network(configuration);
        memory(configuration, slots);
        configuration.set(HeartbeatManagerOptions.HEARTBEAT_TIMEOUT, NEVER);
        configuration.set(HeartbeatManagerOptions.HEARTBEAT_INTERVAL, PULSE);
        configuration.set(MetricOptions.QUERY_SERVICE_PORT, "-1"); // feeds the web page, which is not there
        // one job asks for slots, once: there is nothing to gather
        configuration.set(ResourceManagerOptions.REQUIREMENTS_CHECK_DELAY, Duration.ZERO);
        configuration.set(JobManagerOptions.SLOT_REQUEST_MAX_INTERVAL, Duration.ZERO);
        return configuration;
    }

    /** Settings of the jobs. */
    static Configuration jobs(int parallelism) {
        Configuration configuration = new Configuration();
        configuration.set(DeploymentOptions.TARGET, LocalExecutors.NAME);
        configuration.set(DeploymentOptions.ATTACHED, true);
        configuration.set(CoreOptions.DEFAULT_PARALLELISM, parallelism);
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        return configuration;
    }

    private static void network(Configuration configuration) {
        configuration.set(JobManagerOptions.BIND_HOST, LOOPBACK);
        configuration.set(RestOptions.ADDRESS, LOOPBACK);
        configuration.set(RestOptions.BIND_ADDRESS, LOOPBACK);
        configuration.set(RestOptions.BIND_PORT, "0");
        configuration.set(RestOptions.SERVER_NUM_THREADS, 1);
        // What is too big for a message would go through the blob server, to the machine's own name, which need not
        // be a name that resolves. In one process nothing is too big for a message.
        configuration.set(BlobServerOptions.OFFLOAD_MINSIZE, Integer.MAX_VALUE);
    }

    /**
     * Memory outside the heap, which Flink takes at once: little for few slots.
     *
     * <p>A shuffle between all slots has slots² channels; each takes a buffer where it begins and two where it ends, and
     * each gate a few more. There is room for four shuffles at once. With many slots the buffers are smaller.
     */
    private static void memory(Configuration configuration, int slots) {
        MemorySize buffer = new MemorySize(slots <= 8 ? 32 << 10 : 4 << 10);
        long buffers = 4L * slots * (4L * slots + 16);
        MemorySize network = new MemorySize(Math.max(16 << 20, buffers * buffer.getBytes()));
        configuration.set(TaskManagerOptions.MEMORY_SEGMENT_SIZE, buffer);
        configuration.set(TaskManagerOptions.NETWORK_MEMORY_MIN, network);
        configuration.set(TaskManagerOptions.NETWORK_MEMORY_MAX, network);
        configuration.set(
                TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(8)); // our state is on the heap
    }
}
