package org.thalweg.core.fit.rounds;

import org.thalweg.core.optimizer.FirstOrder;
import org.thalweg.core.optimizer.Lbfgs;
import org.thalweg.core.optimizer.Optimizer;

/** The methods that work on blocks of parameters. */
public final class BlockMethods {

    private BlockMethods() {}

    /**
     * The method that does with blocks what {@code optimizer} does with all parameters.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static BlockMethod<?> of(Optimizer<?> optimizer) {
        if (optimizer instanceof Lbfgs lbfgs) {
            // Rounds cost far more than memory does: what is usual differs.
            return lbfgs.equals(new Lbfgs()) ? new BlockLbfgs() : new BlockLbfgs(lbfgs.memory(), lbfgs.search());
        }
        if (optimizer instanceof FirstOrder firstOrder) {
            return new BySlices(firstOrder, 0, 1);
        }
        throw new IllegalArgumentException(
                "method %s needs all parameters in one place. Those that do not: lbfgs, newton for sums whose terms read few neighbouring variables, and the first-order methods with a step"
                        .formatted(optimizer.name()));
    }
}
