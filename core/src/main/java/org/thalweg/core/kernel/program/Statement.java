package org.thalweg.core.kernel.program;

/** What a {@link Region} consists of, in order: values, loops, and effects on memory. */
public sealed interface Statement permits Value, Loop, Statement.Accumulate, Statement.Remember {

    /**
     * Adds {@code value} to element {@code index} (from 0) of an output array, or overwrites the element if no other iteration of any
     * statement writes it.
     */
    record Accumulate(Output output, Affine index, Value value, boolean overwrites) implements Statement {}

    /** Puts {@code value} at {@code index} (from 0) of a scratch array. */
    record Remember(Scratch scratch, Affine index, Value value) implements Statement {}

    /** An array with one element a coordinate that a program writes. What is not overwritten starts as zero: see {@link Outputs}. */
    enum Output {
        GRADIENT,
        /** The derivative of the gradient in the direction: Hessian times {@link Input#DIRECTION}. */
        HESSIAN_VECTOR
    }

    /** An array with one element a coordinate that a program reads. */
    enum Input {
        POINT,
        DIRECTION
    }

    /** Memory that lasts for one evaluation. */
    record Scratch(int id, long length) {}
}
