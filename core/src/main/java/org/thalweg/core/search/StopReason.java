package org.thalweg.core.search;

/** Why a search handed out no more starts. */
public enum StopReason {
    STARTS_SPENT("all starts are spent"),
    TARGET_REACHED("the target was reached"),
    /** The probability of a new minimum is bounded as the user asked. */
    UNSEEN_MASS_SMALL("a new minimum has become improbable"),
    TIME_LIMIT("the time limit was reached"),
    CANCELLED("cancelled");

    private final String text;

    StopReason(String text) {
        this.text = text;
    }

    /** A few words for people. */
    public String text() {
        return text;
    }

    /** Whether the search ended by itself, so that its result does not depend on the clock. */
    public boolean isComplete() {
        return this != TIME_LIMIT && this != CANCELLED;
    }
}
