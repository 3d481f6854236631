package org.thalweg.core.fit.model;

import org.thalweg.core.fit.data.DataTable;
import org.thalweg.core.kernel.KernelBackend;
import org.thalweg.core.kernel.RowKernel;
import org.thalweg.core.linalg.PointBatch;

/** A formula over columns of data and parameters, compiled: the rows of a run are lanes, θ is the same in all. */
public final class FormulaModel implements RowModel {
    private final RowKernel kernel;
    private final int rows;
    private final PointBatch[] runs;
    private final double[] derivatives;

    /** The model over rows {@code from}, …, {@code to} − 1 of {@code table}, which are copied and become its rows 0, 1, …. */
    public FormulaModel(ModelFormula model, DataTable table, int from, int to) {
        kernel = RowKernel.compile(model.formula(), model.columns().length, KernelBackend.AUTO);
        rows = to - from;
        runs = new PointBatch[runs()];
        derivatives = new double[kernel.parameters() * RUN];
        for (int run = 0; run < runs.length; run++) {
            int count = length(run);
            double[] packed = new double[model.columns().length * count];
            for (int c = 0; c < model.columns().length; c++) {
                System.arraycopy(table.columns()[model.columns()[c]], from + run * RUN, packed, c * count, count);
            }
            runs[run] = new PointBatch(count, model.columns().length, packed);
        }
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
        kernel.values(runs[run], theta, z);
    }

    @Override
    public void differentiate(double[] theta, int run, double[] z, double[] jacobian) {
        kernel.valuesAndDerivatives(runs[run], theta, z, jacobian);
    }

    @Override
    public void curve(double[] theta, int run, double[] direction, double[] products) {
        kernel.hessianVectors(runs[run], theta, direction, derivatives, products);
    }
}
