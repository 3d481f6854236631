package org.thalweg.core.search;

/**
 * What a search has probably not found.
 *
 * @param probability the Pitman–Yor estimate of the probability that the next descent ends at a minimum not seen yet
 * @param upperBound with 95 % confidence the probability is at most this, from the run of starts without a new minimum
 */
public record UnseenMinima(double probability, double upperBound) {}
