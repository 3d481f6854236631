package org.thalweg.core.fit.data;

import java.io.Serializable;

/**
 * What is told of rows as a whole: how many there are, what was observed, how the columns are distributed.
 *
 * <p>Two summaries are put together by the formulas of Chan, Golub and LeVeque, <i>Updating formulae and a pairwise algorithm for computing sample
 * variances</i> (1979), equation 2.1. What comes out depends on how rows are cut into parts, in the last bits; so parts must not depend on who
 * works at them.
 */
public final class RowSummary implements Serializable {
    private static final long serialVersionUID = 1;

    private int rows;
    private double leastWeight = Double.POSITIVE_INFINITY;
    private final Distributions response = new Distributions(1);
    private final Distributions columns = new Distributions(0);

    /** How many rows there are. */
    public int rows() {
        return rows;
    }

    /** The least weight of a row; ∞ where there is none. */
    public double leastWeight() {
        return leastWeight;
    }

    /** Σ w·(y − ȳ)², what a constant leaves of the response. */
    public double totalSquares() {
        return response.squares(0);
    }

    /** How the columns of features are distributed. */
    public Distributions columns() {
        return columns;
    }

    /** Adds what was observed in {@code count} more rows. */
    public void observe(int count, double[] y, double[] weights) {
        rows = Math.addExact(rows, count);
        for (int i = 0; i < count; i++) {
            leastWeight = Math.min(leastWeight, weights[i]);
        }
        response.addDense(new double[][] {y}, count, weights);
    }

    /** Adds the rows of another summary, which come after those of this. */
    public void add(RowSummary other) {
        rows = Math.addExact(rows, other.rows);
        leastWeight = Math.min(leastWeight, other.leastWeight);
        response.add(other.response);
        columns.add(other.columns);
    }
}
