package org.thalweg.jobs.cli;

import org.jspecify.annotations.Nullable;
import org.thalweg.core.run.SearchSpecification;

/** Where searches run. */
interface SearchRunner {

    /**
     * Is told early how many slots a search will want; may begin to provide them.
     *
     * @param metricsPort where metrics are to be served; null for nowhere
     */
    void prepare(int slots, @Nullable Integer metricsPort);

    /** Begins a search; returns at once. */
    SearchExecution start(SearchSpecification specification, RunPlan plan);
}
