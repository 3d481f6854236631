package org.thalweg.core.objective;

import org.thalweg.core.linalg.PointBatch;

/**
 * A differentiable objective that evaluates many points at once.
 *
 * <p>The bits of each point's result equal those of {@link #valueAndGradient} and do not depend on the other points or on
 * the size of the batch.
 */
public interface BatchObjective extends DifferentiableObjective {

    /**
     * Overwrites {@code values[i]} with f of point i and {@code gradients}, laid out like the points' coordinates, with
     * ∇f of each.
     */
    void valuesAndGradients(PointBatch points, double[] values, double[] gradients);
}
