package org.thalweg.monitoring.meters;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.Serializable;
import java.util.Arrays;

/**
 * A histogram of durations with fixed buckets.
 *
 * @param counts how many fell into each bucket, {@code BOUNDS.length + 1} of them: bucket i holds what is at most
 *     {@link #bound}(i) seconds and more than the bound before, the last what is longer than all
 * @param seconds their sum
 */
public record Durations(long[] counts, double seconds) implements Serializable {
    private static final double[] BOUNDS = {1e-5, 1e-4, 1e-3, 1e-2, 0.1, 1, 10, 100, 1000};

    public Durations {
        if (counts.length != BOUNDS.length + 1) {
            throw new IllegalArgumentException(
                    "a histogram of durations has %d buckets, not %d".formatted(BOUNDS.length + 1, counts.length));
        }
        counts = counts.clone();
    }

    /** A histogram of nothing. */
    public static Durations none() {
        return new Durations(new long[BOUNDS.length + 1], 0);
    }

    /** A histogram of one duration. */
    public static Durations of(double seconds) {
        long[] counts = new long[BOUNDS.length + 1];
        counts[bucket(seconds)] = 1;
        return new Durations(counts, seconds);
    }

    /** The number of buckets. */
    public static int buckets() {
        return BOUNDS.length + 1;
    }

    /** The upper bound of a bucket, in seconds; +∞ for the last. */
    public static double bound(int bucket) {
        return bucket < BOUNDS.length ? BOUNDS[bucket] : Double.POSITIVE_INFINITY;
    }

    /** The bucket that a duration falls into. */
    public static int bucket(double seconds) {
        int at = Arrays.binarySearch(BOUNDS, seconds);
        return at >= 0 ? at : -at - 1;
    }

    /** The sum of two histograms. */
    public Durations plus(Durations other) {
        long[] sum = counts.clone();
        for (int i = 0; i < sum.length; i++) {
            sum[i] += other.counts[i];
        }
        return new Durations(sum, seconds + other.seconds);
    }

    /** How many durations there are in all. */
    public long count() {
        return Arrays.stream(counts).sum();
    }

    /** Writes the number of buckets, the counts and the sum. */
    public void write(DataOutput out) throws IOException {
        out.writeInt(counts.length);
        for (long count : counts) {
            out.writeLong(count);
        }
        out.writeDouble(seconds);
    }

    /** Reads what {@link #write} wrote. */
    public static Durations read(DataInput in) throws IOException {
        int buckets = in.readInt();
        if (buckets != buckets()) {
            throw new IOException("a histogram of %d buckets cannot be read: it has %d".formatted(buckets, buckets()));
        }
        long[] counts = new long[buckets];
        for (int i = 0; i < buckets; i++) {
            counts[i] = in.readLong();
        }
        return new Durations(counts, in.readDouble());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Durations that
                && Arrays.equals(counts, that.counts)
                && Double.compare(seconds, that.seconds) == 0;
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(counts) + Double.hashCode(seconds);
    }

    @Override
    public String toString() {
        return "Durations[" + Arrays.toString(counts) + ", " + seconds + " s]";
    }
}
