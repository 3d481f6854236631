package org.thalweg.jobs.cli;

import org.jspecify.annotations.Nullable;

/**
 * What a run is given beside what was asked; none of it changes what a search finds that ends by itself.
 *
 * @param study the name of the run, which its metrics carry
 * @param slots how many work on it at once
 * @param listed how many minima the result lists at most
 * @param from the savepoint or checkpoint that it goes on from; null to begin
 */
record RunPlan(
        String study, int slots, int listed, @Nullable String from) {}
