package org.thalweg.core.fit.linear;

import java.io.IOException;
import java.util.Arrays;
import org.thalweg.core.fit.data.HeapPieces;
import org.thalweg.core.fit.data.Piece;
import org.thalweg.core.fit.data.PieceStore;

/** Dense rows in chunks of {@value RowsArithmetic#ROWS}, column by column within a chunk; a run is some chunks, and a piece. */
final class DenseDesign implements Design {
    private static final int CHUNK = RowsArithmetic.ROWS;

    private final RowsArithmetic arithmetic = RowsArithmetic.fastest();
    private final PieceStore runs;
    private final int rows;
    private final int features;
    private final double[] sums;

    /** Rows that a {@link Packer} has packed. */
    DenseDesign(PieceStore runs, int rows, int features) {
        this.runs = runs;
        this.rows = rows;
        this.features = features;
        sums = new double[features * RowsArithmetic.LANES];
    }

    /** Packs rows {@code from}, …, {@code to} − 1 of the columns, in memory. */
    static DenseDesign of(double[][] columns, int from, int to) {
        HeapPieces pieces = new HeapPieces();
        Packer packer = new Packer(columns.length, pieces);
        try {
            packer.add(columns, from, to - from);
            packer.finish();
        } catch (IOException e) {
            throw new IllegalStateException("memory is no disk", e);
        }
        return new DenseDesign(pieces, to - from, columns.length);
    }

    /** Packs rows that come in batches, a run to a piece. */
    static final class Packer {
        private final int features;
        private final PieceStore runs;
        private final double[] packed;
        private int filled;

        Packer(int features, PieceStore runs) {
            this.features = features;
            this.runs = runs;
            packed = new double[Math.multiplyExact(RUN, features)];
        }

        /** Adds rows {@code from}, …, {@code from + count − 1} of the columns. */
        void add(double[][] columns, int from, int count) throws IOException {
            int done = 0;
            while (done < count) {
                int room = Math.min(count - done, CHUNK - filled % CHUNK);
                int at = filled / CHUNK * CHUNK * features + filled % CHUNK;
                for (int j = 0; j < features; j++) {
                    System.arraycopy(columns[j], from + done, packed, at + j * CHUNK, room);
                }
                done += room;
                filled += room;
                if (filled == RUN) {
                    finish();
                }
            }
        }

        /** Ends the last run; beyond its rows it is filled up with zeros to the end of a chunk. */
        void finish() throws IOException {
            if (filled > 0) {
                int chunks = (filled + CHUNK - 1) / CHUNK;
                runs.add(Piece.dense(Arrays.copyOf(packed, chunks * CHUNK * features)));
                Arrays.fill(packed, 0);
                filled = 0;
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
        double[] packed = runs.get(run).numbers();
        for (int i = 0; i < length(run); i += CHUNK) {
            arithmetic.multiply(packed, i * features, beta, z, i);
        }
    }

    @Override
    public void addTransposed(int run, double[] s) {
        double[] packed = runs.get(run).numbers();
        for (int i = 0; i < length(run); i += CHUNK) {
            arithmetic.addTransposed(packed, i * features, s, i, sums);
        }
    }

    @Override
    public void addSquares(int run, double[] s, double[] squares, int offset) {
        double[] packed = runs.get(run).numbers();
        arithmetic.addSquares(packed, features, s, (length(run) + CHUNK - 1) / CHUNK * CHUNK, squares, offset);
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
        double[] packed = runs.get(row / RUN).numbers();
        int inRun = row % RUN;
        int at = inRun / CHUNK * CHUNK * features + inRun % CHUNK;
        for (int j = 0; j < features; j++) {
            x[j] = packed[at + j * CHUNK];
        }
    }
}
