package org.thalweg.jobs.cli;

import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.run.SearchResult;
import org.thalweg.jobs.cli.output.Digits;
import org.thalweg.jobs.search.Glimpse;
import org.thalweg.jobs.search.SearchProgress;
import org.thalweg.jobs.search.SearchRun;

/** Runs a search where Flink's own client, or application mode, wants it to run. */
final class EnvironmentRunner implements SearchRunner {
    private final StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();

    @Override
    public int slots() {
        return environment.getParallelism();
    }

    @Override
    public void prepare(int slots, @Nullable Integer metricsPort) {
        environment.setParallelism(slots);
    }

    @Override
    public boolean isDetached() {
        return !environment.getConfiguration().get(DeploymentOptions.ATTACHED);
    }

    @Override
    public SearchExecution start(AskedSearch search, RunPlan plan) {
        try {
            return new Execution(search.toSearch().study(plan.study()).submit(environment), plan.listed());
        } catch (Exception e) { // that is what Flink declares
            throw JobFailure.of(e);
        }
    }

    @Override
    public String place(int slots) {
        return "Flink, " + Digits.count(slots, "slot", "slots");
    }

    @Override
    public void close() {}

    private record Execution(SearchRun run, int listed) implements SearchExecution {

        @Override
        public Optional<String> jobId() {
            return Optional.of(run.jobId());
        }

        @Override
        public CompletableFuture<SearchProgress> progress() {
            return run.progress();
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

        /** Flink's client ends what it attends in its own way. */
        @Override
        public Optional<String> stop() {
            run.cancel().join();
            return Optional.empty();
        }
    }
}
