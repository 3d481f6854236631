package org.thalweg.core.optimizer;

/**
 * The objective at the trial points of some {@link DescentLanes}: the caller's own buffers, refilled at every evaluation.
 *
 * <p>f of lane i is at {@code values[i]}; {@code gradients} are laid out like the trial points, coordinate j of lane i at {@code
 * [j * WIDTH + i]}; entry (j, k) of lane i's Hessian at {@code [(j * n + k) * WIDTH + i]}. What the order does not ask for is empty.
 */
public final class LaneEvaluations {
    public final double[] values = new double[DescentLanes.WIDTH];
    public final double[] gradients;
    public final double[] hessians;

    public LaneEvaluations(int dimension, DerivativeOrder order) {
        boolean slopes = order.compareTo(DerivativeOrder.GRADIENT) >= 0;
        gradients = new double[slopes ? Math.multiplyExact(dimension, DescentLanes.WIDTH) : 0];
        boolean curvatures = order == DerivativeOrder.HESSIAN;
        hessians = new double[curvatures ? Math.multiplyExact(dimension * dimension, DescentLanes.WIDTH) : 0];
    }

    /** Overwrites what is known of a lane with an evaluation of the same order. */
    public void set(int lane, Evaluation evaluation) {
        values[lane] = evaluation.value;
        for (int j = 0; j < evaluation.gradient.length; j++) {
            gradients[j * DescentLanes.WIDTH + lane] = evaluation.gradient[j];
        }
        for (int entry = 0; entry < evaluation.hessian.length; entry++) {
            hessians[entry * DescentLanes.WIDTH + lane] = evaluation.hessian[entry];
        }
    }

    /** Overwrites {@code evaluation}, of the same order, with what is known of a lane. */
    public void get(int lane, Evaluation evaluation) {
        evaluation.value = values[lane];
        for (int j = 0; j < evaluation.gradient.length; j++) {
            evaluation.gradient[j] = gradients[j * DescentLanes.WIDTH + lane];
        }
        for (int entry = 0; entry < evaluation.hessian.length; entry++) {
            evaluation.hessian[entry] = hessians[entry * DescentLanes.WIDTH + lane];
        }
    }
}
