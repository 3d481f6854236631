package org.thalweg.jobs.data;

/** Data that cannot be used: the message names file, line and column, the rule and the cure. */
public final class DataException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public DataException(String message) {
        super(message);
    }

    static DataException of(String message, Object... arguments) {
        return new DataException(message.formatted(arguments));
    }
}
