package org.thalweg.core.search;

import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.linalg.CholeskyArithmetic;

/** Points with values and gradients, coordinate j of point i at {@code [j * WIDTH + i]}. */
record PointLanes(double[] x, double[] value, double[] gradient) {
    private static final int WIDTH = CholeskyArithmetic.WIDTH;

    PointLanes(int n) {
        this(new double[Math.multiplyExact(n, WIDTH)], new double[WIDTH], new double[n * WIDTH]);
    }

    void copy(PointLanes from, int lane) {
        value[lane] = from.value[lane];
        for (int at = lane; at < x.length; at += WIDTH) {
            x[at] = from.x[at];
            gradient[at] = from.gradient[at];
        }
    }

    /** Overwrites a point. */
    void place(int lane, double[] point) {
        for (int j = 0; j < point.length; j++) {
            x[j * WIDTH + lane] = point[j];
        }
    }

    double[] point(int lane) {
        return column(x, lane);
    }

    double[] gradient(int lane) {
        return column(gradient, lane);
    }

    private static double[] column(double[] columns, int lane) {
        double[] column = new double[columns.length / WIDTH];
        for (int j = 0; j < column.length; j++) {
            column[j] = columns[j * WIDTH + lane];
        }
        return column;
    }

    /** ‖∇f‖∞, NaN where it is. */
    double norm(int lane) {
        double norm = 0;
        for (int at = lane; at < gradient.length; at += WIDTH) {
            norm = Math.max(norm, Math.abs(gradient[at]));
        }
        return norm;
    }

    /** The distance ‖·‖₂ of a point to the one on the same lane of others. */
    double distance(PointLanes others, int lane) {
        double squares = 0;
        for (int at = lane; at < x.length; at += WIDTH) {
            double way = x[at] - others.x[at];
            squares = Math.fma(way, way, squares);
        }
        return Math.sqrt(squares);
    }

    /** Whether a point lies strictly inside the box. */
    boolean isInside(Bounds bounds, int lane) {
        double[] lower = bounds.lower();
        double[] upper = bounds.upper();
        for (int j = 0; j < lower.length; j++) {
            double coordinate = x[j * WIDTH + lane];
            if (!(lower[j] < coordinate && coordinate < upper[j])) {
                return false;
            }
        }
        return true;
    }
}
