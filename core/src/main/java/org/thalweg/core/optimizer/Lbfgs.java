package org.thalweg.core.optimizer;

import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.linesearch.StrongWolfe;
import org.thalweg.core.stopping.Termination;

/**
 * The limited-memory quasi-Newton method of Broyden, Fletcher, Goldfarb and Shanno: d = −H∇f, H made of the last m steps
 * ({@link LbfgsMemory}), α from a strong Wolfe search, x ← P(x + α·d).
 *
 * <p><b>Bounds</b> are honoured by two-metric projection. Coordinates at a bound, or within ε of one, that the gradient
 * pushes outward go by −γ·gᵢ, which projection stops at the bound; the others go by −H_F·g_F, where H_F is made of the
 * pairs cut down to them. Such a direction descends along the projected path (Bertsekas 1982, proposition 1), whereas
 * projecting −H∇f need not. ε shrinks with the projected gradient, so that in the end only bounds that hold at the
 * solution are active; any number of them may change in one step. The search demands a decrease proportional to
 * ∇fᵀ(x(α) − x), the way that is left after bending (Calamai and Moré 1987). Why not the generalized Cauchy point of
 * L-BFGS-B (Byrd, Lu, Nocedal, Zhu 1995): this keeps all work in two loops of fixed order, the same with and without
 * bounds, which run over many descents side by side.
 *
 * <p><b>Requires</b> f continuously differentiable; copes with kinks, with domains that end (the search steps back to where f
 * is finite), and with rounding: it ends with {@link Termination#STEP_TOLERANCE} where neither values nor gradients can
 * tell points apart.
 *
 * <p><b>Cost</b>: one evaluation of value and gradient a trial, 1.1 to 1.5 trials a step; (2m + 4)·n doubles; 4m·n
 * multiplications a step.
 *
 * <p>References: Liu and Nocedal, <i>On the limited memory BFGS method</i>, Math. Program. 45 (1989), doi:10.1007/BF01589116,
 * algorithm 2.1; Bertsekas, <i>Projected Newton methods for optimization problems with simple constraints</i>, SIAM J.
 * Control Optim. 20 (1982), doi:10.1137/0320018, eq. 32–38; Ferry, Gill, Wong and Zhang, <i>Projected-search methods for
 * bound-constrained optimization</i>, Optim. Methods Softw. 39 (2024), doi:10.1080/10556788.2023.2241769.
 *
 * @param memory m, how many steps are remembered
 * @param search the line search
 */
public record Lbfgs(int memory, StrongWolfe search) implements Optimizer<LineSearchState> {

    public Lbfgs {
        if (memory < 1) {
            throw new IllegalArgumentException("memory (%d) must be at least 1".formatted(memory));
        }
    }

    /** Five remembered steps; the usual Wolfe constants 10⁻⁴ and 0.9. */
    public Lbfgs() {
        this(5, new StrongWolfe(1e-4, 0.9, 40));
    }

    @Override
    public String name() {
        return "lbfgs";
    }

    @Override
    public DerivativeOrder order() {
        return DerivativeOrder.GRADIENT;
    }

    @Override
    public LineSearchState init(double[] x0, Bounds bounds) {
        int n = x0.length;
        return LineSearchState.at(x0, bounds, new LbfgsDirection(new LbfgsMemory(n, memory), n));
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
        return LbfgsDirectionLanes.canRemember(memory)
                ? lanes(bounds, LbfgsArithmetic.fastest(), LineSearchLanes.Forms.fastest())
                : Optimizer.super.lanes(bounds);
    }

    /** Lanes in given forms of the arithmetic. */
    LineSearchLanes lanes(Bounds bounds, LbfgsArithmetic pairs, LineSearchLanes.Forms forms) {
        return new LineSearchLanes(
                codec(), search, bounds, numbers -> new LbfgsDirectionLanes(numbers, memory, pairs), forms);
    }

    @Override
    public StateCodec<LineSearchState> codec() {
        int capacity = memory;
        return new LineSearchCodec(name(), (in, n) -> LbfgsDirection.read(in, n, capacity));
    }
}
