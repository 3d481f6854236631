package org.thalweg.jobs.cli;

import java.net.URI;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.run.SearchResult;
import org.thalweg.jobs.search.SearchProgress;

/** A search that has begun. */
interface SearchExecution extends AutoCloseable {

    /** How far it is. */
    CompletableFuture<SearchProgress> progress();

    /** Where its metrics are served; null if nowhere. */
    @Nullable URI metrics();

    /** Waits for the end. */
    SearchResult result() throws InterruptedException;

    /** Ends the search early; {@link #result} then returns what was found so far. */
    void cancel();

    /** Releases what it ran on. */
    @Override
    void close();
}
