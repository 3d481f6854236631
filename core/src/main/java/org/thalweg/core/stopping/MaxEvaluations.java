package org.thalweg.core.stopping;

import org.jspecify.annotations.Nullable;

/** Ends a descent after {@code limit} evaluations of the objective, in mid line search if need be. */
public record MaxEvaluations(long limit) implements StoppingRule {

    public MaxEvaluations {
        if (limit < 1) {
            throw new IllegalArgumentException(
                    "maximum of evaluations (%d) must be at least 1: the start itself costs one".formatted(limit));
        }
    }

    @Override
    public @Nullable Termination test(Progress progress) {
        return progress.evaluations() >= limit ? Termination.EVALUATIONS_SPENT : null;
    }
}
