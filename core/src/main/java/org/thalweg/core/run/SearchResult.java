package org.thalweg.core.run;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.search.Distinctness;
import org.thalweg.core.search.FoundPoint;
import org.thalweg.core.search.StationaryPoint;
import org.thalweg.core.search.UnseenMinima;

/**
 * What a search found, in the user's terms: with maximization all values are the user's own and {@code minima} holds
 * maxima, highest first. Kinds and smallest eigenvalues are those of the negated objective, so that positive means strict.
 *
 * @param best the answer: the best minimum, or where nothing converged the best point met; null where nothing was finite. Unless the
 *     search is still going on it has its gradient, which other points do without
 * @param minima the distinct minima, ascending by value, ties by start index; at most as many as were asked for
 * @param minimaTotal how many there are, of those that are kept
 * @param stationary other stationary points that descents ended at or were pushed off, likewise
 * @param droppedHits descents that converged to points that were too many, and too high, to be kept: with the hits of all minima
 *     and stationary points they add up to those that converged
 * @param evaluations nfev, over all descents
 * @param iterations nit, over all descents
 * @param unseen what is estimated not to have been found; null where nothing converged
 * @param complete false where a time limit or a cancellation cut the search short, so that the result depends on the clock
 * @param stopReason a few words on why the search ended
 * @param message one sentence for people, with any warning
 */
public record SearchResult(
        SearchSpecification specification,
        Status status,
        @Nullable StationaryPoint best,
        List<FoundPoint> minima,
        long minimaTotal,
        List<FoundPoint> stationary,
        long droppedHits,
        StartCounts starts,
        long evaluations,
        long iterations,
        @Nullable UnseenMinima unseen,
        boolean complete,
        String stopReason,
        String message) {

    public SearchResult {
        minima = List.copyOf(minima);
        stationary = List.copyOf(stationary);
    }

    public Distinctness distinctness() {
        return specification.distinctness();
    }

    /** The same of a search that went on from where another had come to with so many evaluations and iterations. */
    public SearchResult after(long evaluationsBefore, long iterationsBefore) {
        return new SearchResult(
                specification,
                status,
                best,
                minima,
                minimaTotal,
                stationary,
                droppedHits,
                starts,
                evaluationsBefore + evaluations,
                iterationsBefore + iterations,
                unseen,
                complete,
                stopReason,
                message);
    }

    /** SHA-256 of the canonical form of what was found and counted, as 64 hexadecimal digits. */
    public String digest() {
        return ResultDigest.of(this);
    }
}
