package org.thalweg.core.fit.data;

/**
 * Some rows, packed for a model that knows how.
 *
 * @param numbers what is not an index
 * @param integers where numbers belong, for sparse rows; empty for dense ones
 */
public record Piece(double[] numbers, int[] integers) {
    private static final int[] NONE = {};

    /** A piece without indices. */
    public static Piece dense(double[] numbers) {
        return new Piece(numbers, NONE);
    }

    /** How much memory it takes. */
    public long bytes() {
        return (long) numbers.length * Double.BYTES + (long) integers.length * Integer.BYTES;
    }
}
