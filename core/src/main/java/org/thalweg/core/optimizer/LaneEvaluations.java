package org.thalweg.core.optimizer;

/**
 * The objective at the trial points of some {@link DescentLanes}: the caller's own buffers, refilled at every evaluation.
 *
 * <p>f of lane i is at {@code values[i]}; {@code gradients} are laid out like the trial points, coordinate j of lane i at {@code
 * [j * WIDTH + i]}; {@code hessians[i]} has n·n doubles, row-major. What the order does not ask for is empty.
 */
public final class LaneEvaluations {
    public final double[] values = new double[DescentLanes.WIDTH];
    public final double[] gradients;
    public final double[][] hessians;

    public LaneEvaluations(int dimension, DerivativeOrder order) {
        boolean slopes = order.compareTo(DerivativeOrder.GRADIENT) >= 0;
        gradients = new double[slopes ? Math.multiplyExact(dimension, DescentLanes.WIDTH) : 0];
        hessians = order == DerivativeOrder.HESSIAN
                ? new double[DescentLanes.WIDTH][Math.multiplyExact(dimension, dimension)]
                : new double[DescentLanes.WIDTH][0];
    }

    /** Overwrites what is known of a lane with an evaluation of the same order. */
    public void set(int lane, Evaluation evaluation) {
        values[lane] = evaluation.value;
        for (int j = 0; j < evaluation.gradient.length; j++) {
            gradients[j * DescentLanes.WIDTH + lane] = evaluation.gradient[j];
        }
        System.arraycopy(evaluation.hessian, 0, hessians[lane], 0, evaluation.hessian.length);
    }

    /** Overwrites {@code evaluation}, of the same order, with what is known of a lane. */
    public void get(int lane, Evaluation evaluation) {
        evaluation.value = values[lane];
        for (int j = 0; j < evaluation.gradient.length; j++) {
            evaluation.gradient[j] = gradients[j * DescentLanes.WIDTH + lane];
        }
        System.arraycopy(hessians[lane], 0, evaluation.hessian, 0, evaluation.hessian.length);
    }
}
