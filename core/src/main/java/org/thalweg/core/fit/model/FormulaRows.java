package org.thalweg.core.fit.model;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.thalweg.core.fit.TermShard;
import org.thalweg.core.fit.data.DataTable;
import org.thalweg.core.fit.data.Observing;
import org.thalweg.core.fit.data.Piece;
import org.thalweg.core.fit.data.PieceStore;
import org.thalweg.core.fit.data.RowSummary;
import org.thalweg.core.fit.data.RowsModel;
import org.thalweg.core.fit.data.StoredRows;
import org.thalweg.core.fit.loss.Loss;

/**
 * {@link FormulaTerms} of rows that arrive in batches.
 *
 * @param columns the names of a batch's columns, to which the model's indices refer
 * @param squarePenalty λⱼ ≥ 0, one a parameter
 */
public record FormulaRows(
        List<String> columns, ModelFormula model, Observing observing, Loss loss, double[] squarePenalty)
        implements RowsModel<DataTable> {

    public FormulaRows {
        columns = List.copyOf(columns);
        squarePenalty = squarePenalty.clone();
    }

    @Override
    public int parameters() {
        return model.parameters().size();
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
                eye.require(loss, batch, responses, weights);
                summary.observe(batch.rows(), responses, weights);
                summary.columns().addDense(batch.columns(), batch.rows(), weights);
            }

            @Override
            public RowSummary summary() {
                return summary;
            }
        };
    }

    @Override
    public Packing<DataTable> pack(int rows, PieceStore pieces) {
        return new Runs(rows, pieces);
    }

    /** A run to a piece: column after column, as long as the run. */
    private final class Runs implements Packing<DataTable> {
        private final int[] chosen = model.columns();
        private final PieceStore pieces;
        private final Observing.Eye eye = observing.open(columns);
        private final double[] response;
        private final double[] weights;
        private final double[][] run = new double[chosen.length][RowModel.RUN];
        private int filled;
        private int inRun;

        Runs(int rows, PieceStore pieces) {
            this.pieces = pieces;
            response = new double[rows];
            weights = new double[rows];
        }

        @Override
        public void add(DataTable batch) throws IOException {
            System.arraycopy(eye.responses(batch), 0, response, filled, batch.rows());
            System.arraycopy(eye.weights(batch), 0, weights, filled, batch.rows());
            filled += batch.rows();
            int done = 0;
            while (done < batch.rows()) {
                int room = Math.min(batch.rows() - done, RowModel.RUN - inRun);
                for (int c = 0; c < chosen.length; c++) {
                    System.arraycopy(batch.columns()[chosen[c]], done, run[c], inRun, room);
                }
                done += room;
                inRun += room;
                if (inRun == RowModel.RUN) {
                    flush();
                }
            }
        }

        private void flush() throws IOException {
            double[] packed = new double[chosen.length * inRun];
            for (int c = 0; c < chosen.length; c++) {
                System.arraycopy(run[c], 0, packed, c * inRun, inRun);
            }
            pieces.add(Piece.dense(packed));
            inRun = 0;
        }

        @Override
        public StoredRows finish() throws IOException {
            if (inRun > 0) {
                flush();
            }
            int rows = filled;
            filled = 0;
            return new StoredRows(pieces, rows, response, weights);
        }
    }

    @Override
    public TermShard shard(int id, StoredRows rows) {
        return new RowTerms(new FormulaModel(model, rows), loss, rows.observations(), id, 0);
    }

    @Override
    public Optional<TermShard> penalty() {
        return Arrays.stream(squarePenalty).allMatch(lambda -> lambda == 0)
                ? Optional.empty()
                : Optional.of(new SquarePenalty(squarePenalty));
    }
}
