package org.thalweg.core.optimizer;

import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.linesearch.StrongWolfe;

/**
 * The nonlinear conjugate gradient method of Hager and Zhang: d ← −g + β·d, x ← P(x + α·d), α from a strong Wolfe search,
 *
 * <pre>  β = (y − 2d·yᵀy/dᵀy)ᵀg/dᵀy, no less than 0.4·dᵀg/dᵀd;   y the change of gradient by the last step</pre>
 *
 * <p>so that gᵀd ≤ −⅞·‖g‖² whatever the search.
 *
 * <p><b>Bounds</b>: coordinates that a bound holds against the gradient rest; the others move along the projected path. Whenever
 * the set of held coordinates changes, the method starts anew along the projected gradient, as in Polyak's method; so it is
 * a conjugate gradient method on each face, and a projected gradient method between faces.
 *
 * <p><b>Requires</b> f continuously differentiable. <b>Cost</b>: one evaluation of value and gradient a trial, about two
 * trials a step; 5n doubles.
 *
 * <p>References: Hager and Zhang, <i>A new conjugate gradient method with guaranteed descent and an efficient line search</i>,
 * SIAM J. Optim. 16 (2005), doi:10.1137/030601880, eq. 1.3; the bound of β in <i>The limited memory conjugate gradient
 * method</i>, SIAM J. Optim. 23 (2013), doi:10.1137/120898097, eq. 2.6; Polyak, <i>The conjugate gradient method in extremal
 * problems</i>, USSR Comput. Math. Math. Phys. 9 (1969), doi:10.1016/0041-5553(69)90035-4.
 *
 * @param search the line search
 */
public record ConjugateGradient(StrongWolfe search) implements Optimizer<LineSearchState> {

    /** The Wolfe constants 10⁻⁴ and 0.1: directions are conjugate if searches are nearly exact. */
    public ConjugateGradient() {
        this(new StrongWolfe(1e-4, 0.1, 40));
    }

    @Override
    public String name() {
        return "conjugate-gradient";
    }

    @Override
    public DerivativeOrder order() {
        return DerivativeOrder.GRADIENT;
    }

    @Override
    public LineSearchState init(double[] x0, Bounds bounds) {
        return LineSearchState.at(x0, bounds, new ConjugateDirection(x0.length));
    }

    @Override
    public double[] ask(LineSearchState state) {
        return state.trial;
    }

    @Override
    public void tell(LineSearchState state, Evaluation evaluation) {
        LineSearchDescent.tell(search, state, evaluation);
    }

    @Override
    public double[] best(LineSearchState state) {
        return state.x.clone();
    }

    @Override
    public DescentLanes lanes(Bounds bounds) {
        return lanes(bounds, ConjugateArithmetic.fastest(), LineSearchLanes.Forms.fastest());
    }

    /** Lanes in given forms of the arithmetic. */
    LineSearchLanes lanes(Bounds bounds, ConjugateArithmetic directions, LineSearchLanes.Forms forms) {
        return new LineSearchLanes(
                codec(), search, bounds, numbers -> new ConjugateDirectionLanes(numbers, directions), forms);
    }

    @Override
    public StateCodec<LineSearchState> codec() {
        return new LineSearchCodec(name(), ConjugateDirection::read);
    }
}
