package org.thalweg.core.optimizer;

import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.linalg.Vectors;
import org.thalweg.core.linesearch.Noise;
import org.thalweg.core.stopping.Termination;
import org.thalweg.core.stopping.Unbounded;

/**
 * A first-order method: x ← P(x + r·Δ), Δ the displacement of an {@link UpdateRule}, one evaluation a step.
 *
 * <p>With {@code patience} 0 the learning rate is the rule's own throughout (r = 1), as in textbooks; a step to where f is not
 * finite ends the descent, which stands at its last finite iterate.
 *
 * <p>With {@code patience} p &gt; 0 the rate adapts, as a bold driver's: it is doubled after p better iterates in a row; after p
 * steps that found none, or one that led to where f is not finite or beyond all measure, the method goes back to its best
 * iterate, halves r and clears the rule's memory. So neither a learning rate that is too large nor an oscillation at its
 * scale keeps it from converging. It stands at its best iterate: the lowest or, among values that differ by rounding alone,
 * the flattest.
 *
 * <p><b>Bounds</b> are honoured by projection. The rule is shown 0 for the gradient of a coordinate that stands at a bound and
 * is pushed outward; then x is projected. Projection onto a box is the same in every diagonal metric, so this is sound for
 * rules that scale each coordinate (a fixed point satisfies the first-order conditions).
 *
 * <p><b>Requires</b> f differentiable. <b>Cost</b>: one evaluation of value and gradient a step; the rule's vectors and 5n
 * doubles. The bold driver: Vogl, Mangis, Rigler, Zink and Alkon, <i>Accelerating the convergence of the back-propagation
 * method</i>, Biol. Cybern. 59 (1988), doi:10.1007/BF00332914.
 *
 * @param rule the update
 * @param patience how many steps decide on the learning rate; 0 leaves it alone
 */
public record FirstOrder(UpdateRule rule, int patience) implements Optimizer<FirstOrderState> {

    /** How far f may rise above its best value, in units of its scale, before the method goes back at once. */
    private static final double RUNAWAY = 0x1p20;
    /** The rate below which steps are rounding. */
    private static final double LEAST_RATE = 0x1p-80;

    public FirstOrder {
        if (patience < 0) {
            throw new IllegalArgumentException("patience (%d) must not be negative".formatted(patience));
        }
    }

    /** The method of textbooks: its learning rate never changes. */
    public static FirstOrder constant(UpdateRule rule) {
        return new FirstOrder(rule, 0);
    }

    /** The method whose learning rate adapts. */
    public static FirstOrder patient(UpdateRule rule) {
        return new FirstOrder(rule, 50);
    }

    @Override
    public String name() {
        return rule.name();
    }

    @Override
    public DerivativeOrder order() {
        return DerivativeOrder.GRADIENT;
    }

    @Override
    public FirstOrderState init(double[] x0, Bounds bounds) {
        FirstOrderState state = new FirstOrderState(bounds, rule.memoryVectors());
        System.arraycopy(x0, 0, state.trial, 0, x0.length);
        bounds.project(state.trial);
        System.arraycopy(state.trial, 0, state.x, 0, x0.length);
        System.arraycopy(state.trial, 0, state.bestX, 0, x0.length);
        return state;
    }

    @Override
    public double[] ask(FirstOrderState state) {
        return state.trial;
    }

    @Override
    public double[] best(FirstOrderState state) {
        return state.bestX.clone();
    }

    @Override
    public StateCodec<FirstOrderState> codec() {
        return new FirstOrderCodec(rule);
    }

    @Override
    public DescentLanes lanes(Bounds bounds) {
        return new FirstOrderLanes(this, bounds);
    }

    @Override
    public void tell(FirstOrderState state, Evaluation evaluation) {
        state.evaluations++;
        double value = evaluation.value;
        double[] gradient = evaluation.gradient;
        boolean start = state.evaluations == 1;
        boolean finite = Double.isFinite(value) && Vectors.isFinite(gradient);
        if (Unbounded.below(value)) {
            state.move(value, gradient);
            state.keepBest(gradient);
            state.termination = Termination.UNBOUNDED;
        } else if (finite) {
            state.move(value, gradient);
            if (start || patience == 0) {
                state.keepBest(gradient);
                step(state, gradient);
            } else {
                judge(state, gradient);
            }
        } else if (patience > 0 && !start) {
            goBack(state);
        } else {
            state.bestValue = start ? value : state.bestValue;
            state.termination = Termination.NON_FINITE;
        }
    }

    /** Adapts the learning rate to how the iterate compares with the best so far. */
    private void judge(FirstOrderState state, double[] gradient) {
        double change = state.value - state.bestValue;
        if (isBetter(change, state.scale, state.gradientNorm, state.bestGradientNorm)) {
            state.keepBest(gradient);
            state.streak++;
            if (state.streak == patience) {
                state.streak = 0;
                state.rate *= 2;
            }
            step(state, gradient);
        } else if (++state.idle < patience && isNear(change, state.scale)) {
            state.streak = 0;
            step(state, gradient);
        } else {
            goBack(state);
        }
    }

    /**
     * Whether an iterate is lower than the best so far or, where values differ by rounding alone, flatter.
     *
     * @param change of f from the best so far
     * @param scale of f
     */
    static boolean isBetter(double change, double scale, double gradientNorm, double bestGradientNorm) {
        return Noise.hides(change, scale) ? gradientNorm < bestGradientNorm : change < 0;
    }

    /** Whether f has not risen so far that the method goes back at once. */
    static boolean isNear(double change, double scale) {
        return change <= RUNAWAY * scale;
    }

    /** Plans the next trial from the iterate, whose gradient is given. */
    private void step(FirstOrderState state, double[] gradient) {
        state.steps++;
        double[] shown = gradient;
        if (!state.bounds.isUnbounded()) {
            shown = state.shown;
            for (int i = 0; i < shown.length; i++) {
                boolean held = gradient[i] > 0
                        ? state.x[i] <= state.bounds.lower()[i]
                        : state.x[i] >= state.bounds.upper()[i];
                shown[i] = held ? 0 : gradient[i];
            }
        }
        rule.displace(state.steps, state.x, shown, state.memory, state.trial);
        for (int i = 0; i < state.x.length; i++) {
            double target = state.x[i] + state.rate * state.trial[i];
            double inside = state.bounds.clamp(i, target);
            state.trial[i] = Math.min(Math.max(inside, -Double.MAX_VALUE), Double.MAX_VALUE);
        }
    }

    /** Returns to the best iterate with half the rate and an empty memory. */
    private void goBack(FirstOrderState state) {
        state.recallBest();
        state.rate *= 0.5;
        step(state, state.bestG);
        if (state.rate < LEAST_RATE || Vectors.maxDistance(state.trial, state.x) == 0) {
            state.termination = Stagnation.reason(state.bestGradientNorm, state.largestGradientNorm);
        }
    }
}
