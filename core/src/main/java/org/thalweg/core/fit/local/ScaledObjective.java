package org.thalweg.core.fit.local;

import org.thalweg.core.fit.rounds.Scales;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.objective.DifferentiableObjective;

/** F of parameters in {@link Scales}. */
final class ScaledObjective implements DifferentiableObjective {
    private static final long serialVersionUID = 1;

    private final DifferentiableObjective objective;
    private final Scales scales;
    private final Bounds box;
    private final double[] theta;

    /** @param box of θ */
    ScaledObjective(DifferentiableObjective objective, Scales scales, Bounds box) {
        this.objective = objective;
        this.scales = scales;
        this.box = box;
        theta = new double[scales.dimension()];
    }

    @Override
    public int dimension() {
        return theta.length;
    }

    @Override
    public double valueAndGradient(double[] u, double[] gradient) {
        scales.place(u, box, theta);
        double value = objective.valueAndGradient(theta, gradient);
        scales.turn(gradient, 0);
        return value;
    }
}
