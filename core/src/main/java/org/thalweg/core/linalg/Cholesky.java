package org.thalweg.core.linalg;

/**
 * The Cholesky factorization A = L·Lᵀ of symmetric positive definite matrices of one size, over and over without allocation.
 *
 * <p>A pivot counts as positive if it is greater than n·ε times the diagonal entry that it began as, n the most rows; otherwise A is,
 * to rounding, not positive definite. n³/3 operations; backward error about n·ε·‖A‖ (Higham, <i>Accuracy and Stability of
 * Numerical Algorithms</i>, 2nd ed., theorem 10.3). The bits are those of {@link CholeskyArithmetic}. Not for sharing between threads.
 */
public final class Cholesky {

    private final int n;
    /** The lower triangle of L, with 1/Lᵢᵢ on the diagonal. */
    private final double[] factor;

    private int size;
    private int failedPivot = -1;

    /** For matrices with up to {@code n} rows. */
    public Cholesky(int n) {
        this.n = n;
        factor = new double[Math.multiplyExact(n, n)];
    }

    /**
     * Factors the leading {@code rows}×{@code rows} matrix, row-major with {@code rows} entries a row, of which the lower
     * triangle is read.
     *
     * @return whether it is positive definite; if not, {@link #failedPivot} tells where that showed
     */
    public boolean factor(double[] matrix, int rows) {
        if (rows > n) {
            throw new IllegalArgumentException("rows (%d) must be at most %d".formatted(rows, n));
        }
        size = rows;
        failedPivot = -1;
        double tolerance = n * Math.ulp(1.0);
        for (int i = 0; i < rows; i++) {
            int row = i * rows;
            for (int j = 0; j < i; j++) {
                factor[row + j] = remainder(matrix, row, j) * factor[j * rows + j];
            }
            double pivot = remainder(matrix, row, i);
            if (!(pivot > tolerance * matrix[row + i] && pivot < Double.POSITIVE_INFINITY)) {
                failedPivot = i;
                return false;
            }
            factor[row + i] = 1 / Math.sqrt(pivot);
        }
        return true;
    }

    /** Aᵢⱼ − Σ Lᵢₖ·Lⱼₖ over k < j, with i the row that begins at {@code row}. */
    private double remainder(double[] matrix, int row, int j) {
        double sum = matrix[row + j];
        for (int k = 0; k < j; k++) {
            sum = Math.fma(-factor[row + k], factor[j * size + k], sum);
        }
        return sum;
    }

    /** The index of the pivot that was not positive at the last factorization, or −1. */
    public int failedPivot() {
        return failedPivot;
    }

    /** Overwrites {@code b} with A⁻¹b; only after a factorization that succeeded. */
    public void solve(double[] b) {
        if (failedPivot >= 0) {
            throw new IllegalStateException(
                    "pivot %d was not positive: there is nothing to solve with".formatted(failedPivot));
        }
        for (int i = 0; i < size; i++) {
            double sum = b[i];
            for (int k = 0; k < i; k++) {
                sum = Math.fma(-factor[i * size + k], b[k], sum);
            }
            b[i] = sum * factor[i * size + i];
        }
        for (int i = size - 1; i >= 0; i--) {
            double sum = b[i];
            for (int k = i + 1; k < size; k++) {
                sum = Math.fma(-factor[k * size + i], b[k], sum);
            }
            b[i] = sum * factor[i * size + i];
        }
    }
}
