package org.thalweg.core.fit.linear;

/**
 * Rows of features x, packed so that passes over them are fast. Work is done by runs of rows: run k holds the rows from k·{@link #RUN} on.
 * Every sum has a fixed order. One instance serves one thread.
 */
interface Design {
    /** Rows of a run, but for the last. */
    int RUN = 512;

    int rows();

    /** d, how many features a row has. */
    int features();

    /** Overwrites {@code z[i]} with Σ βⱼ·xᵢⱼ for each row of run {@code run}; what lies beyond them may be overwritten, too. */
    void multiply(int run, double[] beta, double[] z);

    /** Adds Σᵢ sᵢ·xᵢⱼ over the rows of run {@code run} to what {@link #drain} gives; s is 0 beyond them. */
    void addTransposed(int run, double[] s);

    /** Adds the sums for all features to {@code sums[offset + j]}; the sums begin anew. */
    void drain(double[] sums, int offset);

    /**
     * Adds Σᵢ sᵢ·xᵢₐ·xᵢᵦ over the rows of run {@code run} to {@code sums[offset + k]} for each pair a ≤ b, the k-th in the order (0,0), (0,1), …,
     * (1,1), …; s is 0 beyond the rows.
     */
    default void addSquares(int run, double[] s, double[] sums, int offset) {
        double[] x = new double[features()];
        for (int i = 0; i < length(run); i++) {
            if (s[i] == 0) {
                continue;
            }
            row(run * RUN + i, x);
            int k = offset;
            for (int a = 0; a < x.length; a++) {
                double left = s[i] * x[a];
                for (int b = a; b < x.length && left != 0; b++) {
                    sums[k + b - a] = Math.fma(left, x[b], sums[k + b - a]);
                }
                k += x.length - a;
            }
        }
    }

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
