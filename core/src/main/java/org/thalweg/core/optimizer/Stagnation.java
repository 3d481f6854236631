package org.thalweg.core.optimizer;

import org.thalweg.core.stopping.Termination;

/** Why a method that finds no better point nearby stands where it stands. */
final class Stagnation {

    /** Share of the largest gradient met that rounding may hide. */
    private static final double SMALL = 1e-6;

    private Stagnation() {}

    /**
     * A minimum to rounding if the gradient fell to 10⁻⁶ of the largest that was met, and a failure (a kink, a wrong
     * gradient) otherwise.
     */
    static Termination reason(double gradientNorm, double largestGradientNorm) {
        return gradientNorm <= SMALL * largestGradientNorm
                ? Termination.STEP_TOLERANCE
                : Termination.LINE_SEARCH_FAILED;
    }
}
