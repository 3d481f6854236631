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
    public void addSquares(double[] packed, int features, double[] s, int rows, double[] sums, int offset) {
        double[] weighted = new double[rows];
        int k = offset;
        for (int a = 0; a < features; a++) {
            for (int row = 0; row < rows; row++) {
                weighted[row] = packed[row / ROWS * ROWS * features + a * ROWS + row % ROWS] * s[row];
            }
            for (int b = a; b < features; b++) {
                sums[k++] += product(packed, features, b, weighted);
            }
        }
    }

    /** Σᵢ xᵢᵦ·{@code weighted[i]}: the lanes in variables, which stay in registers. */
    private static double product(double[] packed, int features, int b, double[] weighted) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        double s4 = 0;
        double s5 = 0;
        double s6 = 0;
        double s7 = 0;
        int leap = ROWS * (features - 1);
        for (int row = 0; row < weighted.length; row += LANES) {
            int at = b * ROWS + row + row / ROWS * leap;
            s0 = Math.fma(packed[at], weighted[row], s0);
            s1 = Math.fma(packed[at + 1], weighted[row + 1], s1);
            s2 = Math.fma(packed[at + 2], weighted[row + 2], s2);
            s3 = Math.fma(packed[at + 3], weighted[row + 3], s3);
            s4 = Math.fma(packed[at + 4], weighted[row + 4], s4);
            s5 = Math.fma(packed[at + 5], weighted[row + 5], s5);
            s6 = Math.fma(packed[at + 6], weighted[row + 6], s6);
            s7 = Math.fma(packed[at + 7], weighted[row + 7], s7);
        }
        return s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7;
    }

    /** The sum of {@value #LANES} lanes from {@code at} on, in their order. */
    static double total(double[] lanes, int at) {
        double sum = lanes[at];
        for (int lane = 1; lane < LANES; lane++) {
            sum += lanes[at + lane];
        }
        return sum;
    }
}
