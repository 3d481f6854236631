package org.thalweg.jobs.cli;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.run.SearchResult;
import org.thalweg.core.run.SearchSpecification;
import org.thalweg.jobs.local.LocalCluster;
import org.thalweg.jobs.local.LocalMetrics;
import org.thalweg.jobs.search.Search;
import org.thalweg.jobs.search.SearchProgress;
import org.thalweg.jobs.search.SearchRun;

/** Runs a search on a Flink cluster inside this process. */
final class LocalRunner implements SearchRunner {
    /** Progress comes with the heartbeats. */
    private static final Duration HEARTBEAT = Duration.ofMillis(100);

    private @Nullable LocalCluster prepared;

    /** Begins to start the cluster, which takes longer than to read a formula. */
    @Override
    public void prepare(int slots, @Nullable Integer metricsPort) {
        Configuration settings = metricsPort == null ? new Configuration() : LocalMetrics.at(metricsPort);
        settings.set(HeartbeatManagerOptions.HEARTBEAT_INTERVAL, HEARTBEAT);
        prepared = LocalCluster.start(slots, settings);
    }

    @Override
    public SearchExecution start(SearchSpecification specification, RunPlan plan) {
        if (prepared == null || prepared.slots() != plan.slots()) {
            prepare(plan.slots(), null);
        }
        LocalCluster cluster = Objects.requireNonNull(prepared);
        Search search = Search.of(specification).study(plan.study());
        try {
            SearchRun run = (plan.timeLimit() == null ? search : search.timeLimit(plan.timeLimit()))
                    .submit(cluster.environment());
            return new Execution(cluster, run, plan);
        } catch (Exception e) { // that is what Flink declares
            cluster.close();
            throw new CommandException(ExitCode.INTERNAL, "the search could not be started: " + cause(e));
        }
    }

    private static String cause(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.toString();
    }

    private record Execution(LocalCluster cluster, SearchRun run, RunPlan plan) implements SearchExecution {

        @Override
        public CompletableFuture<SearchProgress> progress() {
            return run.progress();
        }

        @Override
        public @Nullable URI metrics() {
            return cluster.metrics();
        }

        @Override
        public SearchResult result() throws InterruptedException {
            try {
                return run.result(plan.listed()).get();
            } catch (ExecutionException | CancellationException e) {
                throw new CommandException(ExitCode.INTERNAL, "the search failed: " + cause(e));
            }
        }

        /** What was found so far comes with the savepoint, which nothing goes on from. */
        @Override
        public void cancel() {
            run.stop(cluster.scratch().toUri().toString())
                    .exceptionally(failure -> {
                        var unused = run.cancel();
                        return "";
                    })
                    .join();
        }

        @Override
        public void close() {
            cluster.close();
        }
    }
}
