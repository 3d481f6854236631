package org.thalweg.core.run;

/**
 * How far a search is, seen by one worker: counts since its last event, and the best it knows.
 *
 * @param converged descents that ended thus since the last event; likewise the three after it
 * @param evaluations evaluations since the last event
 * @param best the lowest value that this worker has met; +∞ before the first
 * @param gradientNorm ‖projected ∇f‖∞ at the end of its last finished descent; NaN before the first
 * @param active descents in flight
 */
public record ConvergenceEvent(
        long converged,
        long budgetSpent,
        long nonFinite,
        long failed,
        long evaluations,
        double best,
        double gradientNorm,
        int active) {}
