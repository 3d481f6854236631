package org.thalweg.core.fit.linear;

import java.io.IOException;
import java.util.Arrays;
import org.thalweg.core.fit.data.Piece;
import org.thalweg.core.fit.data.PieceStore;
import org.thalweg.core.fit.data.SparseTable;

/** Sparse rows by pieces: a run's entries, and before their indices where each row's begin. */
final class StoredSparseDesign implements Design {
    private static final int HEAD = RUN + 1;

    private final PieceStore runs;
    private final int rows;
    private final int features;
    private final double[] sums;

    /** Rows that a {@link Packer} has packed. */
    StoredSparseDesign(PieceStore runs, int rows, int features) {
        this.runs = runs;
        this.rows = rows;
        this.features = features;
        sums = new double[features];
    }

    /** Packs rows that come in batches, a run to a piece. */
    static final class Packer {
        private final PieceStore runs;
        private int[] integers = new int[2 * HEAD];
        private double[] values = new double[HEAD];
        private int filled;
        private int entries;

        Packer(PieceStore runs) {
            this.runs = runs;
        }

        /** Adds all rows of a table. */
        void add(SparseTable table) throws IOException {
            for (int row = 0; row < table.rows(); row++) {
                int from = table.starts()[row];
                int count = table.starts()[row + 1] - from;
                if (entries + count > values.length) {
                    int more = Math.max(entries + count, 2 * values.length);
                    values = Arrays.copyOf(values, more);
                    integers = Arrays.copyOf(integers, HEAD + more);
                }
                System.arraycopy(table.values(), from, values, entries, count);
                System.arraycopy(table.indices(), from, integers, HEAD + entries, count);
                entries += count;
                filled++;
                integers[filled] = entries;
                if (filled == RUN) {
                    finish();
                }
            }
        }

        void finish() throws IOException {
            if (filled > 0) {
                runs.add(new Piece(Arrays.copyOf(values, entries), Arrays.copyOf(integers, HEAD + entries)));
                filled = 0;
                entries = 0;
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
        Piece piece = runs.get(run);
        int[] integers = piece.integers();
        double[] values = piece.numbers();
        for (int i = 0; i < length(run); i++) {
            double sum = 0;
            for (int k = integers[i]; k < integers[i + 1]; k++) {
                sum = Math.fma(beta[integers[HEAD + k]], values[k], sum);
            }
            z[i] = sum;
        }
    }

    @Override
    public void addTransposed(int run, double[] s) {
        Piece piece = runs.get(run);
        int[] integers = piece.integers();
        double[] values = piece.numbers();
        for (int i = 0; i < length(run); i++) {
            for (int k = integers[i]; k < integers[i + 1]; k++) {
                int j = integers[HEAD + k];
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
        Piece piece = runs.get(row / RUN);
        int[] integers = piece.integers();
        Arrays.fill(x, 0);
        for (int k = integers[row % RUN]; k < integers[row % RUN + 1]; k++) {
            x[integers[HEAD + k]] = piece.numbers()[k];
        }
    }
}
