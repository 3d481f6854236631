package org.thalweg.core.run;

/** How a whole run ended. */
public enum Status {
    CONVERGED,
    TARGET_REACHED,
    /** No descent converged before its budget was spent. */
    BUDGET_SPENT,
    TIME_LIMIT,
    /** A descent ran to −∞. */
    UNBOUNDED,
    /** The objective is constant wherever it was looked at. */
    PLATEAU,
    /** The objective was not finite at any start. */
    NOTHING_FINITE,
    FAILED,
    CANCELLED;

    public boolean isSuccess() {
        return this == CONVERGED || this == TARGET_REACHED;
    }
}
