package org.thalweg.core.fit.data;

import java.io.Serializable;

/**
 * Rows of numbers most of which are 0, row by row: row r holds {@code values[k]} in column {@code indices[k]}, {@code starts[r] <= k <
 * starts[r + 1]}. The arrays are the table's own, not to be written to.
 *
 * @param features how many columns there are
 * @param rows how many rows there are
 */
public record SparseTable(int features, int rows, int[] starts, int[] indices, double[] values)
        implements Serializable {

    public SparseTable {
        if (starts.length <= rows) {
            throw new IllegalArgumentException(
                    "%d rows have %d starts: they need one more".formatted(rows, starts.length));
        }
    }
}
