package org.thalweg.core.fit.model;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.fit.data.DataTable;
import org.thalweg.core.kernel.CompiledFormula;
import org.thalweg.core.kernel.KernelBackend;
import org.thalweg.core.linalg.PointBatch;

/** A formula over columns of data and parameters, evaluated for runs of rows: each row is a lane, θ is the same in all. */
public final class FormulaModel implements RowModel {
    private final ModelFormula model;
    private final int from;
    private final int to;
    private final double[][] columns;
    private final CompiledFormula compiled;
    private final int dimension;
    private final double[] points;
    private final double[] gradients;
    private final double[] point;
    private final double[] direction;
    private final double[] product;
    private @Nullable PointBatch whole;

    /** The model over rows {@code from}, …, {@code to} − 1 of {@code table}, which become its rows 0, 1, …. */
    public FormulaModel(ModelFormula model, DataTable table, int from, int to) {
        this.model = model;
        this.from = from;
        this.to = to;
        this.columns = table.columns();
        compiled = CompiledFormula.compile(model.formula(), KernelBackend.AUTO);
        dimension = model.formula().dimension();
        points = new double[dimension * RUN];
        gradients = new double[dimension * RUN];
        point = new double[dimension];
        direction = new double[dimension];
        product = new double[dimension];
    }

    @Override
    public int parameters() {
        return model.parameters().size();
    }

    @Override
    public int rows() {
        return to - from;
    }

    @Override
    public void predict(double[] theta, Run run, double[] z) {
        evaluate(theta, run, z);
    }

    @Override
    public void differentiate(double[] theta, Run run, double[] z, double[] jacobian) {
        evaluate(theta, run, z);
        int count = run.count();
        for (int j = 0; j < parameters(); j++) {
            System.arraycopy(gradients, model.coordinate(j) * count, jacobian, j * count, count);
        }
    }

    private void evaluate(double[] theta, Run run, double[] z) {
        int count = run.count();
        for (int c = 0; c < dimension; c++) {
            int column = model.column(c);
            if (column >= 0) {
                System.arraycopy(columns[column], from + run.first(), points, c * count, count);
            }
        }
        for (int j = 0; j < theta.length; j++) {
            int offset = model.coordinate(j) * count;
            Arrays.fill(points, offset, offset + count, theta[j]);
        }
        compiled.valuesAndGradients(batch(count), z, gradients);
    }

    private PointBatch batch(int count) {
        if (count != RUN) {
            return new PointBatch(count, dimension, points);
        }
        if (whole == null) {
            whole = new PointBatch(RUN, dimension, points);
        }
        return whole;
    }

    @Override
    public boolean curve(double[] theta, int row, double[] hessian) {
        for (int c = 0; c < dimension; c++) {
            int column = model.column(c);
            point[c] = column >= 0 ? columns[column][from + row] : 0;
        }
        int w = theta.length;
        for (int j = 0; j < w; j++) {
            point[model.coordinate(j)] = theta[j];
        }
        int k = 0;
        for (int i = 0; i < w; i++) {
            direction[model.coordinate(i)] = 1;
            compiled.hessianVector(point, direction, product);
            direction[model.coordinate(i)] = 0;
            for (int j = i; j < w; j++) {
                hessian[k++] = product[model.coordinate(j)];
            }
        }
        return true;
    }
}
