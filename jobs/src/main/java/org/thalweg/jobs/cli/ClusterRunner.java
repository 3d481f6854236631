package org.thalweg.jobs.cli;

import java.io.IOException;
import java.util.List;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.runtime.client.JobStatusMessage;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;
import org.thalweg.jobs.cli.output.Digits;
import org.thalweg.jobs.cluster.ClusterAddress;
import org.thalweg.jobs.cluster.ClusterException;
import org.thalweg.jobs.cluster.Distribution;
import org.thalweg.jobs.cluster.RemoteCluster;
import org.thalweg.jobs.search.source.SearchRequest;

/** Runs searches on a cluster of separate processes. */
final class ClusterRunner implements SearchRunner {
    private final RemoteCluster cluster;

    private ClusterRunner(RemoteCluster cluster) {
        this.cluster = cluster;
    }

    /** Connects to a cluster; refuses one that cannot be reached or used with a sentence. */
    static ClusterRunner connect(ClusterAddress address, Streams streams) {
        return orUnreachable(() -> new ClusterRunner(RemoteCluster.connect(address, waiting(address, streams))));
    }

    /** Connects to a cluster that is known to run, though its job manager may be starting again. */
    static ClusterRunner await(ClusterAddress address, Streams streams) {
        return orUnreachable(() -> new ClusterRunner(RemoteCluster.await(address, waiting(address, streams))));
    }

    private static Runnable waiting(ClusterAddress address, Streams streams) {
        return () -> streams.err()
                .println("thalweg: the job manager at %s does not answer, and is waited for.".formatted(address));
    }

    /** What a cluster is asked for. */
    private interface Question<T> {
        T ask() throws ClusterException;
    }

    private static <T> T orUnreachable(Question<T> question) {
        try {
            return question.ask();
        } catch (ClusterException e) {
            throw unreachable(e);
        }
    }

    /** A cluster's refusal as the end of a command. */
    static CommandException unreachable(ClusterException e) {
        return new CommandException(ExitCode.CLUSTER_UNREACHABLE, String.valueOf(e.getMessage()));
    }

    /**
     * The words in which what a job does was asked for.
     *
     * @throws CommandException if there is no such job, or nobody asked for it in words
     */
    SearchRequest request(String job) {
        return orUnreachable(() -> cluster.request(job));
    }

    RemoteCluster cluster() {
        return cluster;
    }

    /** All jobs that the cluster remembers. */
    List<JobStatusMessage> jobs() {
        return orUnreachable(() -> cluster.jobs());
    }

    /** How many slots the cluster has now, however few. */
    int slotsNow() {
        return orUnreachable(() -> cluster.slots());
    }

    @Override
    public int slots() {
        return orUnreachable(() -> cluster.awaitSlots(1));
    }

    @Override
    public void prepare(int slots, @Nullable Integer metricsPort) {
        if (metricsPort != null) {
            throw CommandException.usage(
                    "--metrics-port is for a local search: on a cluster the processes serve them, as its settings say.");
        }
        int unused = orUnreachable(() -> cluster.awaitSlots(slots));
    }

    @Override
    public SearchExecution start(AskedSearch search, RunPlan plan) {
        StreamExecutionEnvironment environment = environment(plan.slots(), plan.from());
        // a last checkpoint would hold what the result holds, and keep the client waiting for it
        environment.configure(
                new Configuration().set(CheckpointingOptions.ENABLE_CHECKPOINTS_AFTER_TASKS_FINISH, false));
        try {
            return new RemoteExecution(
                    search.toSearch().study(plan.study()).submit(environment), cluster, plan.listed());
        } catch (Exception e) { // that is what Flink declares
            throw JobFailure.of(e);
        }
    }

    /**
     * A new environment whose jobs run here.
     *
     * @param from the savepoint or checkpoint that they go on from; null to begin
     */
    StreamExecutionEnvironment environment(int slots, @Nullable String from) {
        StreamExecutionEnvironment environment;
        try {
            environment = cluster.environment(distribution(), slots);
        } catch (IOException e) {
            throw new CommandException(
                    ExitCode.INTERNAL, "the jar that goes to a cluster cannot be read: %s.".formatted(e.getMessage()));
        }
        if (from != null) {
            Configuration settings = new Configuration();
            settings.set(StateRecoveryOptions.SAVEPOINT_PATH, from);
            environment.configure(settings);
        }
        return environment;
    }

    private static Distribution distribution() {
        return Distribution.here()
                .orElseThrow(
                        () -> new CommandException(
                                ExitCode.INTERNAL,
                                "the jar that goes to a cluster is not there: this program does not run from a distribution. Use bin/thalweg."));
    }

    @Override
    public String place(int slots) {
        return cluster.address() + ", " + Digits.count(slots, "slot", "slots");
    }

    @Override
    public void close() {
        cluster.close();
    }
}
