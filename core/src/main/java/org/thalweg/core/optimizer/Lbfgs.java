package org.thalweg.core.optimizer;

import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.linalg.Vectors;
import org.thalweg.core.linesearch.Bracket;
import org.thalweg.core.linesearch.StrongWolfe;
import org.thalweg.core.linesearch.Verdict;
import org.thalweg.core.stopping.Termination;
import org.thalweg.core.stopping.Unbounded;

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
public record Lbfgs(int memory, StrongWolfe search) implements Optimizer<LbfgsState> {

    /** Steps in a row that neither change the value nor lower the gradient after which the descent ends. */
    private static final int NOISY_STEPS = 40;
    /** How much of the scale of f is kept at each step. */
    private static final double SCALE_DECAY = 0.8;
    /** Greatest ε of the active set, as a share of the range and of the bound's magnitude. */
    private static final double NEAR = 0x1p-10;

    public Lbfgs {
        if (memory < 1) {
            throw new IllegalArgumentException("memory (%d) must be at least 1".formatted(memory));
        }
    }

    /** Eight remembered steps; the usual Wolfe constants 10⁻⁴ and 0.9. */
    public Lbfgs() {
        this(8, new StrongWolfe(1e-4, 0.9, 40));
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
    public LbfgsState init(double[] x0, Bounds bounds) {
        LbfgsState state = new LbfgsState(bounds, new LbfgsMemory(x0.length, memory), new Bracket());
        System.arraycopy(x0, 0, state.x, 0, x0.length);
        bounds.project(state.x);
        System.arraycopy(state.x, 0, state.trial, 0, x0.length);
        return state;
    }

    @Override
    public double[] ask(LbfgsState state) {
        return state.trial;
    }

    @Override
    public double[] best(LbfgsState state) {
        return state.x.clone();
    }

    @Override
    public StateCodec<LbfgsState> codec() {
        return new LbfgsCodec(memory);
    }

    @Override
    public void tell(LbfgsState state, Evaluation evaluation) {
        state.evaluations++;
        double value = evaluation.value;
        double[] gradient = evaluation.gradient;
        boolean finite = Double.isFinite(value) && Vectors.isFinite(gradient);
        if (state.evaluations == 1) {
            begin(state, value, gradient, finite);
            return;
        }
        if (Unbounded.below(value)) {
            accept(state, value, gradient);
            state.termination = Termination.UNBOUNDED;
            return;
        }
        Verdict verdict;
        double step = state.bracket.step();
        double linear = state.path.linear(state.x, state.g, state.trial, step, state.bracket.startSlope());
        if (finite) {
            double slope = state.path.slope(state.x, state.d, step, gradient);
            verdict = search.tell(state.bracket, value, slope, linear);
            state.largestGradientNorm = Math.max(state.largestGradientNorm, Vectors.maxNorm(gradient));
        } else {
            verdict = search.tell(state.bracket, Double.NaN, Double.NaN, linear);
        }
        switch (verdict) {
            case CONTINUE -> state.path.place(state.x, state.d, state.bracket.step(), state.trial);
            case ACCEPT -> {
                if (Vectors.maxDistance(state.trial, state.x) == 0) {
                    retreat(state);
                } else {
                    boolean noisy = StrongWolfe.isNoise(linear, state.scale);
                    boolean curved = state.memory.add(state.x, state.g, state.trial, gradient);
                    accept(state, value, gradient);
                    if (!curved && step > 1) {
                        // f falls without end in sight: go on with steps of the length that this one grew to.
                        state.memory.clear(state.stepNorm / Vectors.maxNorm(gradient));
                    }
                    advance(state, noisy);
                }
            }
            case FAIL -> retreat(state);
        }
    }

    private void begin(LbfgsState state, double value, double[] gradient, boolean finite) {
        state.value = value;
        if (Unbounded.below(value)) {
            state.termination = Termination.UNBOUNDED;
        } else if (!finite) {
            state.termination = Termination.NON_FINITE;
        } else {
            System.arraycopy(gradient, 0, state.g, 0, gradient.length);
            state.gradientNorm = state.path.bounds().projectedGradientNorm(state.x, gradient);
            state.scale = Math.abs(value);
            state.largestGradientNorm = Vectors.maxNorm(gradient);
            forget(state);
            search(state);
        }
    }

    /** Moves the iterate to the trial. */
    private static void accept(LbfgsState state, double value, double[] gradient) {
        state.stepNorm = Vectors.maxDistance(state.trial, state.x);
        System.arraycopy(state.trial, 0, state.x, 0, state.x.length);
        System.arraycopy(gradient, 0, state.g, 0, gradient.length);
        state.value = value;
        state.gradientNorm = state.path.bounds().projectedGradientNorm(state.x, gradient);
        state.scale = Math.max(Math.abs(value), SCALE_DECAY * state.scale);
        state.iterations++;
    }

    /** Begins the search from a new iterate, unless steps have stopped telling points apart. */
    private void advance(LbfgsState state, boolean noisy) {
        boolean lower = state.value < state.lowestValue;
        boolean flatter = state.gradientNorm < 0.9 * state.flattestGradientNorm;
        state.lowestValue = Math.min(state.value, state.lowestValue);
        if (!noisy) {
            state.noisySteps = 0;
            state.flattestGradientNorm = Double.POSITIVE_INFINITY;
        } else if (lower || flatter) {
            state.noisySteps = 0;
            state.flattestGradientNorm = Math.min(state.gradientNorm, state.flattestGradientNorm);
        } else if (++state.noisySteps >= NOISY_STEPS) {
            state.termination = Stagnation.reason(state.gradientNorm, state.largestGradientNorm);
            return;
        }
        search(state);
    }

    /** After a failed search: once more from the same iterate along the gradient, or no more. */
    private void retreat(LbfgsState state) {
        if (state.memory.size() == 0) {
            state.termination = Stagnation.reason(state.gradientNorm, state.largestGradientNorm);
        } else {
            forget(state);
            search(state);
        }
    }

    /** Makes H a multiple of the identity, such that the first trial moves by at most 1. */
    private static void forget(LbfgsState state) {
        state.memory.clear(Math.min(1, 1 / Vectors.norm(state.g)));
    }

    /** Begins a search from the iterate along −H∇f, or along −∇f if rounding has spoilt H. */
    private void search(LbfgsState state) {
        if (state.gradientNorm == 0) {
            state.termination = Termination.GRADIENT_TOLERANCE;
            return;
        }
        double slope = direct(state);
        if (!(slope < 0 && slope > Double.NEGATIVE_INFINITY) && state.memory.size() > 0) {
            forget(state);
            slope = direct(state);
        }
        if (!(slope < 0 && slope > Double.NEGATIVE_INFINITY)) {
            state.termination = Stagnation.reason(state.gradientNorm, state.largestGradientNorm);
            return;
        }
        search.start(state.bracket, state.value, slope, state.scale, 1);
        state.path.place(state.x, state.d, 1, state.trial);
    }

    /** Overwrites the direction; returns the slope of f along it. */
    private static double direct(LbfgsState state) {
        double[] d = state.d;
        int n = d.length;
        if (state.path.straight()) {
            for (int i = 0; i < n; i++) {
                d[i] = -state.g[i];
            }
            state.memory.multiply(d);
        } else if (divide(state)) {
            state.memory.multiply(d);
            stopAtBounds(state);
        } else {
            state.memory.multiply(d, state.free);
            moveNearActive(state);
            stopAtBounds(state);
        }
        return Vectors.dot(state.g, d);
    }

    /** Divides the coordinates into free and active; overwrites d with −g on the free ones and 0 on others; all free? */
    private static boolean divide(LbfgsState state) {
        Bounds bounds = state.path.bounds();
        double gamma = state.memory.gamma();
        double reach = 0;
        for (int i = 0; i < state.x.length; i++) {
            double room = state.g[i] > 0 ? state.x[i] - bounds.lower()[i] : bounds.upper()[i] - state.x[i];
            reach = Math.max(reach, Math.min(gamma * Math.abs(state.g[i]), room));
        }
        boolean all = true;
        for (int i = 0; i < state.x.length; i++) {
            double bound = state.g[i] > 0 ? bounds.lower()[i] : bounds.upper()[i];
            double range = bounds.upper()[i] - bounds.lower()[i];
            double near = Math.min(reach, NEAR * Math.min(range, 1 + Math.abs(bound)));
            boolean active = range == 0 || (state.g[i] != 0 && Math.abs(state.x[i] - bound) <= near);
            state.free[i] = !active;
            state.d[i] = active ? 0 : -state.g[i];
            all &= !active;
        }
        return all;
    }

    /** Sends the coordinates that are not free by the gradient towards the bound that it pushes them to. */
    private static void moveNearActive(LbfgsState state) {
        double gamma = state.memory.gamma();
        for (int i = 0; i < state.d.length; i++) {
            if (!state.free[i]) {
                state.d[i] = -gamma * state.g[i];
            }
        }
    }

    /** Stops the coordinates that stand at a bound and would cross it. */
    private static void stopAtBounds(LbfgsState state) {
        Bounds bounds = state.path.bounds();
        for (int i = 0; i < state.d.length; i++) {
            boolean stopped = state.d[i] > 0 ? state.x[i] >= bounds.upper()[i] : state.x[i] <= bounds.lower()[i];
            if (stopped) {
                state.d[i] = 0;
            }
        }
    }
}
