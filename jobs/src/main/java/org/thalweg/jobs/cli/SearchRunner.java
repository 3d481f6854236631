package org.thalweg.jobs.cli;

import org.jspecify.annotations.Nullable;

/** Where searches run. */
interface SearchRunner extends AutoCloseable {

    /** How many slots there are. */
    int slots();

    /**
     * Is told early how many slots a search will want; may begin to provide them.
     *
     * @param metricsPort where metrics are to be served; null for nowhere
     */
    void prepare(int slots, @Nullable Integer metricsPort);

    /** Whether searches are to be left alone once they have begun. */
    default boolean isDetached() {
        return false;
    }

    /** Begins a search; returns at once. */
    SearchExecution start(AskedSearch search, RunPlan plan);

    /** The place and the slots in few words, such as {@code local, 2 slots}. */
    String place(int slots);

    /** Releases the place; searches on a cluster go on. */
    @Override
    void close();
}
