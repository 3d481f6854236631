package org.thalweg.core.fit.linear;

import java.io.IOException;
import java.util.Arrays;
import org.thalweg.core.fit.TermShard;
import org.thalweg.core.fit.data.LabelledRows;
import org.thalweg.core.fit.data.Observing;
import org.thalweg.core.fit.data.PieceStore;
import org.thalweg.core.fit.data.RowSummary;
import org.thalweg.core.fit.data.StoredRows;

/**
 * {@link LinearTerms} of sparse rows that arrive in batches; every row counts 1.
 *
 * @param features how many columns there are
 */
public record SparseRows(int features, LinearTerms.Shape shape) implements LinearRows<LabelledRows> {

    @Override
    public int parameters() {
        return features + (shape.intercept() ? 1 : 0);
    }

    private static double[] ones(int rows) {
        double[] ones = new double[rows];
        Arrays.fill(ones, 1);
        return ones;
    }

    @Override
    public Summarizing<LabelledRows> summarize() {
        RowSummary summary = new RowSummary();
        return new Summarizing<>() {
            @Override
            public void add(LabelledRows batch) {
                int rows = batch.table().rows();
                for (int row = 0; row < rows; row++) {
                    Observing.require(shape.loss(), "the label", batch.labels()[row], row);
                }
                summary.observe(rows, batch.labels(), ones(rows));
                summary.columns().addSparse(batch.table());
            }

            @Override
            public RowSummary summary() {
                return summary;
            }
        };
    }

    @Override
    public Packing<LabelledRows> pack(int rows, PieceStore pieces) {
        StoredSparseDesign.Packer packer = new StoredSparseDesign.Packer(pieces);
        double[] response = new double[rows];
        return new Packing<>() {
            private int filled;

            @Override
            public void add(LabelledRows batch) throws IOException {
                packer.add(batch.table());
                LinearRows.judge(shape, batch.labels(), batch.table().rows(), response, filled);
                filled += batch.table().rows();
            }

            @Override
            public StoredRows finish() throws IOException {
                packer.finish();
                int rows = filled;
                filled = 0;
                return new StoredRows(pieces, rows, response, ones(response.length));
            }
        };
    }

    @Override
    public TermShard shard(int id, StoredRows rows) {
        return LinearRows.shard(shape, new StoredSparseDesign(rows.pieces(), rows.rows(), features), id, rows);
    }
}
