package org.thalweg.core.linalg;

/** The inner loop of a Cholesky factorization A = UᵀU by rows. Its forms give the same bits. */
interface EliminationArithmetic {

    /** Columns that rows are padded to a multiple of. */
    int PAD = 8;

    /** The form with the machine's vector instructions, or plain loops. */
    static EliminationArithmetic fastest() {
        return VectorForm.of(EliminationArithmetic.class, PlainEliminationArithmetic::new);
    }

    /**
     * Subtracts from row i Σ multipliersₖ·rowₖ over k = 0, 1 … i − 1, each product fused, from column i on; what lies left of it, down to a
     * multiple of {@value #PAD}, means nothing afterwards.
     *
     * @param rows from {@code offset} on, rows of {@code stride} doubles, a multiple of {@value #PAD}
     */
    void eliminate(double[] rows, int offset, int stride, int i, double[] multipliers);
}
