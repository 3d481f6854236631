package org.thalweg.core.fit.linear;

import org.thalweg.core.linalg.VectorForm;

/**
 * The two halves of a pass over {@value #ROWS} dense rows that are packed column by column: column j at {@code [at + j * ROWS]}. The bits are
 * the same in all forms.
 */
public interface RowsArithmetic {

    /** Rows at a time. */
    int ROWS = 32;

    /** Sums that are carried side by side for each column: row i adds to sum i mod 8. */
    int LANES = 8;

    /** The form in vector instructions, or in plain loops. */
    static RowsArithmetic fastest() {
        return VectorForm.of(RowsArithmetic.class, PlainRowsArithmetic::new);
    }

    /**
     * Overwrites {@code z[to + i]} with Σ βⱼ·xᵢⱼ for each of the rows, j ascending, each step a fused multiply–add.
     *
     * @param beta βⱼ, one a column
     */
    void multiply(double[] packed, int at, double[] beta, double[] z, int to);

    /** Adds sᵢ·xᵢⱼ to {@code sums[j * LANES + i mod LANES]} for each of the rows, i ascending; sᵢ is {@code s[from + i]}. */
    void addTransposed(double[] packed, int at, double[] s, int from, double[] sums);

    /**
     * Adds Σᵢ sᵢ·xᵢₐ·xᵢᵦ over the rows of some chunks to {@code sums[offset + k]} for each pair a ≤ b of features, the k-th in the order (0,0),
     * (0,1), …, (1,1), …: row i adds to the sum i mod {@value #LANES} of as many, i ascending, which are then added up in their order.
     *
     * @param packed chunk after chunk, from 0 on
     * @param s the weights of the rows, 0 for those that do not count
     * @param rows of all chunks, a multiple of {@value #ROWS}
     */
    void addSquares(double[] packed, int features, double[] s, int rows, double[] sums, int offset);
}
