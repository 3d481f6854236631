package org.thalweg.jobs.data;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * What was found in a stretch of a file. Lines and rows are counted from its own beginning.
 *
 * @param begin where its first record begins
 * @param end where the record after its last begins
 * @param lines how many lines end in it
 * @param rows that can be used
 * @param rejected rows that were left out
 * @param landmarks where some of its rows are
 * @param trouble what ended the reading; null if nothing did
 */
record StretchReport(
        long begin,
        long end,
        long lines,
        int rows,
        long rejected,
        Landmark[] landmarks,
        @Nullable DataException trouble)
        implements Serializable {

    /**
     * Where a row is.
     *
     * @param row how many usable rows come before
     * @param offset where its record begins
     * @param linesBefore how many lines end before that
     */
    record Landmark(long row, long offset, long linesBefore) implements Serializable {}
}
