package org.thalweg.jobs.data;

import org.jspecify.annotations.Nullable;

/**
 * Reads rows from records and collects them in batches. One instance serves one thread.
 *
 * @param <B> a batch of rows
 */
interface RowParser<B> {

    /**
     * What is wrong with a row.
     *
     * @param text follows the line's number, with its punctuation
     * @param missing whether nothing is wrong but that a value is missing
     */
    record Complaint(String text, boolean missing) {}

    /** Adds the row that a record holds; returns what is wrong with it, and leaves it out then. */
    @Nullable Complaint read(Records record);

    /** How many rows were collected. */
    int rows();

    /** Whether there is room for no more. */
    boolean isFull();

    /** The rows that were collected, valid until the next is read; collects anew. */
    B take();
}
