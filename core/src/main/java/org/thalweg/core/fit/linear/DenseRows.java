package org.thalweg.core.fit.linear;

import java.io.IOException;
import java.util.List;
import org.thalweg.core.fit.TermShard;
import org.thalweg.core.fit.data.DataTable;
import org.thalweg.core.fit.data.Observing;
import org.thalweg.core.fit.data.PieceStore;
import org.thalweg.core.fit.data.RowSummary;
import org.thalweg.core.fit.data.StoredRows;

/**
 * {@link LinearTerms} of dense rows that arrive in batches.
 *
 * @param columns the names of a batch's columns
 * @param features which of them are features
 */
public record DenseRows(List<String> columns, List<String> features, Observing observing, LinearTerms.Shape shape)
        implements LinearRows<DataTable> {

    public DenseRows {
        columns = List.copyOf(columns);
        features = List.copyOf(features);
    }

    @Override
    public int parameters() {
        return features.size() + (shape.intercept() ? 1 : 0);
    }

    private double[][] featuresOf(DataTable batch) {
        double[][] chosen = new double[features.size()][];
        for (int j = 0; j < chosen.length; j++) {
            chosen[j] = batch.columns()[batch.column(features.get(j))];
        }
        return chosen;
    }

    @Override
    public Summarizing<DataTable> summarize() {
        Observing.Eye eye = observing.open(columns);
        RowSummary summary = new RowSummary();
        return new Summarizing<>() {
            @Override
            public void add(DataTable batch) {
                double[] responses = eye.responses(batch);
                double[] weights = eye.weights(batch);
                eye.require(shape.loss(), batch, responses, weights);
                summary.observe(batch.rows(), responses, weights);
                summary.columns().addDense(featuresOf(batch), batch.rows(), weights);
            }

            @Override
            public RowSummary summary() {
                return summary;
            }
        };
    }

    @Override
    public Packing<DataTable> pack(int rows, PieceStore pieces) {
        DenseDesign.Packer packer = new DenseDesign.Packer(features.size(), pieces);
        Observing.Eye eye = observing.open(columns);
        double[] response = new double[rows];
        double[] weights = new double[rows];
        return new Packing<>() {
            private int filled;

            @Override
            public void add(DataTable batch) throws IOException {
                packer.add(featuresOf(batch), 0, batch.rows());
                LinearRows.judge(shape, eye.responses(batch), batch.rows(), response, filled);
                System.arraycopy(eye.weights(batch), 0, weights, filled, batch.rows());
                filled += batch.rows();
            }

            @Override
            public StoredRows finish() throws IOException {
                packer.finish();
                int rows = filled;
                filled = 0;
                return new StoredRows(pieces, rows, response, weights);
            }
        };
    }

    @Override
    public TermShard shard(int id, StoredRows rows) {
        return LinearRows.shard(shape, new DenseDesign(rows.pieces(), rows.rows(), features.size()), id, rows);
    }
}
