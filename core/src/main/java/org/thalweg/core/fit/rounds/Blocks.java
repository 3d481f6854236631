package org.thalweg.core.fit.rounds;

import java.io.Serializable;

/**
 * How the parameters are dealt into blocks, each advanced by one owner: block b has the parameters ⌊d·b/N⌋ … ⌊d·(b+1)/N⌋ − 1.
 *
 * @param parameters d
 * @param count N, at least 1; part of the question, since sums over blocks are taken in their order
 */
public record Blocks(int parameters, int count) implements Serializable {

    /** Most parameters of a block unless asked otherwise: 256 KiB of doubles, which a network carries in one piece. */
    private static final int MOST = 1 << 15;

    public Blocks {
        if (parameters < 0 || count < 1 || count > Math.max(1, parameters)) {
            throw new IllegalArgumentException(
                    "blocks (%d) must be at least 1 and at most the number of parameters (%d)"
                            .formatted(count, parameters));
        }
    }

    /** All parameters in one block. */
    public static Blocks one(int parameters) {
        return new Blocks(parameters, 1);
    }

    /** A power of two of blocks, at least {@code least} where there are as many parameters, none of them large. */
    public static Blocks of(int parameters, int least) {
        int count = 1;
        while (count * 2L <= parameters && (count < least || parameters / count > MOST)) {
            count *= 2;
        }
        return new Blocks(parameters, count);
    }

    /** The first parameter of block {@code b}. */
    public int from(int b) {
        return (int) ((long) parameters * b / count);
    }

    /** The parameter after the last of block {@code b}. */
    public int to(int b) {
        return from(b + 1);
    }

    public int size(int b) {
        return to(b) - from(b);
    }
}
