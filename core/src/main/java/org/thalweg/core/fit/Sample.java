package org.thalweg.core.fit;

import java.io.Serializable;
import org.thalweg.core.random.Draws;
import org.thalweg.core.random.Permutation;

/**
 * Which terms of each shard a question is about: all of them, or one mini-batch.
 *
 * <p>A pass over the data is cut into {@code batches}; batch k of a shard with m terms holds the terms π(i), ⌊m·k/batches⌋ ≤ i &lt;
 * ⌊m·(k+1)/batches⌋, where π is a permutation of 0 … m − 1 that depends on the seed, the pass and the shard alone. So the order does
 * not depend on who owns the shard, and every term comes once a pass.
 *
 * @param seed of the permutations
 * @param pass which pass, from 0
 * @param batch which batch of the pass, in [0, batches)
 * @param batches how many make a pass; 1 for all terms, in their own order
 */
public record Sample(long seed, long pass, int batch, int batches) implements Serializable {

    /** All terms. */
    public static final Sample ALL = new Sample(0, 0, 0, 1);

    public Sample {
        if (batches < 1 || batch < 0 || batch >= batches) {
            throw new IllegalArgumentException(
                    "batch (%d) must lie in [0, batches), batches (%d) must be at least 1".formatted(batch, batches));
        }
    }

    /** The batch that comes {@code rounds} rounds after the first of pass 0. */
    public static Sample ofRound(long seed, long rounds, int batches) {
        return batches == 1 ? ALL : new Sample(seed, rounds / batches, (int) (rounds % batches), batches);
    }

    public boolean isAll() {
        return batches == 1;
    }

    /** The terms of shard {@code shard}, which has {@code terms}: their indices in the shard, in the order to visit them. */
    public int[] of(int shard, int terms) {
        int from = (int) ((long) terms * batch / batches);
        int to = (int) ((long) terms * (batch + 1) / batches);
        int[] indices = new int[to - from];
        if (terms == 0) {
            return indices;
        }
        Permutation order = new Permutation(Draws.seeded(seed).stream(pass).stream(shard), terms);
        for (int i = from; i < to; i++) {
            indices[i - from] = isAll() ? i : (int) order.at(i);
        }
        return indices;
    }
}
