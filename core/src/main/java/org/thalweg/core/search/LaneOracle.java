package org.thalweg.core.search;

import org.thalweg.core.linalg.CholeskyArithmetic;
import org.thalweg.core.linalg.PointBatch;
import org.thalweg.core.objective.BatchHessianObjective;

/** An objective at the first few of {@link PointLanes}. For one thread. */
final class LaneOracle {
    private static final int WIDTH = CholeskyArithmetic.WIDTH;

    private final BatchHessianObjective objective;
    private final int n;
    private final double[] packed;
    private final double[] packedGradients;
    private final double[] packedHessians;
    private final double[] packedValues = new double[WIDTH];

    LaneOracle(BatchHessianObjective objective) {
        this.objective = objective;
        n = objective.dimension();
        packed = new double[n * WIDTH];
        packedGradients = new double[n * WIDTH];
        packedHessians = new double[n * n * WIDTH];
    }

    /** Overwrites values and gradients of the first {@code count} points. */
    void evaluate(PointLanes points, int count) {
        if (count == WIDTH) {
            objective.valuesAndGradients(new PointBatch(WIDTH, n, points.x()), points.value(), points.gradient());
            return;
        }
        pack(points.x(), count);
        objective.valuesAndGradients(new PointBatch(count, n, packed), packedValues, packedGradients);
        System.arraycopy(packedValues, 0, points.value(), 0, count);
        unpack(packedGradients, points.gradient(), count);
    }

    /** The same, and overwrites their Hessians, entry (i, j) of point k at {@code [(i * n + j) * WIDTH + k]}. */
    void evaluate(PointLanes points, int count, double[] hessians) {
        if (count == WIDTH) {
            PointBatch batch = new PointBatch(WIDTH, n, points.x());
            objective.valuesGradientsAndHessians(batch, points.value(), points.gradient(), hessians);
            return;
        }
        pack(points.x(), count);
        PointBatch batch = new PointBatch(count, n, packed);
        objective.valuesGradientsAndHessians(batch, packedValues, packedGradients, packedHessians);
        System.arraycopy(packedValues, 0, points.value(), 0, count);
        unpack(packedGradients, points.gradient(), count);
        unpack(packedHessians, hessians, count);
    }

    private void pack(double[] from, int count) {
        for (int row = 0; row < n; row++) {
            System.arraycopy(from, row * WIDTH, packed, row * count, count);
        }
    }

    private static void unpack(double[] from, double[] to, int count) {
        for (int row = 0; row < to.length / WIDTH; row++) {
            System.arraycopy(from, row * count, to, row * WIDTH, count);
        }
    }
}
