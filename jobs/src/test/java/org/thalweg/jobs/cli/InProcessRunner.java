package org.thalweg.jobs.cli;

import java.net.URI;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.run.SearchDriver;
import org.thalweg.core.run.SearchResult;
import org.thalweg.core.run.SearchSpecification;
import org.thalweg.jobs.search.SearchProgress;

/** Runs a search in the calling thread when its result is asked for; has the bits of the cluster's. */
final class InProcessRunner implements SearchRunner {

    @Override
    public void prepare(int slots, @Nullable Integer metricsPort) {}

    @Override
    public SearchExecution start(SearchSpecification specification, RunPlan plan) {
        return new SearchExecution() {
            @Override
            public CompletableFuture<SearchProgress> progress() {
                return new CompletableFuture<>();
            }

            @Override
            public @Nullable URI metrics() {
                return null;
            }

            @Override
            public SearchResult result() {
                return SearchDriver.run(specification, plan.listed(), event -> {});
            }

            @Override
            public void cancel() {}

            @Override
            public void close() {}
        };
    }
}
