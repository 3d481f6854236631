package org.thalweg.core.fit.linear;

import java.util.Arrays;

/** {@link RowsArithmetic} in loops that the compiler can turn into vector instructions by itself. */
final class PlainRowsArithmetic implements RowsArithmetic {

    @Override
    public void multiply(double[] packed, int at, double[] beta, double[] z, int to) {
        Arrays.fill(z, to, to + ROWS, 0);
        for (int j = 0; j < beta.length; j++) {
            addColumn(packed, at + j * ROWS, beta[j], z, to);
        }
    }

    private static void addColumn(double[] packed, int column, double factor, double[] z, int to) {
        for (int i = 0; i < ROWS; i++) {
            z[to + i] = Math.fma(factor, packed[column + i], z[to + i]);
        }
    }

    @Override
    public void addTransposed(double[] packed, int at, double[] s, int from, double[] sums) {
        int columns = sums.length / LANES;
        for (int j = 0; j < columns; j++) {
            for (int i = 0; i < ROWS; i += LANES) {
                for (int lane = 0; lane < LANES; lane++) {
                    int sum = j * LANES + lane;
                    sums[sum] = Math.fma(s[from + i + lane], packed[at + j * ROWS + i + lane], sums[sum]);
                }
            }
        }
    }

    @Override
    public void addSquares(double[] packed, int features, double[] s, int rows, double[] sums) {
        double[] weighted = new double[ROWS];
        for (int row = 0; row < rows; row += ROWS) {
            int at = row * features;
            int k = 0;
            for (int a = 0; a < features; a++) {
                for (int i = 0; i < ROWS; i++) {
                    weighted[i] = packed[at + a * ROWS + i] * s[row + i];
                }
                for (int b = a; b < features; b++) {
                    addProduct(packed, at + b * ROWS, weighted, sums, k);
                    k += LANES;
                }
            }
        }
    }

    private static void addProduct(double[] packed, int column, double[] weighted, double[] sums, int k) {
        for (int i = 0; i < ROWS; i += LANES) {
            for (int lane = 0; lane < LANES; lane++) {
                sums[k + lane] = Math.fma(packed[column + i + lane], weighted[i + lane], sums[k + lane]);
            }
        }
    }
}
