package org.thalweg.core.fit.linear;

import java.util.Arrays;
import org.thalweg.core.fit.data.SparseTable;

/** Sparse rows, of which only what is not 0 is kept and visited. */
final class SparseDesign implements Design {
    private final SparseTable table;
    private final int from;
    private final int to;

    /** Rows {@code from}, …, {@code to} − 1 of {@code table}, which is read where it is. */
    SparseDesign(SparseTable table, int from, int to) {
        this.table = table;
        this.from = from;
        this.to = to;
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
    public void multiply(int run, double[] theta, int offset, double[] z) {
        int[] indices = table.indices();
        double[] values = table.values();
        for (int i = 0; i < length(run); i++) {
            int row = from + run * RUN + i;
            double sum = 0;
            for (int k = table.starts()[row]; k < table.starts()[row + 1]; k++) {
                sum = Math.fma(theta[offset + indices[k]], values[k], sum);
            }
            z[i] = sum;
        }
    }

    @Override
    public void addTransposed(int run, double[] s, double[] sums, int offset) {
        int[] indices = table.indices();
        double[] values = table.values();
        for (int i = 0; i < length(run); i++) {
            int row = from + run * RUN + i;
            for (int k = table.starts()[row]; k < table.starts()[row + 1]; k++) {
                int at = offset + indices[k];
                sums[at] = Math.fma(s[i], values[k], sums[at]);
            }
        }
    }

    @Override
    public void row(int row, double[] x) {
        Arrays.fill(x, 0);
        for (int k = table.starts()[from + row]; k < table.starts()[from + row + 1]; k++) {
            x[table.indices()[k]] = table.values()[k];
        }
    }
}
