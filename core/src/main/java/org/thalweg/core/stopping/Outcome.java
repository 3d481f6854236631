package org.thalweg.core.stopping;

/** How a descent is counted: every finished start has exactly one outcome. */
public enum Outcome {
    /** It ended at a stationary point (or on a plateau). */
    CONVERGED,
    /** Its budget of iterations or evaluations was spent first. */
    BUDGET_SPENT,
    /** The objective was not finite at its start, or it could not get back to where it is. */
    NON_FINITE,
    /** It ran to −∞, or its method could not go on. */
    FAILED
}
