package org.thalweg.jobs.cli;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.run.SearchDriver;
import org.thalweg.core.run.SearchResult;
import org.thalweg.jobs.search.Glimpse;
import org.thalweg.jobs.search.SearchProgress;

/** Runs a search in the calling thread when its result is asked for; has the bits of the cluster's. */
final class InProcessRunner implements SearchRunner {

    @Override
    public int slots() {
        return 1;
    }

    @Override
    public void prepare(int slots, @Nullable Integer metricsPort) {}

    @Override
    public String place(int slots) {
        return "in process";
    }

    @Override
    public void close() {}

    @Override
    public SearchExecution start(AskedSearch search, RunPlan plan) {
        return new SearchExecution() {
            @Override
            public Optional<String> jobId() {
                return Optional.empty();
            }

            @Override
            public CompletableFuture<SearchProgress> progress() {
                return new CompletableFuture<>();
            }

            @Override
            public CompletableFuture<Glimpse> glimpse() {
                return new CompletableFuture<>();
            }

            @Override
            public SearchResult result() {
                return SearchDriver.run(search.specification(), plan.listed(), event -> {});
            }

            @Override
            public Optional<String> stop() {
                return Optional.empty();
            }
        };
    }
}
