package org.thalweg.core.objective;

/** An objective with its gradient ∇f and its Hessian ∇²f. */
public interface TwiceDifferentiableObjective extends DifferentiableObjective {

    /**
     * Returns f(x), overwrites {@code gradient} with ∇f(x) and {@code hessian} with ∇²f(x); reads {@code x}.
     *
     * @param hessian n·n doubles, symmetric: ∂²f/∂xᵢ∂xⱼ at {@code [i * n + j]} and at {@code [j * n + i]}
     */
    double valueGradientAndHessian(double[] x, double[] gradient, double[] hessian);
}
