package org.thalweg.core.optimizer;

/**
 * The objective at one trial point: the caller's own buffers, refilled at every evaluation.
 *
 * <p>{@code gradient} has n doubles, {@code hessian} n·n row-major, the Hessian or its stand-in; each is empty where the order does not ask for it.
 */
public final class Evaluation {
    public double value = Double.NaN;
    public final double[] gradient;
    public final double[] hessian;

    public Evaluation(int dimension, DerivativeOrder order) {
        gradient = new double[order.compareTo(DerivativeOrder.GRADIENT) >= 0 ? dimension : 0];
        hessian = new double
                [order.compareTo(DerivativeOrder.GAUSS_NEWTON) >= 0 ? Math.multiplyExact(dimension, dimension) : 0];
    }
}
