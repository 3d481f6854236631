package org.thalweg.core.fit.data;

/** A row that was read, but holds what a model does not take. */
public final class UnusableRowException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int row;

    /**
     * @param row its number in the batch, from 0
     * @param message what is wrong, and the rule
     */
    public UnusableRowException(int row, String message) {
        super(message);
        this.row = row;
    }

    /** Its number in the batch, from 0. */
    public int row() {
        return row;
    }
}
