package org.thalweg.core.fit.rounds;

import org.jspecify.annotations.Nullable;
import org.thalweg.core.fit.Question;

/**
 * What the owner of a block says to a worker in a round.
 *
 * @param round the number of the round, from 0
 * @param block who speaks
 * @param over whether the fit has ended: no answer is awaited
 * @param question what is asked of the shards, its direction left out; null if nothing is, and only the scalars matter
 * @param point θ of the block, as much of it as the worker's shards read
 * @param direction the question's direction, likewise; empty if it has none
 * @param said scalars for the owners of all blocks
 */
public record Call(
        long round, int block, boolean over, @Nullable Question question, Slice point, Slice direction, double[] said) {

    /** The same call to a worker whose shards read the parameters {@code from} … {@code to} − 1. */
    public Call cut(int from, int to) {
        return new Call(round, block, over, question, point.cut(from, to), direction.cut(from, to), said);
    }
}
