package org.thalweg.core.search;

/** What a point is, as far as exact derivatives and probing can tell. */
public enum Kind {
    /** ∇f = 0 and ∇²f positive definite (on the free coordinates), or a kink that rises in every direction probed. */
    MINIMUM("minimum"),
    /** A minimum on a bound whose multiplier is positive. */
    BOUNDARY_MINIMUM("boundary-minimum"),
    /** ∇²f is positive semidefinite and singular, and no descent was found along its null space. */
    DEGENERATE_MINIMUM("degenerate-minimum"),
    /** f falls in some directions and rises in others. */
    SADDLE("saddle"),
    /** ∇²f is singular and f falls along one sense of a null direction and rises along the other. */
    INFLECTION("inflection"),
    MAXIMUM("maximum"),
    /** f is constant wherever it was looked at nearby. */
    PLATEAU("plateau"),
    /** ∇f is not zero here: the descent ended before it arrived. */
    NOT_STATIONARY("not-stationary");

    private final String text;

    Kind(String text) {
        this.text = text;
    }

    /** The name in results, such as {@code boundary-minimum}. */
    public String text() {
        return text;
    }

    public boolean isMinimum() {
        return this == MINIMUM || this == BOUNDARY_MINIMUM || this == DEGENERATE_MINIMUM;
    }
}
