package org.thalweg.jobs.data;

/** Data that do not fit in memory. */
public final class TooLargeException extends DataException {
    private static final long serialVersionUID = 1;

    TooLargeException(String message) {
        super(message);
    }
}
