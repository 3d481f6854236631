package org.thalweg.core.fit.model;

import org.thalweg.core.fit.TermShard;
import org.thalweg.core.fit.Terms;
import org.thalweg.core.fit.data.Observations;
import org.thalweg.core.fit.loss.Loss;

/**
 * Σ wᵢ·ℓ(zᵢ(θ), yᵢ) + ½·Σ λⱼ·θⱼ² for a formula z over data that is in memory: what was observed travels with it.
 *
 * <p>Rows are dealt out in order, {@link Sharding} tells how many to a shard; the penalty is a shard of its own, the last, where there
 * is one.
 *
 * @param squarePenalty λⱼ ≥ 0, one a parameter
 */
public record FormulaTerms(ModelFormula model, Observations observations, Loss loss, double[] squarePenalty)
        implements Terms {

    public FormulaTerms {
        if (squarePenalty.length != model.parameters().size()) {
            throw new IllegalArgumentException("%d parameters have %d penalties: each needs one"
                    .formatted(model.parameters().size(), squarePenalty.length));
        }
        squarePenalty = squarePenalty.clone();
    }

    @Override
    public int parameters() {
        return model.parameters().size();
    }

    @Override
    public int shards() {
        return sharding().shards() + (SquarePenalty.isNone(squarePenalty) ? 0 : 1);
    }

    private Sharding sharding() {
        return Sharding.of(observations.rows());
    }

    @Override
    public TermShard open(int id) {
        Sharding sharding = sharding();
        if (id == sharding.shards()) {
            return new SquarePenalty(squarePenalty);
        }
        int from = sharding.first(id);
        FormulaModel rows = new FormulaModel(model, observations.table(), from, sharding.first(id + 1));
        return new RowTerms(rows, loss, observations, id, from);
    }
}
