package org.thalweg.core.linalg;

import java.util.Arrays;

/** {@link CholeskyArithmetic} in plain loops. For one thread. */
final class PlainCholeskyArithmetic implements CholeskyArithmetic {
    private final double[] sum = new double[WIDTH];

    @Override
    public void factor(int n, double[] matrices, double[] shifts, double[] factor, double[] definite) {
        double tolerance = n * Math.ulp(1.0);
        Arrays.fill(definite, 1);
        for (int i = 0; i < n; i++) {
            int row = i * n * WIDTH;
            for (int j = 0; j <= i; j++) {
                int at = row + j * WIDTH;
                for (int k = 0; k < WIDTH; k++) {
                    sum[k] = i == j ? matrices[at + k] - shifts[k] : matrices[at + k];
                }
                subtract(factor, row, j * n * WIDTH, j);
                if (j < i) {
                    int pivot = (j * n + j) * WIDTH;
                    for (int k = 0; k < WIDTH; k++) {
                        factor[at + k] = sum[k] * factor[pivot + k];
                    }
                } else {
                    for (int k = 0; k < WIDTH; k++) {
                        boolean positive = sum[k] > tolerance * matrices[at + k] && sum[k] < Double.POSITIVE_INFINITY;
                        definite[k] = positive ? definite[k] : 0;
                        factor[at + k] = 1 / Math.sqrt(sum[k]);
                    }
                }
            }
        }
    }

    /** Subtracts Σ Lᵢₖ·Lⱼₖ over the first {@code count} k, the rows being those that begin at the given offsets. */
    private void subtract(double[] factor, int row, int other, int count) {
        for (int o = 0; o < count * WIDTH; o += WIDTH) {
            for (int k = 0; k < WIDTH; k++) {
                sum[k] = Math.fma(-factor[row + o + k], factor[other + o + k], sum[k]);
            }
        }
    }

    @Override
    public void norms(int n, double[] matrices, double[] norms) {
        Arrays.fill(norms, 0);
        for (int i = 0; i < n; i++) {
            Arrays.fill(sum, 0);
            for (int j = 0; j < n; j++) {
                for (int k = 0; k < WIDTH; k++) {
                    sum[k] += Math.abs(matrices[(i * n + j) * WIDTH + k]);
                }
            }
            for (int k = 0; k < WIDTH; k++) {
                norms[k] = Math.max(norms[k], sum[k]);
            }
        }
    }

    @Override
    public void quadraticForms(int n, double[] matrices, double[] vectors, double[] forms) {
        Arrays.fill(forms, 0);
        for (int i = 0; i < n; i++) {
            Arrays.fill(sum, 0);
            for (int j = 0; j < n; j++) {
                for (int k = 0; k < WIDTH; k++) {
                    sum[k] = Math.fma(matrices[(i * n + j) * WIDTH + k], vectors[j * WIDTH + k], sum[k]);
                }
            }
            for (int k = 0; k < WIDTH; k++) {
                forms[k] = Math.fma(vectors[i * WIDTH + k], sum[k], forms[k]);
            }
        }
    }

    @Override
    public void addSquares(int n, double[] matrices, double[] vectors) {
        int length = n * WIDTH;
        for (int i = 0; i < length; i += WIDTH) {
            for (int j = 0; j < length; j += WIDTH) {
                for (int k = 0; k < WIDTH; k++) {
                    double entry = matrices[i * n + j + k];
                    for (int v = 0; v < vectors.length; v += length) {
                        entry = Math.fma(vectors[v + i + k], vectors[v + j + k], entry);
                    }
                    matrices[i * n + j + k] = entry;
                }
            }
        }
    }

    @Override
    public void solve(int n, double[] factor, double[] b) {
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < WIDTH; k++) {
                double rest = b[i * WIDTH + k];
                for (int j = 0; j < i; j++) {
                    rest = Math.fma(-factor[(i * n + j) * WIDTH + k], b[j * WIDTH + k], rest);
                }
                b[i * WIDTH + k] = rest * factor[(i * n + i) * WIDTH + k];
            }
        }
        for (int i = n - 1; i >= 0; i--) {
            for (int k = 0; k < WIDTH; k++) {
                double rest = b[i * WIDTH + k];
                for (int j = i + 1; j < n; j++) {
                    rest = Math.fma(-factor[(j * n + i) * WIDTH + k], b[j * WIDTH + k], rest);
                }
                b[i * WIDTH + k] = rest * factor[(i * n + i) * WIDTH + k];
            }
        }
    }
}
