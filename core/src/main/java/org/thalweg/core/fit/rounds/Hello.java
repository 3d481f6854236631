package org.thalweg.core.fit.rounds;

/**
 * How a worker makes itself known to the owner of a block, at the beginning and after each recovery.
 *
 * @param block whom it is for
 * @param worker the worker's index, in [0, workers)
 * @param workers how many there are
 * @param shards how many shards it has
 * @param from the first parameter that its shards read
 * @param to the parameter after the last
 */
public record Hello(int block, int worker, int workers, int shards, int from, int to) {}
