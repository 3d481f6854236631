package org.thalweg.core.fit.linear;

import java.util.Arrays;
import org.thalweg.core.fit.data.SparseTable;

/** Sparse rows, of which only what is not 0 is kept and visited. */
final class SparseDesign implements Design {
    private final SparseTable table;
    private final int from;
    private final int to;
    private final double[] sums;

    /** Rows {@code from}, …, {@code to} − 1 of {@code table}, which is read where it is. */
    SparseDesign(SparseTable table, int from, int to) {
        this.table = table;
        this.from = from;
        this.to = to;
        sums = new double[table.features()];
    }

    @Override
    public int rows() {
        return to - from;
    }

    @Override
    public int features() {
        return table.features();
    }

    @Override
    public void multiply(int run, double[] beta, double[] z) {
        int[] indices = table.indices();
        double[] values = table.values();
        for (int i = 0; i < length(run); i++) {
            int row = from + run * RUN + i;
            double sum = 0;
            for (int k = table.starts()[row]; k < table.starts()[row + 1]; k++) {
                sum = Math.fma(beta[indices[k]], values[k], sum);
            }
            z[i] = sum;
        }
    }

    @Override
    public void addTransposed(int run, double[] s) {
        int[] indices = table.indices();
        double[] values = table.values();
        for (int i = 0; i < length(run); i++) {
            int row = from + run * RUN + i;
            for (int k = table.starts()[row]; k < table.starts()[row + 1]; k++) {
                int j = indices[k];
                sums[j] = Math.fma(s[i], values[k], sums[j]);
            }
        }
    }

    @Override
    public void drain(double[] out, int offset) {
        for (int j = 0; j < sums.length; j++) {
            out[offset + j] += sums[j];
        }
        Arrays.fill(sums, 0);
    }

    @Override
    public void row(int row, double[] x) {
        Arrays.fill(x, 0);
        for (int k = table.starts()[from + row]; k < table.starts()[from + row + 1]; k++) {
            x[table.indices()[k]] = table.values()[k];
        }
    }
}
