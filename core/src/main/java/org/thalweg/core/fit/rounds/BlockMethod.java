package org.thalweg.core.fit.rounds;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.fit.Question;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.optimizer.StateCodec;
import org.thalweg.core.stopping.Progress;

/**
 * A method that minimizes a sum over parameters that are dealt into blocks, each with a state of its own: an immutable record of
 * hyper-parameters.
 *
 * <p>In each round the owner of every block says its θ, what it wants to know and some scalars; it hears the sum of all shards' answers,
 * cut down to its block, and the scalars that all owners said. Whatever is decided must follow from what all of them hear, so
 * that they decide alike: what {@link Progress} tells is the same in all blocks.
 */
public interface BlockMethod<S extends Progress> extends Serializable {

    /** The name that users type. */
    String name();

    /** Whether it works with more blocks than one. */
    boolean divides();

    /** The state of a block at {@code start} projected onto the bounds of the block; copies {@code start}. */
    S init(double[] start, Bounds bounds);

    /** What is asked of the shards next, the direction cut down to the block; null if only scalars are. */
    @Nullable Question ask(S state);

    /** θ of the question, of the block: the state's own array, valid until {@link #tell}; not to be written to. */
    double[] point(S state);

    /** What it says to the owners of all blocks; not to be written to. */
    double[] say(S state);

    /**
     * Consumes what came back; reads both.
     *
     * @param answer the heads of the summed answer and then its vector on the block; empty if nothing was asked
     * @param said the scalars of all blocks, in their order
     */
    void tell(S state, double[] answer, double[][] said);

    /** A copy of the best parameters of the block so far. */
    double[] best(S state);

    StateCodec<S> codec();
}
