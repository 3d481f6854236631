package org.thalweg.core.objective;

/** An objective with its gradient ∇f. */
public interface DifferentiableObjective extends Objective {

    /** Returns f(x) and overwrites {@code gradient} with ∇f(x); reads {@code x}. */
    double valueAndGradient(double[] x, double[] gradient);

    @Override
    default double value(double[] x) {
        return valueAndGradient(x, new double[dimension()]);
    }
}
