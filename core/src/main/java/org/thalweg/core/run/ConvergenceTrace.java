package org.thalweg.core.run;

import java.util.EnumMap;
import org.thalweg.core.search.FinishedDescent;
import org.thalweg.core.stopping.Outcome;

/** What one worker has to tell of its progress: collected between one {@link ConvergenceEvent} and the next. */
public final class ConvergenceTrace {
    private final EnumMap<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
    private long evaluations;
    private double best = Double.POSITIVE_INFINITY;
    private double gradientNorm = Double.NaN;

    /** Adds a finished descent; what it spent is told with {@link #spend}. */
    public void finish(FinishedDescent descent) {
        outcomes.merge(descent.termination().outcome(), 1L, Long::sum);
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
        Long count = outcomes.remove(outcome);
        return count == null ? 0 : count;
    }
}
