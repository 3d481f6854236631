package org.thalweg.core.fit.data;

/**
 * Rows of a shard, packed.
 *
 * @param pieces their features
 * @param rows how many there are
 * @param response what was observed, one a row
 * @param weights how much each counts
 */
public record StoredRows(PieceStore pieces, int rows, double[] response, double[] weights) {

    /** What was observed, without the features. */
    public Observations observations() {
        return Observations.bare(rows, response, weights);
    }
}
