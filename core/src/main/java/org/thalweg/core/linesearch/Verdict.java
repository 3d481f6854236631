package org.thalweg.core.linesearch;

/** What a line search says of the trial it was told about. */
public enum Verdict {
    /** The trial is good: it is the next iterate. */
    ACCEPT,
    /** Another trial, at the search's new step. */
    CONTINUE,
    /** No acceptable step exists to the precision of the arithmetic. */
    FAIL
}
