package org.thalweg.core.search;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * What an archive knows of one cell, or of several that are one: sums, a minimum, and the lowest point.
 *
 * <p>{@link #plus} is associative and commutative to the bit: integers are added, the first start is a minimum, and the
 * representative is the minimum in a total order.
 *
 * @param hits how many descents ended here
 * @param escapes how many times a descent was pushed off here
 * @param firstStart the lowest start index of those descents
 * @param representative the lowest of the points, ties by start index, then by coordinates
 * @param start the start index of the representative
 */
record Encounter(long hits, long escapes, long firstStart, StationaryPoint representative, long start) {

    static Encounter hit(StationaryPoint point, long start) {
        return new Encounter(1, 0, start, point, start);
    }

    static Encounter escape(StationaryPoint point, long start) {
        return new Encounter(0, 1, start, point, start);
    }

    Encounter plus(Encounter that) {
        Encounter lower = isLowerThan(that) ? this : that;
        return new Encounter(
                Math.addExact(hits, that.hits),
                Math.addExact(escapes, that.escapes),
                Math.min(firstStart, that.firstStart),
                lower.representative,
                lower.start);
    }

    private boolean isLowerThan(Encounter that) {
        return isLower(representative, start, that.representative, that.start);
    }

    /** Whether the first point precedes the second in the order (value, start index, coordinates). */
    static boolean isLower(StationaryPoint a, long startOfA, StationaryPoint b, long startOfB) {
        int byValue = Double.compare(a.value(), b.value());
        if (byValue != 0) {
            return byValue < 0;
        }
        int byStart = Long.compare(startOfA, startOfB);
        return byStart != 0 ? byStart < 0 : Arrays.compare(a.x(), b.x()) < 0;
    }

    FoundPoint found() {
        return new FoundPoint(representative, hits, escapes, start);
    }

    void write(DataOutput out) throws IOException {
        out.writeLong(hits);
        out.writeLong(escapes);
        out.writeLong(firstStart);
        out.writeLong(start);
        StationaryPointCodec.write(representative, out);
    }

    static Encounter read(DataInput in) throws IOException {
        long hits = in.readLong();
        long escapes = in.readLong();
        long firstStart = in.readLong();
        long start = in.readLong();
        return new Encounter(hits, escapes, firstStart, StationaryPointCodec.read(in), start);
    }
}
