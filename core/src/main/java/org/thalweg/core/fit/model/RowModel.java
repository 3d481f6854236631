package org.thalweg.core.fit.model;

/**
 * A prediction z(θ) for every row of some data, with its derivatives in the parameters θ. One instance serves one thread.
 *
 * <p>Rows are worked on in runs: run k holds the rows from k·{@link #RUN} on. Row i of a run of m rows is at {@code [i]}, and the j-th of
 * several numbers for it at {@code [j * m + i]}.
 */
public interface RowModel {
    /** Rows of a run, but for the last. */
    int RUN = 128;

    /** w, how many parameters it has. */
    int parameters();

    /** How many rows of data it was given. */
    int rows();

    /** Overwrites {@code z} with the predictions of run {@code run}; reads {@code theta}. */
    void predict(double[] theta, int run, double[] z);

    /** The same, and overwrites {@code jacobian} with ∂z/∂θⱼ. */
    void differentiate(double[] theta, int run, double[] z, double[] jacobian);

    /** Overwrites {@code products} with (∇²z·v)ⱼ for a direction v in the space of the parameters. */
    void curve(double[] theta, int run, double[] direction, double[] products);

    /** How many runs there are. */
    default int runs() {
        return (rows() + RUN - 1) / RUN;
    }

    /** m, the rows of run {@code run}. */
    default int length(int run) {
        return Math.min(RUN, rows() - run * RUN);
    }
}
