package org.thalweg.core.fit.rounds;

import java.io.Serializable;
import org.thalweg.core.fit.Terms;
import org.thalweg.core.stopping.Progress;

/**
 * Everything that determines the result of a fit, to the bit.
 *
 * @param text what is minimized, as the user wrote it
 * @param terms the sum
 * @param plan how it is minimized
 */
public record FitSpecification(String text, Terms terms, FitPlan<?> plan) implements Serializable {

    public FitSpecification {
        if (terms.shards() < 1) {
            throw new IllegalArgumentException("shards (%d) must be at least 1".formatted(terms.shards()));
        }
        if (terms.parameters() != plan.blocks().parameters()) {
            throw new IllegalArgumentException("the sum has %d parameters, the plan is for %d"
                    .formatted(terms.parameters(), plan.blocks().parameters()));
        }
    }

    /** The owner of a block, at the start. */
    public BlockOwner<?> owner(int block) {
        return owner(plan, block, terms.shards());
    }

    private static <S extends Progress> BlockOwner<S> owner(FitPlan<S> plan, int block, int shards) {
        return new BlockOwner<>(plan, block, shards);
    }
}
