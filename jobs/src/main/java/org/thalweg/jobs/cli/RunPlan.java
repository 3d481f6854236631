package org.thalweg.jobs.cli;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a run is given beside its specification; none of it changes what a search that ends by itself finds.
 *
 * @param study the name of the run, which its metrics carry
 * @param slots how many work on it at once
 * @param listed how many minima the result lists at most
 * @param timeLimit after which the search is cut short; null for never
 */
record RunPlan(
        String study, int slots, int listed, @Nullable Duration timeLimit) {}
