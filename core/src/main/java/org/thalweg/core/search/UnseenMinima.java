package org.thalweg.core.search;

import java.util.List;

/**
 * What a search has probably not found.
 *
 * @param probability the Pitman–Yor estimate ({@link PitmanYor}) of the probability that the next descent which ends at a
 *     minimum ends at one not seen yet
 * @param upperBound with 95 % confidence, over all looks together, the probability that a fresh start finds a new minimum
 *     is at most this, from the run of starts without one ({@link AlphaSpending} says what is claimed and for which starts)
 */
public record UnseenMinima(double probability, double upperBound) {

    /**
     * By look {@code look} at a search.
     *
     * @param hits how many descents ended at each distinct minimum, in any order
     * @param run the number of latest starts that found no new minimum: starts drawn by a sampler, not by hand
     * @param look from 1; looks are taken at numbers of starts fixed beforehand, such as the ends of waves
     */
    public static UnseenMinima estimate(List<Long> hits, long run, long look) {
        return new UnseenMinima(PitmanYor.probabilityOfNew(hits), AlphaSpending.upperBound(run, look));
    }
}
