package org.thalweg.core.run;

import org.thalweg.core.search.FinishedDescent;
import org.thalweg.core.stopping.Outcome;

/** What one worker has to tell of its progress: collected between one {@link ConvergenceEvent} and the next. */
@SuppressWarnings("EnumOrdinal") // of an index in memory alone
public final class ConvergenceTrace {
    /** How many descents ended so, by the ordinal of the outcome. */
    private final long[] outcomes = new long[Outcome.values().length];

    private long evaluations;
    private double best = Double.POSITIVE_INFINITY;
    private double gradientNorm = Double.NaN;

    /** Adds a finished descent; what it spent is told with {@link #spend}. */
    public void finish(FinishedDescent descent) {
        outcomes[descent.termination().outcome().ordinal()]++;
        if (descent.end().value() < best) {
            best = descent.end().value();
        }
        gradientNorm = descent.end().gradientNorm();
    }

    /** Adds evaluations of the objective. */
    public void spend(long more) {
        evaluations += more;
    }

    /** Evaluations since the last event. */
    public long evaluations() {
        return evaluations;
    }

    /** The event of all that was added since the last; counting begins anew. */
    public ConvergenceEvent event(int active) {
        ConvergenceEvent event = new ConvergenceEvent(
                take(Outcome.CONVERGED),
                take(Outcome.BUDGET_SPENT),
                take(Outcome.NON_FINITE),
                take(Outcome.FAILED),
                evaluations,
                best,
                gradientNorm,
                active);
        evaluations = 0;
        return event;
    }

    private long take(Outcome outcome) {
        long count = outcomes[outcome.ordinal()];
        outcomes[outcome.ordinal()] = 0;
        return count;
    }
}
