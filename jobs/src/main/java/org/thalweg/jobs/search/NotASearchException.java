package org.thalweg.jobs.search;

import java.io.IOException;

/** Says that a checkpoint is of a job that is no search. */
public final class NotASearchException extends IOException {
    private static final long serialVersionUID = 1;

    NotASearchException() {
        super("it is not of a search");
    }
}
