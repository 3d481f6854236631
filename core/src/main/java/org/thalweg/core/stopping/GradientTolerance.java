package org.thalweg.core.stopping;

import org.jspecify.annotations.Nullable;

/**
 * Ends a descent at an iterate where ‖P(x − ∇f) − x‖∞ ≤ {@code tolerance}, absolute, in units of the gradient; P is the
 * projection onto the bounds. Never ends a method without gradients.
 */
public record GradientTolerance(double tolerance) implements StoppingRule {

    public GradientTolerance {
        if (!(tolerance >= 0)) {
            throw new IllegalArgumentException("gradient tolerance (%s) must not be negative".formatted(tolerance));
        }
    }

    @Override
    public @Nullable Termination test(Progress progress) {
        return progress.gradientNorm() <= tolerance ? Termination.GRADIENT_TOLERANCE : null;
    }
}
