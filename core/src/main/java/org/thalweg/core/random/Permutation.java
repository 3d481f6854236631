package org.thalweg.core.random;

/**
 * A random permutation of 0 … size − 1 that is computed entry by entry, without a table.
 *
 * <p>Six rounds of bijections on ⌈log₂ size⌉ bits (add a key, multiply by an odd key, fold the high half into the low),
 * repeated while the result is not below {@code size} ("cycle walking", Black and Rogaway, 2002,
 * doi:10.1007/3-540-45760-7_9): at most two passes on average.
 *
 * @param draws names the permutation
 * @param size at least 1
 */
public record Permutation(Draws draws, long size) {
    private static final int ROUNDS = 6;

    public Permutation {
        if (size < 1) {
            throw new IllegalArgumentException("size (%d) of a permutation must be at least 1".formatted(size));
        }
    }

    /** The image of {@code position}, which lies in [0, size). */
    public long at(long position) {
        int width = Long.SIZE - Long.numberOfLeadingZeros(size - 1);
        if (width == 0) {
            return 0;
        }
        long mask = -1L >>> Long.SIZE - width;
        int half = width + 1 >>> 1;
        long x = position;
        do {
            for (int round = 0; round < ROUNDS; round++) {
                long key = draws.bits(round);
                x = x + key & mask;
                x = x * (key >>> 31 | 1) & mask;
                x ^= x >>> half;
            }
        } while (x >= size);
        return x;
    }
}
