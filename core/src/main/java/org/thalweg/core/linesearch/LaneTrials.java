package org.thalweg.core.linesearch;

/**
 * What was found at the trials of {@link BracketLanes}, by lane.
 *
 * @param values f
 * @param norms ‖∇f‖∞
 * @param slopes φ′(α)
 * @param linears ℓ(α)
 */
public record LaneTrials(double[] values, double[] norms, double[] slopes, double[] linears) {}
