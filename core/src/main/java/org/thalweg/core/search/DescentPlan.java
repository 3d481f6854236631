package org.thalweg.core.search;

import java.io.Serializable;
import org.thalweg.core.optimizer.Optimizer;

/**
 * How each descent goes and when it ends.
 *
 * @param optimizer the method
 * @param gradientTolerance ends a descent when ‖projected ∇f‖∞ is at most this
 * @param maxIterations accepted steps allowed to one descent, all its legs together
 * @param maxEscapes how many times a descent may be pushed off a stationary point that is no minimum
 * @param target ends a descent when f is at most this; −∞ for none
 */
public record DescentPlan(
        Optimizer<?> optimizer, double gradientTolerance, long maxIterations, int maxEscapes, double target)
        implements Serializable {

    public DescentPlan {
        if (!(gradientTolerance >= 0)) {
            throw new IllegalArgumentException(
                    "gradient tolerance (%s) must not be negative".formatted(gradientTolerance));
        }
        if (maxIterations < 0 || maxEscapes < 0) {
            throw new IllegalArgumentException(
                    "iterations (%d) and escapes (%d) must not be negative".formatted(maxIterations, maxEscapes));
        }
    }
}
