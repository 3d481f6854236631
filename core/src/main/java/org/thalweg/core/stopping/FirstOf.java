package org.thalweg.core.stopping;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Ends a descent as soon as one of the rules does; where several do, the first in the list names the reason. */
public record FirstOf(List<StoppingRule> rules) implements StoppingRule {

    public FirstOf {
        rules = List.copyOf(rules);
    }

    public static FirstOf of(StoppingRule... rules) {
        return new FirstOf(List.of(rules));
    }

    /**
     * The rules of every descent: unbounded, target, gradient tolerance, the method's own end, iterations spent; in this
     * order, so that a descent which converges with its last step counts as converged.
     */
    public static FirstOf standard(double gradientTolerance, long maxIterations, double target) {
        return of(
                new Unbounded(),
                new Target(target),
                new GradientTolerance(gradientTolerance),
                new MethodEnded(),
                new MaxIterations(maxIterations));
    }

    @Override
    public @Nullable Termination test(Progress progress) {
        for (StoppingRule rule : rules) {
            Termination termination = rule.test(progress);
            if (termination != null) {
                return termination;
            }
        }
        return null;
    }
}
