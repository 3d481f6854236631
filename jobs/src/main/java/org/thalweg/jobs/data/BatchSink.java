package org.thalweg.jobs.data;

/**
 * Takes batches of rows in order.
 *
 * @param <B> a batch of rows, valid until the next
 */
interface BatchSink<B> {

    /**
     * Takes the next rows.
     *
     * @throws org.thalweg.core.fit.data.UnusableRowException if one of them cannot be used after all
     */
    void add(B batch);
}
