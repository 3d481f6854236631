package org.thalweg.core.kernel.program;

import org.jspecify.annotations.Nullable;

/** What a {@link Region} consists of, in order: values, loops, and effects on memory. */
public sealed interface Statement permits Value, Loop, Statement.Accumulate, Statement.Remember {

    /**
     * Adds {@code value}, or {@code value · factor} with one rounding, to element {@code index} (from 0) of an output array; or
     * overwrites the element with it, if no other iteration of any statement writes it.
     */
    record Accumulate(
            Output output,
            Affine index,
            Value value,
            @Nullable Value factor,
            boolean overwrites) implements Statement {

        /** The same statement, where nothing else writes the element. */
        Accumulate overwriting() {
            return new Accumulate(output, index, value, factor, true);
        }
    }

    /** Puts {@code value} at {@code index} (from 0) of a scratch array. */
    record Remember(Scratch scratch, Affine index, Value value) implements Statement {}

    /** An array with one element a coordinate that a program writes. What is not overwritten starts as zero: see {@link Outputs}. */
    enum Output {
        GRADIENT,
        /** The derivative of the gradient in the direction: Hessian times {@link Input#DIRECTION}. */
        HESSIAN_VECTOR
    }

    /** An array with one element a coordinate, column or parameter that a program reads. */
    enum Input {
        /** The coordinates of the point; of a program over rows, the columns. */
        POINT(false),
        DIRECTION(false),
        /** What is the same in all rows. */
        PARAMETER(true),
        PARAMETER_DIRECTION(true);

        private final boolean uniform;

        Input(boolean uniform) {
            this.uniform = uniform;
        }

        /** Whether all lanes share the element. */
        public boolean isUniform() {
            return uniform;
        }
    }

    /** Memory that lasts for one evaluation. */
    record Scratch(int id, long length) {}
}
