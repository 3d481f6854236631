package org.thalweg.core.run;

import java.io.Serializable;
import org.thalweg.core.objective.Objective;
import org.thalweg.core.search.DescentBatch;
import org.thalweg.core.search.DescentPlan;
import org.thalweg.core.search.Distinctness;
import org.thalweg.core.search.SearchTally;
import org.thalweg.core.search.StartPlan;
import org.thalweg.core.search.StopPlan;
import org.thalweg.core.search.WaveLedger;

/**
 * Everything that determines the result of a search, to the bit.
 *
 * <p>The targets of the plans are of the function that is minimized: with maximization, of the negated objective.
 */
public record SearchSpecification(
        Problem problem, StartPlan starts, DescentPlan descents, Distinctness distinctness, StopPlan stop)
        implements Serializable {

    public SearchSpecification {
        int dimension = problem.objective().dimension();
        if (starts.region().dimension() != dimension) {
            throw new IllegalArgumentException("the start region has dimension %d, the objective %d"
                    .formatted(starts.region().dimension(), dimension));
        }
        for (double[] given : starts.given()) {
            if (given.length != dimension) {
                throw new IllegalArgumentException(
                        "a start has %d coordinates, the objective %d".formatted(given.length, dimension));
            }
        }
    }

    /** The function that descents minimize: the user's objective, or its negation where the highest point is wanted. */
    public Objective minimized() {
        return problem.maximize() ? Negation.of(problem.objective()) : problem.objective();
    }

    /** A batch of descents of this search, none of them begun. */
    public DescentBatch newBatch(int lanes) {
        return new DescentBatch(minimized(), problem.bounds(), descents, lanes);
    }

    /** The tally of no descents. */
    public SearchTally newTally() {
        return SearchTally.empty(problem.objective().dimension(), distinctness);
    }

    /** The ledger of this search, with nothing handed out. */
    public WaveLedger newLedger() {
        return new WaveLedger(starts.total(), stop, newTally());
    }
}
