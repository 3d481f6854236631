package org.thalweg.core.optimizer;

/** Vectors of all lanes side by side: coordinate j of lane i at {@code [j * WIDTH + i]}. */
final class Columns {
    private static final int WIDTH = DescentLanes.WIDTH;
    private static final int ALL = (1 << WIDTH) - 1;

    private Columns() {}

    /** Overwrites {@code out} with a lane's column of {@code columns}. */
    static void get(double[] columns, int lane, double[] out) {
        for (int j = 0; j < out.length; j++) {
            out[j] = columns[j * WIDTH + lane];
        }
    }

    /** Overwrites a lane's column of {@code columns} with {@code in}. */
    static void set(double[] columns, int lane, double[] in) {
        for (int j = 0; j < in.length; j++) {
            columns[j * WIDTH + lane] = in[j];
        }
    }

    /** Copies the columns of some lanes, lane i as bit i. */
    static void copy(double[] from, double[] to, int lanes) {
        if (lanes == ALL) {
            System.arraycopy(from, 0, to, 0, to.length);
            return;
        }
        for (int left = lanes; left != 0; left &= left - 1) {
            for (int at = Integer.numberOfTrailingZeros(left); at < to.length; at += WIDTH) {
                to[at] = from[at];
            }
        }
    }
}
