package org.thalweg.core.search;

/**
 * How starts are cut into waves: of a fixed size at first, and each about an eighth of all before it from the sixteenth on, so that however
 * many work on a long search, its waves keep them busy, and it looks seldom.
 *
 * <p>Wave k begins at b₀ = 0, bₖ₊₁ = bₖ + w · max(1, ⌊bₖ / (8w)⌋). A search that could end is found out at most an eighth later. The cut
 * depends on nothing but w.
 *
 * @param first w, the size of the first waves
 */
record Waves(long first) {
    private static final long SHARE = 8;

    /** A wave. */
    private record Wave(long index, long from, long to) {}

    /** The first start of the wave that a start is in. */
    long begin(long start) {
        return of(start).from();
    }

    /** The start after the last of the wave that a start is in. */
    long end(long start) {
        return of(start).to();
    }

    /** The wave that a start is in, from 0. */
    long index(long start) {
        return of(start).index();
    }

    /** Whether so many starts are whole waves. */
    boolean areWhole(long starts) {
        return starts == 0 || end(starts - 1) == starts;
    }

    private Wave of(long start) {
        long index = 0;
        long from = 0;
        long to = first;
        while (to <= start) {
            index++;
            from = to;
            long size = first * Math.max(1, from / first / SHARE);
            to = size > Long.MAX_VALUE - from ? Long.MAX_VALUE : from + size;
            if (to == Long.MAX_VALUE) {
                break;
            }
        }
        return new Wave(index, from, to);
    }
}
