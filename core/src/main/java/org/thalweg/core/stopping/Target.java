package org.thalweg.core.stopping;

import org.jspecify.annotations.Nullable;

/** Ends a descent at an iterate where f ≤ {@code value}; −∞ is never reached. */
public record Target(double value) implements StoppingRule {

    public Target {
        if (Double.isNaN(value)) {
            throw new IllegalArgumentException("target (NaN) must be a number, or −∞ for none");
        }
    }

    @Override
    public @Nullable Termination test(Progress progress) {
        return value != Double.NEGATIVE_INFINITY && progress.value() <= value ? Termination.TARGET_REACHED : null;
    }
}
