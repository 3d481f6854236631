package org.thalweg.core.run;

/**
 * What became of the starts: {@code total = converged + budgetSpent + nonFinite + failed}.
 *
 * @param escaped how many of them were pushed off a stationary point at least once
 */
public record StartCounts(long total, long converged, long budgetSpent, long nonFinite, long failed, long escaped) {

    public StartCounts {
        if (total != converged + budgetSpent + nonFinite + failed) {
            throw new IllegalArgumentException(
                    "starts (%d) must be the sum of %d converged, %d with the budget spent, %d non-finite and %d failed"
                            .formatted(total, converged, budgetSpent, nonFinite, failed));
        }
    }
}
