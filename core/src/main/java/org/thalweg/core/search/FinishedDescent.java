package org.thalweg.core.search;

import java.util.List;
import org.thalweg.core.stopping.Termination;

/**
 * One finished start: where it ended and what it cost.
 *
 * @param start the start index
 * @param termination why it ended; its outcome is how the start is counted
 * @param end the point that it ended at (its last finite iterate, or its start, where it did not converge)
 * @param escapedFrom the points that it was pushed off, in order
 * @param iterations accepted steps, over all its legs
 * @param evaluations evaluations of the objective, refinement and judgement included
 */
public record FinishedDescent(
        long start,
        Termination termination,
        StationaryPoint end,
        List<StationaryPoint> escapedFrom,
        long iterations,
        long evaluations) {

    public FinishedDescent {
        escapedFrom = List.copyOf(escapedFrom);
    }
}
