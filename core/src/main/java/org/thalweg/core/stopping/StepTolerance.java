package org.thalweg.core.stopping;

import org.jspecify.annotations.Nullable;

/** Ends a descent after an accepted step with ‖x₍ₖ₎ − x₍ₖ₋₁₎‖∞ ≤ {@code tolerance}, absolute, in units of x. */
public record StepTolerance(double tolerance) implements StoppingRule {

    public StepTolerance {
        if (!(tolerance >= 0)) {
            throw new IllegalArgumentException("step tolerance (%s) must not be negative".formatted(tolerance));
        }
    }

    @Override
    public @Nullable Termination test(Progress progress) {
        return progress.stepNorm() <= tolerance ? Termination.STEP_TOLERANCE : null;
    }
}
