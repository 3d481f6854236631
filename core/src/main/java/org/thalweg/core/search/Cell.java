package org.thalweg.core.search;

/**
 * The cell of a grid that a stationary point falls in: the key under which an archive counts it.
 *
 * <p>A number v has the grid index {@code rint(s(v) / w)}, where s is the identity on [−1, 1] and beyond it a continuous,
 * increasing, piecewise linear stand-in for the logarithm (exponent plus mantissa), so that a cell is at most
 * {@code w · max(1, |v|)} wide. The width w is an eighth of the tolerance. The index never falls as v grows, so cells
 * are ordered by value first, then by mark: of many that are equally low, those that are kept lie anywhere.
 *
 * @param value the grid index of f
 * @param mark what else there is to tell cells apart: three bits say whether the point is a minimum (other stationary points live in
 *     cells of their own), whether its Hessian is singular (which makes its cells wider), and whether it is told from others by its
 *     value alone; one is set in all, so that no mark is 0; and 60 are scattered bits of the grid indices of the coordinates. Two
 *     cells of 10⁵ with one value agree in these with a probability of 4·10⁻⁹, and then are one.
 */
record Cell(long value, long mark) implements Comparable<Cell> {

    /** Cells a tolerance. */
    static final int REFINEMENT = 8;

    private static final long ANY = 1;
    private static final long MINIMUM = 2;
    private static final long DEGENERATE = 4;
    private static final long BY_VALUE = 8;
    private static final long KINDS = ANY | MINIMUM | DEGENERATE | BY_VALUE;

    static Cell of(StationaryPoint found, Distinctness distinctness) {
        return new Cell(valueIndex(found, distinctness), mark(found, distinctness));
    }

    private static long mark(StationaryPoint found, Distinctness distinctness) {
        long kind = ANY | (found.kind().isMinimum() ? MINIMUM : 0) | (found.flatDirections() > 0 ? DEGENERATE : 0);
        if (isToldByValue(found, distinctness)) {
            return kind | BY_VALUE;
        }
        double width = distinctness.pointTolerance(found) / REFINEMENT;
        long bits = scattered(kind);
        for (double coordinate : found.x()) {
            bits = scattered(bits ^ index(coordinate, width));
        }
        return (bits & ~KINDS) | kind;
    }

    /** The finalizer of SplitMix64 (Steele, Lea and Flood 2014): a bijection in which each bit depends on every other. */
    private static long scattered(long bits) {
        long z = bits + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    /** The grid index of a point's value. */
    static long valueIndex(StationaryPoint found, Distinctness distinctness) {
        return index(found.value(), distinctness.valueTolerance() / REFINEMENT);
    }

    /** Plateaus always are: every start would end at a point of its own. */
    private static boolean isToldByValue(StationaryPoint found, Distinctness distinctness) {
        return switch (distinctness.by()) {
            case AUTO -> !found.isolated() || found.kind() == Kind.PLATEAU;
            case POINT -> found.kind() == Kind.PLATEAU;
            case VALUE -> true;
        };
    }

    boolean isMinimum() {
        return (mark & MINIMUM) != 0;
    }

    boolean isByValue() {
        return (mark & BY_VALUE) != 0;
    }

    /** The grid index of a finite number. */
    static long index(double v, double width) {
        double magnitude = Math.abs(v);
        if (magnitude > 1) {
            int exponent = Math.getExponent(magnitude);
            magnitude = exponent + Math.scalb(magnitude, -exponent);
        }
        return (long) Math.rint(Math.copySign(magnitude, v) / width);
    }

    @Override
    public int compareTo(Cell that) {
        return compare(value, mark, that.value, that.mark);
    }

    /** Compares cells by value and mark. */
    static int compare(long value, long mark, long otherValue, long otherMark) {
        int byValue = Long.compare(value, otherValue);
        return byValue != 0 ? byValue : Long.compare(mark, otherMark);
    }
}
