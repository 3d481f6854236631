package org.thalweg.core.fit.model;

/**
 * A prediction z(θ) for every row of some data, with its derivatives in the parameters θ. One instance serves one thread.
 *
 * <p>Rows are worked on in runs of at most {@link #RUN}; row i of a run that begins at {@code first} is row {@code first + i} of the data.
 */
public interface RowModel {
    /** The most rows of a run. */
    int RUN = 64;

    /** w, how many parameters it has. */
    int parameters();

    /** How many rows of data it was given. */
    int rows();

    /** Overwrites {@code z[i]} with the prediction for row i of the run; reads {@code theta}. */
    void predict(double[] theta, Run run, double[] z);

    /** The same, and overwrites {@code jacobian[j * count + i]} with ∂z/∂θⱼ of row i of the run, {@code count} rows long. */
    void differentiate(double[] theta, Run run, double[] z, double[] jacobian);

    /**
     * Overwrites {@code hessian}, upper triangle row by row, with ∇²z of one row.
     *
     * @return whether it may differ from 0; where it does not, nothing is written
     */
    boolean curve(double[] theta, int row, double[] hessian);

    /** Rows {@code first}, …, {@code first + count} − 1. */
    record Run(int first, int count) {}
}
