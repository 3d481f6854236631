package org.thalweg.jobs.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ClusterOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ConfigurationUtils;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.TaskManagerOptionsInternal;
import org.apache.flink.configuration.WebOptions;

/** Flink's settings for a cluster on this machine: the user's own, and over them what its plan and places demand. */
final class ClusterSettings {
    private static final String LOOPBACK = "127.0.0.1";

    private ClusterSettings() {}

    /** The settings in a user's file, {@code config.yaml}; none if there is no file. */
    static Configuration read(Path file) {
        return Files.isRegularFile(file)
                ? GlobalConfiguration.loadConfiguration(
                        String.valueOf(file.toAbsolutePath().getParent()))
                : new Configuration();
    }

    /**
     * The settings of a cluster.
     *
     * @param wanted the user's
     * @param ports of REST, of messages to the job manager, and of ZooKeeper
     */
    static Configuration of(Configuration wanted, ClusterPlan plan, ClusterDirectory directory, int[] ports) {
        Configuration settings = new Configuration(wanted);
        settings.set(RestOptions.ADDRESS, LOOPBACK);
        settings.set(RestOptions.BIND_ADDRESS, LOOPBACK);
        settings.set(RestOptions.PORT, ports[0]);
        settings.set(RestOptions.BIND_PORT, Integer.toString(ports[0]));
        settings.set(JobManagerOptions.ADDRESS, LOOPBACK);
        settings.set(JobManagerOptions.BIND_HOST, LOOPBACK);
        if (!wanted.contains(JobManagerOptions.PORT)) { // whoever puts something in between needs to know it
            settings.set(JobManagerOptions.PORT, ports[1]);
        }
        settings.set(TaskManagerOptions.HOST, LOOPBACK);
        settings.set(TaskManagerOptions.BIND_HOST, LOOPBACK);
        settings.set(TaskManagerOptions.NUM_TASK_SLOTS, plan.slots());
        settings.set(TaskManagerOptions.TOTAL_PROCESS_MEMORY, plan.memory());
        if (!wanted.contains(TaskManagerOptions.MEMORY_SEGMENT_SIZE)) {
            settings.set(
                    TaskManagerOptions.MEMORY_SEGMENT_SIZE,
                    NetworkBuffers.size(
                            plan.slots(),
                            plan.slots() * plan.taskManagers(),
                            settings.get(TaskManagerOptions.NETWORK_MEMORY_MIN)));
        }
        places(settings, directory);
        if (plan.highlyAvailable()) {
            highAvailability(settings, directory, ports);
        }
        return settings;
    }

    private static void places(Configuration settings, ClusterDirectory directory) {
        String temporary = directory.temporary().toString();
        settings.set(CoreOptions.TMP_DIRS, temporary);
        settings.set(ClusterOptions.PROCESS_WORKING_DIR_BASE, temporary);
        settings.set(WebOptions.TMP_DIR, temporary);
        settings.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints(directory));
        settings.set(CheckpointingOptions.SAVEPOINT_DIRECTORY, uri(directory.savepoints()));
        settings.set(CoreOptions.FLINK_LOG_DIR, directory.logs().toString());
    }

    private static void highAvailability(Configuration settings, ClusterDirectory directory, int[] ports) {
        settings.set(HighAvailabilityOptions.HA_MODE, "zookeeper");
        settings.set(HighAvailabilityOptions.HA_STORAGE_PATH, uri(directory.recovery()));
        settings.set(HighAvailabilityOptions.HA_ZOOKEEPER_QUORUM, LOOPBACK + ":" + ports[2]);
        settings.set(HighAvailabilityOptions.HA_CLUSTER_ID, "/thalweg");
        settings.set(HighAvailabilityOptions.HA_JOB_MANAGER_PORT_RANGE, Integer.toString(ports[1]));
        settings.set(HighAvailabilityOptions.ZOOKEEPER_SESSION_TIMEOUT, Duration.ofSeconds(4));
        settings.set(HighAvailabilityOptions.ZOOKEEPER_CONNECTION_TIMEOUT, Duration.ofSeconds(2));
        settings.set(HighAvailabilityOptions.ZOOKEEPER_RETRY_WAIT, Duration.ofSeconds(1));
    }

    /** Where its checkpoints go, by which a cluster is known from others. */
    static String checkpoints(ClusterDirectory directory) {
        return uri(directory.checkpoints());
    }

    private static String uri(Path path) {
        return path.toUri().toString();
    }

    /** The settings of one task manager among several. */
    static Configuration ofTaskManager(Configuration settings, String name) {
        Configuration own = new Configuration(settings);
        own.set(TaskManagerOptions.TASK_MANAGER_RESOURCE_ID, name);
        own.set(TaskManagerOptionsInternal.TASK_MANAGER_RESOURCE_ID_METADATA, name);
        return own;
    }

    /** Writes them where Flink looks for them. */
    static void write(Configuration settings, Path folder) throws IOException {
        Files.createDirectories(folder);
        List<String> lines = ConfigurationUtils.convertConfigToWritableLines(settings, true);
        Files.write(folder.resolve(GlobalConfiguration.FLINK_CONF_FILENAME), lines);
    }
}
