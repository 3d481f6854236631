package org.thalweg.core.stopping;

/** Why a descent ended. */
public enum Termination {
    /** ‖projected ∇f‖∞ fell to the tolerance. */
    GRADIENT_TOLERANCE(Outcome.CONVERGED, "gradient tolerance reached"),
    /**
     * The method's own measure of size (the simplex, the trust region, the step) fell to rounding level: a minimum to the
     * last digit, or the bottom of a kink, where the gradient does not vanish.
     */
    STEP_TOLERANCE(Outcome.CONVERGED, "step tolerance reached"),
    /** f fell to the target. */
    TARGET_REACHED(Outcome.CONVERGED, "target reached"),
    ITERATIONS_SPENT(Outcome.BUDGET_SPENT, "iterations spent"),
    EVALUATIONS_SPENT(Outcome.BUDGET_SPENT, "evaluations spent"),
    /** f or ∇f is NaN or +∞ where the method stands and no step leads away. */
    NON_FINITE(Outcome.NON_FINITE, "objective not finite"),
    /** f fell below every bound: it is −∞, or below −1e300. */
    UNBOUNDED(Outcome.FAILED, "objective unbounded below"),
    /** f falls for ever towards a limit that it attains nowhere, as exp does: the gradient vanishes only at infinity. */
    LIMIT_NOT_ATTAINED(Outcome.FAILED, "falls towards a limit that no point attains"),
    /** No acceptable step was found although the gradient is not small: a wrong gradient, or rounding. */
    LINE_SEARCH_FAILED(Outcome.FAILED, "no acceptable step found");

    private final Outcome outcome;
    private final String text;

    Termination(Outcome outcome, String text) {
        this.outcome = outcome;
        this.text = text;
    }

    public Outcome outcome() {
        return outcome;
    }

    /** A few words for people. */
    public String text() {
        return text;
    }
}
