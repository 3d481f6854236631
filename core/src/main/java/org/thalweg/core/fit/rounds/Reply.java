package org.thalweg.core.fit.rounds;

import java.util.List;

/**
 * What a worker says to the owner of a block in a round.
 *
 * @param round the round of the calls that it answers
 * @param block whom it is for
 * @param worker who speaks
 * @param shards for how many shards it speaks
 * @param nodes sums of their answers, in the order of the shards, cut down to the block's parameters; none if nothing was asked
 * @param said the scalars of all blocks, in their order
 */
public record Reply(long round, int block, int worker, int shards, List<Partial> nodes, double[][] said) {}
