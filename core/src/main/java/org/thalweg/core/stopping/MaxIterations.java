package org.thalweg.core.stopping;

import org.jspecify.annotations.Nullable;

/** Ends a descent after {@code limit} accepted steps. */
public record MaxIterations(long limit) implements StoppingRule {

    public MaxIterations {
        if (limit < 0) {
            throw new IllegalArgumentException("maximum of iterations (%d) must not be negative".formatted(limit));
        }
    }

    @Override
    public @Nullable Termination test(Progress progress) {
        // Before the first evaluation nothing is known of the start: even a budget of 0 steps pays for looking at it.
        return progress.evaluations() > 0 && progress.iterations() >= limit ? Termination.ITERATIONS_SPENT : null;
    }
}
