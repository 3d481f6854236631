package org.thalweg.core.fit.linear;

/**
 * Rows of features x, packed so that passes over them are fast. Work is done by runs of rows: run k holds the rows from k·{@link #RUN} on.
 * Every sum has a fixed order. One instance serves one thread.
 */
interface Design {
    /** Rows of a run, but for the last. */
    int RUN = 64;

    int rows();

    /** d, how many features a row has. */
    int features();

    /** Overwrites {@code z[i]} with Σ βⱼ·xᵢⱼ for each row of run {@code run}, β from {@code offset} on in {@code theta}. */
    void multiply(int run, double[] theta, int offset, double[] z);

    /** Adds Σᵢ sᵢ·xᵢⱼ over the rows of run {@code run} to {@code sums[offset + j]}; reads {@code s}. */
    void addTransposed(int run, double[] s, double[] sums, int offset);

    /** Overwrites {@code x} with the features of a row. */
    void row(int row, double[] x);

    /** Rows of run {@code run}. */
    default int length(int run) {
        return Math.min(RUN, rows() - run * RUN);
    }

    default int runs() {
        return (rows() + RUN - 1) / RUN;
    }
}
