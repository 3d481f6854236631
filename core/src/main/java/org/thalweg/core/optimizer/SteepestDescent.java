package org.thalweg.core.optimizer;

import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.linesearch.Backtracking;

/**
 * Gradient descent that finds its own steps: x ← P(x − α∇f), α by {@link Backtracking} from the step of Barzilai and Borwein,
 * sᵀs/sᵀy of the last step s and its change of gradient y.
 *
 * <p><b>Bounds</b> are honoured by the projected gradient path (Bertsekas 1976). <b>Requires</b> f differentiable.
 * <b>Cost</b>: one evaluation of value and gradient a trial, mostly one trial a step; 4n doubles.
 *
 * <p>References: Barzilai and Borwein, <i>Two-point step size gradient methods</i>, IMA J. Numer. Anal. 8 (1988),
 * doi:10.1093/imanum/8.1.141, eq. 5; Birgin, Martínez and Raydan, <i>Nonmonotone spectral projected gradient methods on
 * convex sets</i>, SIAM J. Optim. 10 (2000), doi:10.1137/S1052623497330963, algorithm SPG1, here monotone.
 *
 * @param search the line search
 */
public record SteepestDescent(Backtracking search) implements Optimizer<LineSearchState> {

    /** Demands 10⁻⁴ of the linear decrease, and at least halves a step that fails. */
    public SteepestDescent() {
        this(new Backtracking(1e-4, 0.5, 30));
    }

    @Override
    public String name() {
        return "gradient-descent";
    }

    @Override
    public DerivativeOrder order() {
        return DerivativeOrder.GRADIENT;
    }

    @Override
    public LineSearchState init(double[] x0, Bounds bounds) {
        return LineSearchState.at(x0, bounds, new SteepestDirection());
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
        return lanes(bounds, LineSearchLanes.Forms.fastest());
    }

    /** Lanes in given forms of the arithmetic. */
    LineSearchLanes lanes(Bounds bounds, LineSearchLanes.Forms forms) {
        return new LineSearchLanes(
                codec(), search, bounds, numbers -> new SteepestDirectionLanes(numbers, forms.trials()), forms);
    }

    @Override
    public StateCodec<LineSearchState> codec() {
        return new LineSearchCodec(name(), (in, n) -> SteepestDirection.read(in));
    }
}
