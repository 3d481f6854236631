package org.thalweg.jobs.local;

import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.runtime.minicluster.RpcServiceSharing;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/**
 * A Flink cluster inside this process: one job manager and one task manager with a number of slots.
 *
 * <p>It comes up on a thread of its own, so that the caller can read its formula and describe its job meanwhile; what is
 * submitted early waits. Any number of jobs may run, one after the other or side by side as long as there are slots.
 *
 * <p>Nothing listens to the network but loopback, and all files are in one directory, which goes with the cluster, or with
 * the process if that ends by {@link System#exit} before. A program that has its result may leave so and save itself an
 * orderly shutdown; it must not just return from {@code main}, since Flink's threads keep the process alive.
 */
public final class LocalCluster implements AutoCloseable {
    private final int slots;
    private final ScratchDirectory scratch;
    private final CompletableFuture<MiniCluster> starting;

    private LocalCluster(int slots, Configuration overrides) {
        if (slots < 1) {
            throw new IllegalArgumentException("slots (%d) must be at least 1.".formatted(slots));
        }
        this.slots = slots;
        this.scratch = ScratchDirectory.create();
        Configuration configuration = LocalConfiguration.cluster(slots, scratch.path());
        configuration.addAll(overrides);
        this.starting = startOnThread(slots, configuration);
    }

    /** Begins to start a cluster; returns at once. A cluster that cannot start says so to whoever submits the first job. */
    public static LocalCluster start(int slots) {
        return start(slots, new Configuration());
    }

    /** Begins to start a cluster with settings of Flink's that take precedence over ours; returns at once. */
    public static LocalCluster start(int slots, Configuration overrides) {
        return new LocalCluster(slots, overrides);
    }

    /** A directory that goes with the cluster. */
    public Path scratch() {
        return scratch.path();
    }

    /** How many subtasks of one operator can run at once. */
    public int slots() {
        return slots;
    }

    /** A new environment whose jobs run on this cluster, with a parallelism of all its slots. */
    public StreamExecutionEnvironment environment() {
        return new StreamExecutionEnvironment(
                LocalExecutors.on(starting), LocalConfiguration.jobs(slots), LocalCluster.class.getClassLoader());
    }

    /**
     * The cluster itself, for what an environment does not offer: ending a task manager, starting another.
     *
     * @throws IllegalStateException if the cluster could not start
     */
    public MiniCluster miniCluster() {
        try {
            return starting.join();
        } catch (CompletionException e) {
            throw new IllegalStateException("The local cluster could not start.", e.getCause());
        }
    }

    /**
     * Where the metrics of this cluster can be scraped, if {@link LocalMetrics} are among its settings; null if nowhere:
     * all their ports are taken, or the plugin is missing.
     *
     * @throws IllegalStateException if the cluster could not start
     */
    public @Nullable URI metrics() {
        return ((HeadlessMiniCluster) miniCluster()).metrics();
    }

    /** Ends all jobs and the cluster, waits until it is gone, and removes its files. */
    @Override
    public void close() {
        starting.thenCompose(MiniCluster::closeAsync)
                .exceptionally(LocalCluster::nothing)
                .join();
        scratch.close();
    }

    /** A cluster that failed to start has been reported to the one who used it; there is nothing left to close. */
    private static Void nothing(Throwable failure) {
        return null;
    }

    private static CompletableFuture<MiniCluster> startOnThread(int slots, Configuration configuration) {
        CompletableFuture<MiniCluster> started = new CompletableFuture<>();
        Thread thread = new Thread(() -> startInto(started, slots, configuration), "thalweg-cluster-start");
        thread.setDaemon(true);
        thread.start();
        return started;
    }

    private static void startInto(CompletableFuture<MiniCluster> started, int slots, Configuration configuration) {
        try {
            MiniClusterConfiguration.Builder described = new MiniClusterConfiguration.Builder()
                    .setConfiguration(configuration)
                    .setNumTaskManagers(1)
                    .setNumSlotsPerTaskManager(slots)
                    .setRpcServiceSharing(RpcServiceSharing.SHARED);
            LocalMetrics.plugins(configuration).ifPresent(described::setPluginManager);
            MiniCluster cluster = new HeadlessMiniCluster(described.build());
            cluster.start();
            started.complete(cluster);
        } catch (Throwable e) { // whatever it is, the one who waits has to hear of it
            started.completeExceptionally(e);
        }
    }
}
