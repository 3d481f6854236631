package org.thalweg.core.linalg;

/**
 * The eigenvalues and eigenvectors of a dense symmetric matrix: {@code A = Σ λₖ vₖ vₖᵀ}.
 *
 * <p>Householder reflections make the matrix tridiagonal, implicit QL steps with Wilkinson's shift make that diagonal
 * (Golub and Van Loan, <i>Matrix Computations</i>, 4th ed., sections 8.3.1 and 8.3.3). Eigenvalues are exact to about
 * {@code ε·‖A‖₂}, each; eigenvectors are orthonormal to about {@code n·ε}. About 9n³ operations. The bits depend on the
 * entries alone.
 */
public final class SymmetricEigen {
    private static final int MAX_STEPS = 60;

    private final int n;
    private final double[] diagonal;
    private final double[] below;
    /** Row k is eigenvector k at the end; before, the rows are those of the transposed orthogonal factor. */
    private final double[] rows;

    private SymmetricEigen(double[] matrix, int n) {
        this.n = n;
        diagonal = new double[n];
        below = new double[n];
        rows = matrix;
    }

    /**
     * Decomposes the matrix with {@code n} rows, row-major, of which the lower triangle is read.
     *
     * @throws IllegalArgumentException if an entry is not finite
     */
    public static SymmetricEigen of(double[] matrix, int n) {
        double[] scaled = matrix.clone();
        double largest = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double entry = scaled[i * n + j];
                if (!Double.isFinite(entry)) {
                    throw new IllegalArgumentException(
                            "entry (%d, %d) is %s: it must be finite".formatted(i, j, entry));
                }
                largest = Math.max(largest, Math.abs(entry));
            }
        }
        int exponent = largest == 0 ? 0 : Math.max(Math.getExponent(largest), Double.MIN_EXPONENT);
        scale(scaled, -exponent); // so that squares neither overflow nor vanish
        SymmetricEigen eigen = new SymmetricEigen(scaled, n);
        eigen.tridiagonalize();
        eigen.diagonalize();
        eigen.sort();
        scale(eigen.diagonal, exponent);
        return eigen;
    }

    private static void scale(double[] numbers, int exponent) {
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = Math.scalb(numbers[i], exponent);
        }
    }

    /** The number of rows. */
    public int size() {
        return n;
    }

    /** λₖ; they ascend. */
    public double value(int k) {
        return diagonal[k];
    }

    /** Component i of vₖ; the component of largest magnitude is positive. */
    public double vector(int k, int i) {
        return rows[k * n + i];
    }

    /** Overwrites {@code out} with vₖ. */
    public void vector(int k, double[] out) {
        System.arraycopy(rows, k * n, out, 0, n);
    }

    /** vₖᵀx. */
    public double dot(int k, double[] x) {
        return Vectors.dot(rows, k * n, x);
    }

    /** Adds α·vₖ to {@code x}. */
    public void addTo(double[] x, double alpha, int k) {
        Vectors.axpy(alpha, rows, k * n, x);
    }

    /**
     * Reflects the matrix to tridiagonal form, from the last row up. Row i keeps its reflector below the diagonal until
     * {@link #accumulate} has used it.
     */
    private void tridiagonalize() {
        double[] p = new double[n];
        double[] betas = new double[n];
        for (int i = n - 1; i >= 1; i--) {
            betas[i] = reflector(i);
            if (betas[i] != 0) {
                reflect(i, betas[i], p);
            }
        }
        for (int i = 0; i < n; i++) {
            diagonal[i] = rows[i * n + i];
        }
        accumulate(betas);
    }

    /** Overwrites row i, left of the diagonal, with u such that (I − β·u·uᵀ) maps it to a multiple of the last unit vector. */
    private double reflector(int i) {
        int row = i * n;
        double tail = 0;
        for (int j = 0; j < i - 1; j++) {
            tail += rows[row + j] * rows[row + j];
        }
        double last = rows[row + i - 1];
        if (tail == 0) {
            below[i] = last;
            return 0;
        }
        double norm = Math.copySign(Math.sqrt(tail + last * last), last);
        below[i] = -norm;
        rows[row + i - 1] = last + norm;
        return 1 / (norm * (last + norm));
    }

    /** A ← (I − β·u·uᵀ)·A·(I − β·u·uᵀ) on the leading i rows, u in row i; the lower triangle alone. */
    private void reflect(int i, double beta, double[] p) {
        int u = i * n;
        for (int j = 0; j < i; j++) {
            p[j] = 0;
        }
        for (int j = 0; j < i; j++) {
            int row = j * n;
            double sum = rows[row + j] * rows[u + j];
            for (int k = 0; k < j; k++) {
                sum += rows[row + k] * rows[u + k];
                p[k] += rows[row + k] * rows[u + j];
            }
            p[j] += sum;
        }
        double half = 0;
        for (int j = 0; j < i; j++) {
            p[j] *= beta;
            half += p[j] * rows[u + j];
        }
        half *= beta / 2;
        for (int j = 0; j < i; j++) {
            p[j] -= half * rows[u + j];
        }
        for (int j = 0; j < i; j++) {
            int row = j * n;
            for (int k = 0; k <= j; k++) {
                rows[row + k] -= rows[u + j] * p[k] + p[j] * rows[u + k];
            }
        }
    }

    /** Overwrites the rows with those of Qᵀ, Q the product of the reflections. */
    private void accumulate(double[] betas) {
        double[] u = new double[n];
        for (int i = 0; i < n; i++) {
            int size = i; // reflection i acts on coordinates 0 … i−1, where Qᵀ is complete up to here
            System.arraycopy(rows, i * n, u, 0, size);
            for (int j = 0; j < size && betas[i] != 0; j++) {
                int row = j * n;
                double sum = 0;
                for (int k = 0; k < size; k++) {
                    sum += rows[row + k] * u[k];
                }
                sum *= betas[i];
                for (int k = 0; k < size; k++) {
                    rows[row + k] -= sum * u[k];
                }
            }
            for (int j = 0; j < i; j++) {
                rows[i * n + j] = 0;
                rows[j * n + i] = 0;
            }
            rows[i * n + i] = 1;
        }
    }

    /** Implicit QL steps; each rotation turns two rows. */
    private void diagonalize() {
        double[] e = new double[n];
        for (int i = 1; i < n; i++) {
            e[i - 1] = below[i];
        }
        for (int first = 0; first < n; first++) {
            for (int step = 0; step < MAX_STEPS; step++) {
                int last = first;
                while (last < n - 1 && !isNegligible(e[last], last)) {
                    last++;
                }
                if (last == first) {
                    break;
                }
                qlStep(first, last, e);
            }
        }
    }

    private boolean isNegligible(double e, int i) {
        double scale = Math.abs(diagonal[i]) + Math.abs(diagonal[i + 1]);
        return Math.abs(e) <= Math.ulp(1.0) / 2 * scale || Math.abs(e) < Double.MIN_NORMAL;
    }

    private void qlStep(int first, int last, double[] e) {
        double g = (diagonal[first + 1] - diagonal[first]) / (2 * e[first]);
        double r = Math.sqrt(g * g + 1);
        g = diagonal[last] - diagonal[first] + e[first] / (g + Math.copySign(r, g));
        double sine = 1;
        double cosine = 1;
        double p = 0;
        for (int i = last - 1; i >= first; i--) {
            double f = sine * e[i];
            double b = cosine * e[i];
            r = Math.sqrt(f * f + g * g);
            e[i + 1] = r;
            if (r == 0) {
                diagonal[i + 1] -= p;
                e[last] = 0;
                return;
            }
            sine = f / r;
            cosine = g / r;
            g = diagonal[i + 1] - p;
            double t = (diagonal[i] - g) * sine + 2 * cosine * b;
            p = sine * t;
            diagonal[i + 1] = g + p;
            g = cosine * t - b;
            rotate(i, sine, cosine);
        }
        diagonal[first] -= p;
        e[first] = g;
        e[last] = 0;
    }

    private void rotate(int i, double sine, double cosine) {
        int a = i * n;
        int b = a + n;
        for (int k = 0; k < n; k++) {
            double above = rows[a + k];
            double under = rows[b + k];
            rows[b + k] = sine * above + cosine * under;
            rows[a + k] = cosine * above - sine * under;
        }
    }

    /** Puts the eigenvalues in ascending order and settles the signs of the eigenvectors. */
    private void sort() {
        for (int i = 0; i < n; i++) {
            int smallest = i;
            for (int j = i + 1; j < n; j++) {
                if (diagonal[j] < diagonal[smallest]) {
                    smallest = j;
                }
            }
            if (smallest != i) {
                swap(i, smallest);
            }
            settleSign(i);
        }
    }

    private void swap(int i, int j) {
        double value = diagonal[i];
        diagonal[i] = diagonal[j];
        diagonal[j] = value;
        for (int k = 0; k < n; k++) {
            double component = rows[i * n + k];
            rows[i * n + k] = rows[j * n + k];
            rows[j * n + k] = component;
        }
    }

    private void settleSign(int i) {
        double largest = 0;
        for (int k = 0; k < n; k++) {
            if (Math.abs(rows[i * n + k]) > Math.abs(largest)) {
                largest = rows[i * n + k];
            }
        }
        for (int k = 0; k < n && largest < 0; k++) {
            rows[i * n + k] = -rows[i * n + k];
        }
    }
}
