package org.thalweg.core.search;

import java.util.Arrays;

/**
 * The cell of a grid that a stationary point falls in: the key under which an archive counts it.
 *
 * <p>A number v has the grid index {@code rint(s(v) / w)}, where s is the identity on [−1, 1] and beyond it a continuous,
 * increasing, piecewise linear stand-in for the logarithm (exponent plus mantissa), so that a cell is at most
 * {@code w · max(1, |v|)} wide. The width w is an eighth of the tolerance. The index never falls as v grows, so cells
 * are ordered by value first, then by mark: of many that are equally low, those that are kept lie anywhere.
 *
 * @param value the grid index of f
 * @param mark scattered bits of all that follows, never 0; two cells of the same value and mark are nearly always one
 * @param minimum whether the point is a minimum; other stationary points live in cells of their own
 * @param degenerate whether its Hessian is singular, which makes its cells wider
 * @param point the grid indices of the coordinates; empty where points are told apart by their values alone
 */
record Cell(long value, long mark, boolean minimum, boolean degenerate, long[] point) implements Comparable<Cell> {

    /** Cells a tolerance. */
    static final int REFINEMENT = 8;

    static Cell of(StationaryPoint found, Distinctness distinctness) {
        boolean minimum = found.kind().isMinimum();
        boolean degenerate = found.flatDirections() > 0;
        long[] point = pointIndices(found, distinctness);
        return new Cell(valueIndex(found, distinctness), mark(minimum, degenerate, point), minimum, degenerate, point);
    }

    private static long mark(boolean minimum, boolean degenerate, long[] point) {
        long bits = scattered((minimum ? 1L : 0L) + (degenerate ? 2L : 0L));
        for (long index : point) {
            bits = scattered(bits ^ index);
        }
        return bits == 0 ? 1 : bits;
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

    private static long[] pointIndices(StationaryPoint found, Distinctness distinctness) {
        if (isToldByValue(found, distinctness)) {
            return new long[0];
        }
        double[] x = found.x();
        long[] indices = new long[x.length];
        for (int i = 0; i < x.length; i++) {
            indices[i] = index(x[i], distinctness.pointTolerance(found) / REFINEMENT);
        }
        return indices;
    }

    /** Plateaus always are: every start would end at a point of its own. */
    private static boolean isToldByValue(StationaryPoint found, Distinctness distinctness) {
        return switch (distinctness.by()) {
            case AUTO -> !found.isolated() || found.kind() == Kind.PLATEAU;
            case POINT -> found.kind() == Kind.PLATEAU;
            case VALUE -> true;
        };
    }

    boolean isByValue() {
        return point.length == 0;
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
        int byPlace = compare(value, mark, that.value, that.mark);
        if (byPlace != 0) {
            return byPlace;
        }
        int byKind = Boolean.compare(minimum, that.minimum);
        if (byKind != 0) {
            return byKind;
        }
        int byWidth = Boolean.compare(degenerate, that.degenerate);
        return byWidth != 0 ? byWidth : Arrays.compare(point, that.point);
    }

    /** Compares cells by value and mark. */
    static int compare(long value, long mark, long otherValue, long otherMark) {
        int byValue = Long.compare(value, otherValue);
        return byValue != 0 ? byValue : Long.compare(mark, otherMark);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Cell that
                && value == that.value
                && mark == that.mark
                && minimum == that.minimum
                && degenerate == that.degenerate
                && Arrays.equals(point, that.point);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(value * 31 + mark);
    }
}
