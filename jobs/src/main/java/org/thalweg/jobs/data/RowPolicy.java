package org.thalweg.jobs.data;

import java.io.Serializable;

/**
 * What becomes of rows that cannot be used.
 *
 * @param badRows rows with too few or too many cells, or with cells that are no numbers
 * @param missing rows in which a cell that is needed is empty, or says NA, NaN or the like
 */
public record RowPolicy(Policy badRows, Policy missing) implements Serializable {

    /** Nothing is left out. */
    public static RowPolicy strict() {
        return new RowPolicy(Policy.FAIL, Policy.FAIL);
    }
}
