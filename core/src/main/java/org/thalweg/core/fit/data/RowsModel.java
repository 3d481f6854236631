package org.thalweg.core.fit.data;

import java.io.IOException;
import java.io.Serializable;
import java.util.Optional;
import org.thalweg.core.fit.TermShard;

/**
 * What makes terms of rows that arrive in batches.
 *
 * @param <B> a batch of rows, whose arrays are valid until the next arrives
 */
public interface RowsModel<B> extends Serializable {

    /** How many parameters the terms have. */
    int parameters();

    /** Begins a summary of rows. */
    Summarizing<B> summarize();

    /** Begins to pack {@code rows} rows at most into {@code pieces}. */
    Packing<B> pack(int rows, PieceStore pieces);

    /**
     * The terms of rows that were packed.
     *
     * @param id the number of the shard
     */
    TermShard shard(int id, StoredRows rows);

    /**
     * What {@link org.thalweg.core.fit.Terms#curvatures} tells of rows whose columns are distributed like this; empty where nothing is known.
     *
     * @param columns those that the summary of the rows holds
     */
    default double[] curvatures(Distributions columns) {
        return new double[0];
    }

    /** As {@link org.thalweg.core.fit.Terms#curvesAsGaussNewton}. */
    default boolean curvesAsGaussNewton() {
        return false;
    }

    /** The terms that do not depend on rows: a penalty. */
    Optional<TermShard> penalty();

    /**
     * Sums rows up.
     *
     * @param <B> a batch of rows
     */
    interface Summarizing<B> {

        /**
         * Adds the next rows.
         *
         * @throws UnusableRowException if the model does not take one of them
         */
        void add(B batch);

        /** What was added so far. */
        RowSummary summary();
    }

    /**
     * Packs rows.
     *
     * @param <B> a batch of rows
     */
    interface Packing<B> {

        /** Adds the next rows. */
        void add(B batch) throws IOException;

        /** Ends the last piece; the rows are valid until another is added, which begins anew. */
        StoredRows finish() throws IOException;
    }
}
