package org.thalweg.core.stopping;

import org.jspecify.annotations.Nullable;

/** Ends a descent whose value fell below {@link #FLOOR}: the objective has no minimum there. */
public record Unbounded() implements StoppingRule {

    /** −1e300: values below it, −∞ among them, count as unbounded. */
    public static final double FLOOR = -1e300;

    /** Whether {@code value} counts as unbounded below. */
    public static boolean below(double value) {
        return value < FLOOR;
    }

    @Override
    public @Nullable Termination test(Progress progress) {
        return below(progress.value()) ? Termination.UNBOUNDED : null;
    }
}
