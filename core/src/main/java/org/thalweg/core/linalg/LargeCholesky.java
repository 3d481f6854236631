package org.thalweg.core.linalg;

/**
 * {@link CholeskyArithmetic} for matrices so large that sixteen of them do not stay in a cache: each is factorized by itself, A = UᵀU, row by
 * row, with vectors along its rows. For one thread.
 */
final class LargeCholesky implements CholeskyArithmetic {
    private final CholeskyArithmetic together = CholeskyArithmetic.fastest();
    private final EliminationArithmetic elimination;
    private double[] multipliers = new double[0];
    private double[] vector = new double[0];

    LargeCholesky(EliminationArithmetic elimination) {
        this.elimination = elimination;
    }

    private static int stride(int n) {
        return (n + EliminationArithmetic.PAD - 1) / EliminationArithmetic.PAD * EliminationArithmetic.PAD;
    }

    @Override
    public double[] newFactor(int n) {
        return new double[Math.multiplyExact(n * stride(n), WIDTH)];
    }

    @Override
    public void factor(int n, double[] matrices, double[] shifts, double[] factor, double[] definite) {
        int stride = stride(n);
        for (int i = 0; i < n; i++) {
            for (int j = i; j < n; j++) {
                int from = (i * n + j) * WIDTH;
                int to = i * stride + j;
                for (int k = 0; k < WIDTH; k++) {
                    factor[to + k * n * stride] = matrices[from + k];
                }
            }
        }
        for (int k = 0; k < WIDTH; k++) {
            definite[k] = factor(n, factor, k * n * stride, shifts[k]) ? 1 : 0;
        }
    }

    /** Overwrites the upper triangle with U, 1/Uᵢᵢ on the diagonal; false as soon as a pivot is not positive. */
    private boolean factor(int n, double[] rows, int offset, double shift) {
        double tolerance = n * Math.ulp(1.0);
        int stride = stride(n);
        multipliers = multipliers.length < n ? new double[n] : multipliers;
        for (int i = 0; i < n; i++) {
            int row = offset + i * stride;
            double entry = rows[row + i];
            rows[row + i] = entry - shift;
            for (int k = 0; k < i; k++) {
                multipliers[k] = rows[offset + k * stride + i];
            }
            elimination.eliminate(rows, offset, stride, i, multipliers);
            double pivot = rows[row + i];
            if (!(pivot > tolerance * entry && pivot < Double.POSITIVE_INFINITY)) {
                return false;
            }
            double inverse = 1 / Math.sqrt(pivot);
            rows[row + i] = inverse;
            for (int j = i + 1; j < n; j++) {
                rows[row + j] *= inverse;
            }
        }
        return true;
    }

    @Override
    public void solve(int n, double[] factor, double[] b) {
        int stride = stride(n);
        vector = vector.length < n ? new double[n] : vector;
        for (int k = 0; k < WIDTH; k++) {
            for (int i = 0; i < n; i++) {
                vector[i] = b[i * WIDTH + k];
            }
            substitute(n, factor, k * n * stride, stride);
            for (int i = 0; i < n; i++) {
                b[i * WIDTH + k] = vector[i];
            }
        }
    }

    /** Solves Uᵀz = b, then Ux = z, in {@link #vector}. */
    private void substitute(int n, double[] factor, int offset, int stride) {
        for (int i = 0; i < n; i++) {
            int row = offset + i * stride;
            vector[i] *= factor[row + i];
            double multiplier = -vector[i];
            for (int j = i + 1; j < n; j++) {
                vector[j] = Math.fma(multiplier, factor[row + j], vector[j]);
            }
        }
        for (int i = n - 1; i >= 0; i--) {
            int row = offset + i * stride;
            double even = vector[i];
            double odd = 0;
            int j = i + 1;
            for (; j + 1 < n; j += 2) { // two chains of additions, which overlap
                even = Math.fma(-factor[row + j], vector[j], even);
                odd = Math.fma(-factor[row + j + 1], vector[j + 1], odd);
            }
            if (j < n) {
                even = Math.fma(-factor[row + j], vector[j], even);
            }
            vector[i] = (even + odd) * factor[row + i];
        }
    }

    @Override
    public void norms(int n, double[] matrices, double[] norms) {
        together.norms(n, matrices, norms);
    }

    @Override
    public void quadraticForms(int n, double[] matrices, double[] vectors, double[] forms) {
        together.quadraticForms(n, matrices, vectors, forms);
    }

    @Override
    public void addSquares(int n, double[] matrices, double[] vectors) {
        together.addSquares(n, matrices, vectors);
    }
}
