package org.thalweg.core.optimizer;

import org.jspecify.annotations.Nullable;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.objective.DifferentiableObjective;
import org.thalweg.core.objective.GaussNewtonObjective;
import org.thalweg.core.objective.Objective;
import org.thalweg.core.objective.TwiceDifferentiableObjective;
import org.thalweg.core.stopping.Progress;
import org.thalweg.core.stopping.StoppingRule;
import org.thalweg.core.stopping.Termination;

/**
 * Where a single descent ended.
 *
 * @param x the end
 * @param value f(x)
 * @param termination why it ended
 * @param iterations accepted steps
 * @param evaluations evaluations of the objective
 * @param gradientNorm ‖projected ∇f(x)‖∞, NaN for methods without gradients
 */
public record Descent(
        double[] x, double value, Termination termination, long iterations, long evaluations, double gradientNorm) {

    /** Descends from one start until {@code rule} ends it: the loop in its plainest form. */
    public static <S extends Progress> Descent run(
            Optimizer<S> optimizer, Objective objective, double[] x0, Bounds bounds, StoppingRule rule) {
        S state = optimizer.init(x0, bounds);
        Evaluation evaluation = new Evaluation(objective.dimension(), optimizer.order());
        @Nullable Termination termination = rule.test(state);
        while (termination == null) {
            evaluate(objective, optimizer.order(), optimizer.ask(state), evaluation);
            optimizer.tell(state, evaluation);
            termination = rule.test(state);
        }
        return new Descent(
                optimizer.best(state),
                state.value(),
                termination,
                state.iterations(),
                state.evaluations(),
                state.gradientNorm());
    }

    /** Overwrites {@code evaluation} with the objective at {@code x}, as far as {@code order} asks. */
    public static void evaluate(Objective objective, DerivativeOrder order, double[] x, Evaluation evaluation) {
        if (order == DerivativeOrder.VALUE) {
            evaluation.value = objective.value(x);
        } else if (order == DerivativeOrder.GRADIENT && objective instanceof DifferentiableObjective smooth) {
            evaluation.value = smooth.valueAndGradient(x, evaluation.gradient);
        } else if (order == DerivativeOrder.GAUSS_NEWTON && objective instanceof GaussNewtonObjective sum) {
            evaluation.value = sum.valueGradientAndGaussNewton(x, evaluation.gradient, evaluation.hessian);
        } else if (order == DerivativeOrder.HESSIAN && objective instanceof TwiceDifferentiableObjective smooth) {
            evaluation.value = smooth.valueGradientAndHessian(x, evaluation.gradient, evaluation.hessian);
        } else {
            throw new IllegalArgumentException("objective (%s) must offer derivatives of order %s"
                    .formatted(objective.getClass().getName(), order));
        }
    }
}
