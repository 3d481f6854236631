package org.thalweg.core.objective;

/**
 * An objective whose Hessian has a cheap, positive semidefinite stand-in: a sum Σ ℓ(zᵢ(x)), whose Hessian is Σ ℓ″·∇zᵢ∇zᵢᵀ + Σ ℓ′·∇²zᵢ and
 * whose stand-in is the first sum.
 */
public interface GaussNewtonObjective extends TwiceDifferentiableObjective {

    /**
     * Returns f(x), overwrites {@code gradient} with ∇f(x) and {@code matrix}, laid out like a Hessian, with the stand-in; reads {@code x}.
     */
    double valueGradientAndGaussNewton(double[] x, double[] gradient, double[] matrix);

    /** Whether the stand-in is the Hessian itself, everywhere and to the bit, so that whoever needs both need ask for one. */
    default boolean curvesAsGaussNewton() {
        return false;
    }
}
