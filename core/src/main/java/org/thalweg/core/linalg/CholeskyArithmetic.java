package org.thalweg.core.linalg;

/**
 * Cholesky factorizations of {@value #WIDTH} symmetric matrices at a time, entry (i, j) of matrix k at {@code [(i * n + j) * WIDTH + k]}.
 *
 * <p>A − σI = L·Lᵀ; how a factor is laid out is its own affair. A pivot counts as positive if it is
 * greater than n·ε·Aᵢᵢ. The bits of a factor depend on its own matrix alone, and are the same in all forms.
 */
public interface CholeskyArithmetic {

    /** Matrices at a time. */
    int WIDTH = 16;

    /** Rows of which sixteen matrices are factorized together; larger ones are factorized one after the other. */
    int MOST_TOGETHER = 32;

    /** The form in vector instructions, or in plain loops. */
    static CholeskyArithmetic fastest() {
        return VectorForm.of(CholeskyArithmetic.class, PlainCholeskyArithmetic::new);
    }

    /** The fastest for matrices with n rows. */
    static CholeskyArithmetic fastest(int n) {
        return n <= MOST_TOGETHER ? fastest() : new LargeCholesky(EliminationArithmetic.fastest());
    }

    /** Room for the factors of matrices with n rows. */
    default double[] newFactor(int n) {
        return new double[Math.multiplyExact(n * n, WIDTH)];
    }

    /**
     * Overwrites {@code factor}, and {@code definite[k]} with 1 where matrix k, less σₖ on its diagonal, is positive definite, and with 0
     * where it is not, or is not finite; then the factor means nothing.
     *
     * @param matrices read
     * @param shifts σₖ; NaN for a matrix that is to be left alone, and counts as indefinite
     * @param factor made by {@link #newFactor}
     */
    void factor(int n, double[] matrices, double[] shifts, double[] factor, double[] definite);

    /** Overwrites {@code norms[k]} with ‖A‖∞ of matrix k, the largest sum of magnitudes of a row. */
    void norms(int n, double[] matrices, double[] norms);

    /** Overwrites {@code forms[k]} with vᵀAv of matrix k and vector k, laid out as in {@link #solve}. */
    void quadraticForms(int n, double[] matrices, double[] vectors, double[] forms);

    /**
     * Adds Σ v·vᵀ to each matrix.
     *
     * @param vectors any number, coordinate j of the m-th vector of matrix k at {@code [(m * n + j) * WIDTH + k]}
     */
    void addSquares(int n, double[] matrices, double[] vectors);

    /** Overwrites each {@code b}, coordinate j of vector k at {@code [j * WIDTH + k]}, with (A − σI)⁻¹b. */
    void solve(int n, double[] factor, double[] b);
}
