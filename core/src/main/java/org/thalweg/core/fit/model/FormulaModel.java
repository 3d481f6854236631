package org.thalweg.core.fit.model;

import java.io.IOException;
import org.thalweg.core.fit.data.DataTable;
import org.thalweg.core.fit.data.HeapPieces;
import org.thalweg.core.fit.data.Piece;
import org.thalweg.core.fit.data.PieceStore;
import org.thalweg.core.fit.data.StoredRows;
import org.thalweg.core.kernel.KernelBackend;
import org.thalweg.core.kernel.RowKernel;
import org.thalweg.core.linalg.PointBatch;

/** A formula over columns of data and parameters, compiled: the rows of a run are lanes, θ is the same in all. */
public final class FormulaModel implements RowModel {
    private final RowKernel kernel;
    private final int columns;
    private final int rows;
    private final PieceStore pieces;
    private final double[] derivatives;

    /** The model over rows {@code from}, …, {@code to} − 1 of {@code table}, which are copied and become its rows 0, 1, …. */
    public FormulaModel(ModelFormula model, DataTable table, int from, int to) {
        this(model, to - from, new HeapPieces());
        int[] chosen = model.columns();
        for (int run = 0; run < runs(); run++) {
            int count = length(run);
            double[] packed = new double[columns * count];
            for (int c = 0; c < columns; c++) {
                System.arraycopy(table.columns()[chosen[c]], from + run * RUN, packed, c * count, count);
            }
            add(packed);
        }
    }

    /** The model over rows that are packed: a run to a piece, column after column, as long as the run. */
    FormulaModel(ModelFormula model, StoredRows packed) {
        this(model, packed.rows(), packed.pieces());
    }

    private FormulaModel(ModelFormula model, int rows, PieceStore pieces) {
        this.rows = rows;
        this.pieces = pieces;
        columns = model.columns().length;
        kernel = RowKernel.compile(model.formula(), columns, KernelBackend.AUTO);
        derivatives = new double[kernel.parameters() * RUN];
    }

    private void add(double[] packed) {
        try {
            pieces.add(Piece.dense(packed));
        } catch (IOException e) {
            throw new IllegalStateException("memory is no disk", e);
        }
    }

    private PointBatch run(int run) {
        return new PointBatch(length(run), columns, pieces.get(run).numbers());
    }

    @Override
    public int parameters() {
        return kernel.parameters();
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public void predict(double[] theta, int run, double[] z) {
        kernel.values(run(run), theta, z);
    }

    @Override
    public void differentiate(double[] theta, int run, double[] z, double[] jacobian) {
        kernel.valuesAndDerivatives(run(run), theta, z, jacobian);
    }

    @Override
    public void curve(double[] theta, int run, double[] direction, double[] products) {
        kernel.hessianVectors(run(run), theta, direction, derivatives, products);
    }
}
