package org.thalweg.core.stopping;

import org.jspecify.annotations.Nullable;

/** Ends a descent whose method cannot go on: the reason is {@link Progress#termination}. */
public record MethodEnded() implements StoppingRule {

    @Override
    public @Nullable Termination test(Progress progress) {
        return progress.termination();
    }
}
