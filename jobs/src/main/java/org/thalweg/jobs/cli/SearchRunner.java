package org.thalweg.jobs.cli;

import org.thalweg.core.run.SearchSpecification;

/** Where searches run. */
interface SearchRunner {

    /** Is told early how many slots a search will want; may begin to provide them. */
    void prepare(int slots);

    /** Begins a search; returns at once. */
    SearchExecution start(SearchSpecification specification, RunPlan plan);
}
