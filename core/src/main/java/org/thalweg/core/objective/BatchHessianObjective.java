package org.thalweg.core.objective;

import org.thalweg.core.linalg.PointBatch;

/**
 * A twice differentiable objective that evaluates many points at once.
 *
 * <p>The bits of each point's result equal those of {@link #valueGradientAndHessian} and do not depend on the other points or
 * on the size of the batch.
 */
public interface BatchHessianObjective extends BatchObjective, TwiceDifferentiableObjective {

    /** Whether f has derivatives of every order wherever it is defined: no kinks, no steps. */
    default boolean isSmooth() {
        return false;
    }

    /**
     * Overwrites {@code values[p]} with f of point p, {@code gradients}, laid out like the points' coordinates, with ∇f, and
     * {@code hessians} with ∇²f of each.
     *
     * @param hessians n·n·size doubles, symmetric to the bit: ∂²f/∂xᵢ∂xⱼ of point p at {@code [(i * n + j) * size + p]}
     */
    void valuesGradientsAndHessians(PointBatch points, double[] values, double[] gradients, double[] hessians);
}
