package org.thalweg.jobs.data;

/** What becomes of a row that cannot be used. */
public enum Policy {
    /** The first one ends the reading, with its line and column. */
    FAIL,
    /** It is left out and counted. */
    SKIP
}
