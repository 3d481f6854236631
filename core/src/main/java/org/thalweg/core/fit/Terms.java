package org.thalweg.core.fit;

import java.io.IOException;
import java.io.Serializable;

/**
 * A sum of terms F(θ) = Σ f(θ), dealt into a fixed number of shards: what travels to the workers, each of which opens its own.
 *
 * <p>The number of shards is part of the question: another number adds up in another order, and may change the last bits.
 */
public interface Terms extends Serializable {

    /** d, the number of parameters of the sum. */
    int parameters();

    /** S, at least 1. */
    int shards();

    /**
     * Makes shard {@code id}, in [0, S): reads its data, if it has any.
     *
     * @throws IOException if the data cannot be read; the message names file, line and cure
     */
    TermShard open(int id) throws IOException;

    /**
     * About how strongly F curves along each parameter, up to a factor that all share: d numbers that are not negative, or none where
     * nothing is known. Methods that learn curvature step by step need fewer steps in scales that make it alike.
     */
    default double[] curvatures() {
        return new double[0];
    }

    /**
     * Whether second derivatives are Gauss and Newton's part everywhere: an answer to {@link Question.Kind#HESSIAN} is the first half of one to
     * {@link Question.Kind#NORMAL_EQUATIONS}, to the bit.
     */
    default boolean curvesAsGaussNewton() {
        return false;
    }

    /** Gives up what {@link #open} has taken: memory, and files on disk. The shards that it made are not to be used any more. */
    default void release() {}
}
