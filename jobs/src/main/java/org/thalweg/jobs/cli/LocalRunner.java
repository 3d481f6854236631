package org.thalweg.jobs.cli;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.run.SearchResult;
import org.thalweg.jobs.cli.output.Digits;
import org.thalweg.jobs.local.LocalCluster;
import org.thalweg.jobs.local.LocalMetrics;
import org.thalweg.jobs.search.Glimpse;
import org.thalweg.jobs.search.SearchProgress;
import org.thalweg.jobs.search.SearchRun;

/** Runs a search on a Flink cluster inside this process. */
final class LocalRunner implements SearchRunner {
    /** Progress comes with the heartbeats. */
    private static final Duration HEARTBEAT = Duration.ofMillis(100);

    private final Path savepoints;
    private @Nullable LocalCluster prepared;

    /** @param savepoints where searches are saved that are interrupted; made when it is needed */
    LocalRunner(Path savepoints) {
        this.savepoints = savepoints;
    }

    @Override
    public int slots() {
        return Runtime.getRuntime().availableProcessors();
    }

    /** Begins to start the cluster, which takes longer than to read a formula. */
    @Override
    public void prepare(int slots, @Nullable Integer metricsPort) {
        Configuration settings = metricsPort == null ? new Configuration() : LocalMetrics.at(metricsPort);
        settings.set(HeartbeatManagerOptions.HEARTBEAT_INTERVAL, HEARTBEAT);
        prepared = LocalCluster.start(slots, settings);
    }

    @Override
    public SearchExecution start(AskedSearch search, RunPlan plan) {
        if (prepared == null || prepared.slots() != plan.slots()) {
            close();
            prepare(plan.slots(), null);
        }
        LocalCluster cluster = Objects.requireNonNull(prepared);
        StreamExecutionEnvironment environment = cluster.environment();
        if (plan.from() != null) {
            Configuration settings = new Configuration();
            settings.set(StateRecoveryOptions.SAVEPOINT_PATH, plan.from());
            environment.configure(settings);
        }
        try {
            return new Execution(
                    search.toSearch().study(plan.study()).submit(environment), plan.listed(), savepoints, cluster);
        } catch (Exception e) { // that is what Flink declares
            throw JobFailure.of(e);
        }
    }

    @Override
    public String place(int slots) {
        return "local, " + Digits.count(slots, "slot", "slots");
    }

    @Override
    public void close() {
        if (prepared != null) {
            prepared.close();
        }
    }

    private record Execution(SearchRun run, int listed, Path savepoints, LocalCluster cluster)
            implements SearchExecution {

        @Override
        public Optional<String> jobId() {
            return Optional.empty();
        }

        @Override
        public CompletableFuture<SearchProgress> progress() {
            return run.progress();
        }

        @Override
        public @Nullable URI metrics() {
            return cluster.metrics();
        }

        @Override
        public CompletableFuture<Glimpse> glimpse() {
            return run.glimpse();
        }

        @Override
        public SearchResult result() throws InterruptedException {
            try {
                return run.result(listed).get();
            } catch (ExecutionException | CancellationException e) {
                throw JobFailure.of(e);
            }
        }

        /** What was found so far comes with a savepoint: one to go on from, or, where none can be kept, one for nobody. */
        @Override
        public Optional<String> stop() {
            try {
                return Optional.of(ResumeCommand.line(
                        run.stop(savepoints.toUri().toString()).join(), Optional.empty()));
            } catch (CompletionException e) {
                run.stop(cluster.scratch().toUri().toString())
                        .exceptionallyCompose(failure -> run.cancel().thenApply(gone -> ""))
                        .exceptionally(ended -> "")
                        .join();
                return Optional.empty();
            }
        }
    }
}
