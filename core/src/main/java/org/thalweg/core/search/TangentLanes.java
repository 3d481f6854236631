package org.thalweg.core.search;

import java.util.Arrays;
import org.thalweg.core.linalg.CholeskyArithmetic;

/** The tangents of {@link Symmetries} through many points, coordinate j of point i at {@code [j * WIDTH + i]}. For one thread. */
final class TangentLanes {
    private static final int WIDTH = CholeskyArithmetic.WIDTH;

    /** Curvature along a tangent, as a share of ‖H‖∞, that is none. */
    private static final double FLAT = 1e-7;
    /** How far points are moved along the groups, and the share of what curvature would make of it by which f may change. */
    private static final double MOVE = 0x1p-4;

    private static final double CHANGE = 1e-9;

    private final Symmetries symmetries;
    private final int n;
    /** Those of lane i, orthonormal, or 0: coordinate j of tangent k at {@code [(k * n + j) * WIDTH + i]}. */
    private final double[] tangents;

    private final double[] scaled;
    private final double[] forms = new double[WIDTH];
    private final double[] sum;
    private final double[][] some;
    private final int[] rank = new int[WIDTH];

    TangentLanes(Symmetries symmetries, int n) {
        this.symmetries = symmetries;
        this.n = n;
        int count = symmetries.count();
        tangents = new double[count * n * WIDTH];
        scaled = new double[tangents.length];
        sum = new double[n * WIDTH];
        some = new double[count][n];
    }

    /** Whether f has any symmetries. */
    boolean exist() {
        return symmetries.count() > 0;
    }

    /** How many tangents the point of a lane has. */
    int count(int lane) {
        return rank[lane];
    }

    /** Takes the tangents at the points of the first {@code count} lanes. */
    void at(PointLanes points, int count) {
        Arrays.fill(tangents, 0);
        Arrays.fill(sum, 0);
        for (int lane = 0; lane < count; lane++) {
            rank[lane] = symmetries.tangents(points.point(lane), some);
            for (int k = 0; k < rank[lane]; k++) {
                for (int j = 0; j < n; j++) {
                    tangents[(k * n + j) * WIDTH + lane] = some[k][j];
                    sum[j * WIDTH + lane] += some[k][j];
                }
            }
        }
    }

    /** Overwrites {@code flat[i]} with whether the Hessian of lane i has no curvature along its tangents. */
    void areFlat(CholeskyArithmetic arithmetic, double[] hessians, double[] norms, boolean[] flat) {
        arithmetic.quadraticForms(n, hessians, sum, forms);
        for (int lane = 0; lane < WIDTH; lane++) {
            flat[lane] = Math.abs(forms[lane]) <= FLAT * norms[lane];
        }
    }

    /** Adds ‖H‖∞·t·tᵀ to the Hessians, for each tangent t: what is singular along the tangents alone becomes definite. */
    void stiffen(CholeskyArithmetic arithmetic, double[] hessians, double[] norms) {
        for (int at = 0; at < tangents.length; at++) {
            scaled[at] = tangents[at] == 0 ? 0 : Math.sqrt(norms[at % WIDTH]) * tangents[at];
        }
        arithmetic.addSquares(n, hessians, scaled);
    }

    /** Takes the part along the tangents off the vectors of the first {@code count} lanes. */
    void takeOff(double[] vectors, int count) {
        int length = n * WIDTH;
        for (int lane = 0; lane < count; lane++) {
            for (int k = 0; k < rank[lane]; k++) {
                double product = 0;
                for (int at = lane; at < length; at += WIDTH) {
                    product = Math.fma(tangents[k * length + at], vectors[at], product);
                }
                for (int at = lane; at < length; at += WIDTH) {
                    vectors[at] = Math.fma(-product, tangents[k * length + at], vectors[at]);
                }
            }
        }
    }

    /** Moves a point along the groups, in place. */
    double[] moved(double[] x) {
        symmetries.move(MOVE, x);
        return x;
    }

    /**
     * Whether f changed by rounding alone where {@link #moved} has moved a point to.
     *
     * @param value f before
     * @param norm ‖H‖∞
     */
    static boolean isSame(double value, double movedValue, double norm, double distance) {
        double likely = norm / 2 * distance * distance;
        return Math.abs(movedValue - value) <= CHANGE * (Math.abs(value) + likely);
    }
}
