package org.thalweg.core.linalg;

/**
 * Cholesky factorizations of {@value #WIDTH} symmetric matrices at a time, entry (i, j) of matrix k at {@code [(i * n + j) * WIDTH + k]}.
 *
 * <p>A − σI = L·Lᵀ; of the factor the lower triangle is written, with 1/Lᵢᵢ on the diagonal. A pivot counts as positive if it is
 * greater than n·ε·Aᵢᵢ. The bits of a factor depend on its own matrix alone, and are the same in all forms.
 */
public interface CholeskyArithmetic {

    /** Matrices at a time. */
    int WIDTH = 16;

    /** The form in vector instructions, or in plain loops. */
    static CholeskyArithmetic fastest() {
        return VectorForm.of(CholeskyArithmetic.class, PlainCholeskyArithmetic::new);
    }

    /**
     * Overwrites {@code factor}, and {@code definite[k]} with 1 where matrix k, less σₖ on its diagonal, is positive definite, and with 0
     * where it is not, or is not finite; then the factor means nothing.
     *
     * @param matrices read
     * @param shifts σₖ
     */
    void factor(int n, double[] matrices, double[] shifts, double[] factor, double[] definite);

    /** Overwrites {@code norms[k]} with ‖A‖∞ of matrix k, the largest sum of magnitudes of a row. */
    void norms(int n, double[] matrices, double[] norms);

    /** Overwrites {@code forms[k]} with vᵀAv of matrix k and vector k, laid out as in {@link #solve}. */
    void quadraticForms(int n, double[] matrices, double[] vectors, double[] forms);

    /** Overwrites each {@code b}, coordinate j of vector k at {@code [j * WIDTH + k]}, with (A − σI)⁻¹b. */
    void solve(int n, double[] factor, double[] b);
}
