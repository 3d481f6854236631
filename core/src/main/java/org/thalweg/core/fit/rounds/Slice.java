package org.thalweg.core.fit.rounds;

/**
 * The values of consecutive parameters: a view of an array, not a copy.
 *
 * @param first the first parameter
 * @param length how many there are
 * @param array holds them, from {@code offset} on
 */
public record Slice(int first, int length, double[] array, int offset) {

    public static final Slice NONE = new Slice(0, 0, new double[0], 0);

    /** All of an array. */
    public static Slice of(int first, double[] array) {
        return new Slice(first, array.length, array, 0);
    }

    /** The parameter after the last. */
    public int end() {
        return first + length;
    }

    public boolean isEmpty() {
        return length == 0;
    }

    /** What of it lies in {@code from} … {@code to} − 1. */
    public Slice cut(int from, int to) {
        int low = Math.max(first, from);
        int high = Math.min(end(), to);
        if (low >= high) {
            return NONE;
        }
        return high - low == length ? this : new Slice(low, high - low, array, offset + low - first);
    }

    /** Copies what lies in the range of {@code target} there: parameter {@code base} is {@code target[at]}. */
    void copyTo(double[] target, int at, int base, int count) {
        Slice part = cut(base, base + count);
        System.arraycopy(part.array, part.offset, target, at + part.first - base, part.length);
    }

    /** Adds {@code other}, which must lie within, to this view's array. */
    void add(Slice other) {
        double[] sum = array;
        double[] more = other.array;
        int at = offset + other.first - first;
        int from = other.offset;
        int count = other.length;
        for (int i = 0; i < count; i++) {
            sum[at + i] += more[from + i];
        }
    }
}
