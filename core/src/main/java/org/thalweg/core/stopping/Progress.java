package org.thalweg.core.stopping;

import org.jspecify.annotations.Nullable;

/** What every method can say of how far it is; what stopping rules look at. */
public interface Progress {

    /** Steps accepted so far; 0 before the first. */
    long iterations();

    /** Evaluations consumed so far, one a {@code tell}. */
    long evaluations();

    /** f at the current iterate; NaN before the first {@code tell}. */
    double value();

    /** ‖P(x − ∇f) − x‖∞ at the current iterate, P the projection onto the bounds; NaN for methods without gradients. */
    double gradientNorm();

    /** ‖x₍ₖ₎ − x₍ₖ₋₁₎‖∞ of the last accepted step; NaN before the first. */
    double stepNorm();

    /** Whether the state stands at an iterate, and not between two trials of a line search. */
    boolean atIterate();

    /** Why the method itself cannot go on, or null while it can. */
    @Nullable Termination termination();
}
