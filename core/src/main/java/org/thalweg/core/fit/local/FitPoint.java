package org.thalweg.core.fit.local;

import org.thalweg.core.linalg.Vectors;
import org.thalweg.core.objective.GaussNewtonObjective;

/**
 * A point and all that is known of F there.
 *
 * @param hessian ∇²F, n·n
 * @param gaussNewton its positive semidefinite part from first derivatives, n·n
 */
record FitPoint(double[] x, double value, double[] gradient, double[] hessian, double[] gaussNewton) {

    /** Evaluates F at {@code x}, which is kept: twice, where its two matrices differ. */
    static FitPoint at(GaussNewtonObjective objective, double[] x) {
        int n = x.length;
        double[] gradient = new double[n];
        double[] hessian = new double[n * n];
        double[] gaussNewton = new double[n * n];
        if (objective.curvesAsGaussNewton()) {
            double value = objective.valueGradientAndGaussNewton(x, gradient, gaussNewton);
            return new FitPoint(x, value, gradient, gaussNewton, gaussNewton);
        }
        objective.valueGradientAndHessian(x, gradient, hessian);
        double value = objective.valueGradientAndGaussNewton(x, gradient, gaussNewton);
        return new FitPoint(x, value, gradient, hessian, gaussNewton);
    }

    boolean isFinite() {
        return Double.isFinite(value)
                && Vectors.isFinite(gradient)
                && Vectors.isFinite(hessian)
                && Vectors.isFinite(gaussNewton);
    }
}
