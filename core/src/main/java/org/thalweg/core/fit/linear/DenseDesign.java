package org.thalweg.core.fit.linear;

import java.util.Arrays;

/** Dense rows in chunks of {@value RowsArithmetic#ROWS}, column by column within a chunk; a run is some chunks. */
final class DenseDesign implements Design {
    private static final int CHUNK = RowsArithmetic.ROWS;

    private final RowsArithmetic arithmetic = RowsArithmetic.fastest();
    private final int rows;
    private final int features;
    private final double[] packed;
    private final double[] sums;

    /** Packs rows {@code from}, …, {@code to} − 1 of the columns. */
    DenseDesign(double[][] columns, int from, int to) {
        rows = to - from;
        features = columns.length;
        int chunks = (rows + CHUNK - 1) / CHUNK;
        packed = new double[Math.multiplyExact(Math.multiplyExact(chunks, CHUNK), features)];
        sums = new double[features * RowsArithmetic.LANES];
        for (int chunk = 0; chunk < chunks; chunk++) {
            int count = Math.min(CHUNK, rows - chunk * CHUNK);
            for (int j = 0; j < features; j++) {
                System.arraycopy(columns[j], from + chunk * CHUNK, packed, (chunk * features + j) * CHUNK, count);
            }
        }
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public int features() {
        return features;
    }

    @Override
    public void multiply(int run, double[] beta, double[] z) {
        for (int i = 0; i < length(run); i += CHUNK) {
            arithmetic.multiply(packed, (run * RUN + i) * features, beta, z, i);
        }
    }

    @Override
    public void addTransposed(int run, double[] s) {
        for (int i = 0; i < length(run); i += CHUNK) {
            arithmetic.addTransposed(packed, (run * RUN + i) * features, s, i, sums);
        }
    }

    @Override
    public void drain(double[] out, int offset) {
        for (int j = 0; j < features; j++) {
            double sum = 0;
            for (int lane = 0; lane < RowsArithmetic.LANES; lane++) {
                sum += sums[j * RowsArithmetic.LANES + lane];
            }
            out[offset + j] += sum;
        }
        Arrays.fill(sums, 0);
    }

    @Override
    public void row(int row, double[] x) {
        int at = row / CHUNK * CHUNK * features + row % CHUNK;
        for (int j = 0; j < features; j++) {
            x[j] = packed[at + j * CHUNK];
        }
    }
}
