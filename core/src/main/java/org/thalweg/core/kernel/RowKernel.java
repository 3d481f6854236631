package org.thalweg.core.kernel;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.expression.Formula;
import org.thalweg.core.kernel.ProgramRunner.Lanes;
import org.thalweg.core.kernel.program.Program;
import org.thalweg.core.linalg.PointBatch;

/**
 * Evaluates a formula of columns and parameters over the rows of a table, with its exact derivatives with respect to the parameters.
 *
 * <p>The formula's first coordinates are the columns, the others the parameters θ: parse it with the names of the columns first in
 * {@link org.thalweg.core.expression.ParseOptions#withOrder}. Rows are a {@link PointBatch} of the columns, so that a shard of a table can
 * be handed over as it is. Every row's result has the same bits on every backend and whatever the other rows are; what is made of
 * them, a sum or a product JᵀJ, is the caller's, in the caller's order. What is not finite is returned as it is.
 *
 * <p>An instance has scratch space and serves one thread. Programs are made when they are first needed.
 */
public final class RowKernel {

    private static final double[] NONE = {};

    private final Formula formula;
    private final int columns;
    private final KernelBackend backend;
    private @Nullable ProgramRunner value;
    private @Nullable ProgramRunner gradient;
    private @Nullable ProgramRunner hessianVector;

    private RowKernel(Formula formula, int columns, KernelBackend backend) {
        this.formula = formula;
        this.columns = columns;
        this.backend = backend;
    }

    /**
     * Compiles for the given backend, or a slower one if that is not available here.
     *
     * @param columns how many of the formula's coordinates, from the first, are columns
     */
    public static RowKernel compile(Formula formula, int columns, KernelBackend backend) {
        boolean betweenVariables = columns == formula.dimension()
                || formula.coordinates().blocks().stream().anyMatch(block -> block.first() == columns);
        if (columns < 0 || !betweenVariables) {
            throw new IllegalArgumentException(
                    "columns (%d) must be the number of the first coordinates of %s, and no vector"
                                    .formatted(columns, List.copyOf(formula.variables()))
                            + " may be partly columns and partly parameters");
        }
        return new RowKernel(formula, columns, backend);
    }

    /** How many columns a row has. */
    public int columns() {
        return columns;
    }

    /** d, how many parameters there are. */
    public int parameters() {
        return formula.dimension() - columns;
    }

    /** Overwrites {@code values[r]} with f(row r; θ) of every row; reads {@code rows} and {@code theta}. */
    public void values(PointBatch rows, double[] theta, double[] values) {
        require(rows, theta);
        if (value == null) {
            value = Backends.runner(Program.ofRowValue(formula, columns), backend);
        }
        value.run(new Lanes(rows.size(), rows.coordinates(), NONE, theta, values, NONE, NONE), 0, rows.size());
    }

    /**
     * Overwrites {@code values[r]} with f(row r; θ) and {@code derivatives} with ∂f/∂θ of every row; reads {@code rows} and {@code theta}.
     *
     * @param derivatives d·size doubles: ∂f(row r; θ)/∂θₖ at {@code [k * size + r]}
     */
    public void valuesAndDerivatives(PointBatch rows, double[] theta, double[] values, double[] derivatives) {
        require(rows, theta);
        if (gradient == null) {
            gradient = Backends.runner(Program.ofRowGradient(formula, columns), backend);
        }
        gradient.run(
                new Lanes(rows.size(), rows.coordinates(), NONE, theta, values, derivatives, NONE), 0, rows.size());
    }

    /**
     * Overwrites {@code derivatives} like {@link #valuesAndDerivatives}, and {@code products} with (∂²f/∂θ²)·v of every row.
     *
     * @param direction v, d doubles, the same for all rows
     * @param products d·size doubles, laid out like the derivatives
     */
    public void hessianVectors(
            PointBatch rows, double[] theta, double[] direction, double[] derivatives, double[] products) {
        require(rows, theta);
        if (hessianVector == null) {
            hessianVector = Backends.runner(Program.ofRowHessianVector(formula, columns), backend);
        }
        double[] values = new double[rows.size()];
        Lanes lanes = new Lanes(rows.size(), rows.coordinates(), direction, theta, values, derivatives, products);
        hessianVector.run(lanes, 0, rows.size());
    }

    private void require(PointBatch rows, double[] theta) {
        if (rows.dimension() != columns || theta.length < parameters()) {
            throw new IllegalArgumentException(
                    "a row has %d columns and there are %d parameters, but the formula has %d and %d"
                            .formatted(rows.dimension(), theta.length, columns, parameters()));
        }
    }
}
