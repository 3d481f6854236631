package org.thalweg.jobs.cli;

import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.run.SearchResult;
import org.thalweg.jobs.search.Glimpse;
import org.thalweg.jobs.search.SearchProgress;

/** A search that has begun. */
interface SearchExecution {

    /** The name by which it is found again; empty if it ends with this process. */
    Optional<String> jobId();

    /** How far it is. */
    CompletableFuture<SearchProgress> progress();

    /** Where its metrics are served; null if nowhere, or where its cluster does that. */
    default @Nullable URI metrics() {
        return null;
    }

    /** How far it is, what it has found, and how it came there. */
    CompletableFuture<Glimpse> glimpse();

    /** What keeps from seeing how it is, in a few words; empty while nothing does. */
    default Optional<String> trouble() {
        return Optional.empty();
    }

    /** Waits for the end. */
    SearchResult result() throws InterruptedException;

    /**
     * Ends the search early; {@link #result} then returns what was found so far.
     *
     * @return the command that takes the search up where it stopped; empty if it was not saved
     */
    Optional<String> stop();
}
