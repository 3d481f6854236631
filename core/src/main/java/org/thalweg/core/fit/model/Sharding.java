package org.thalweg.core.fit.model;

/**
 * How rows are dealt into shards: in order, equally many to each but for the last. Depends on the number of rows alone, so a fit has the
 * same bits wherever it runs.
 *
 * @param rows of data
 * @param size rows of a shard, a multiple of {@link #GRAIN}
 */
public record Sharding(int rows, int size) {
    /** The rows that are worked on together in the innermost loops. */
    public static final int GRAIN = 128;

    private static final int USUAL = 4096;
    private static final int MOST_SHARDS = 256;

    /** The usual sharding: 4,096 rows to a shard, or more where that makes more than 256 shards. */
    public static Sharding of(int rows) {
        int least = Math.max(USUAL, (int) (((long) rows + MOST_SHARDS - 1) / MOST_SHARDS));
        return new Sharding(rows, (least + GRAIN - 1) / GRAIN * GRAIN);
    }

    /** How many there are, at least 1. */
    public int shards() {
        return Math.max(1, (int) (((long) rows + size - 1) / size));
    }

    /** The first row of shard {@code id}; for the number of shards, the number of rows. */
    public int first(int id) {
        return (int) Math.min(rows, (long) id * size);
    }
}
