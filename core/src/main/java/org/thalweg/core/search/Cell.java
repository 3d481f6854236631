package org.thalweg.core.search;

import java.util.Arrays;

/**
 * The cell of a grid that a stationary point falls in: the key under which an archive counts it.
 *
 * <p>A number v has the grid index {@code rint(s(v) / w)}, where s is the identity on [−1, 1] and beyond it a continuous,
 * increasing, piecewise linear stand-in for the logarithm (exponent plus mantissa), so that a cell is at most
 * {@code w · max(1, |v|)} wide. The width w is an eighth of the tolerance. The index never falls as v grows, so cells
 * are ordered by value first.
 *
 * @param minimum whether the point is a minimum; other stationary points live in cells of their own
 * @param degenerate whether its Hessian is singular, which makes its cells wider
 * @param value the grid index of f
 * @param point the grid indices of the coordinates; empty where points are told apart by their values alone
 */
record Cell(boolean minimum, boolean degenerate, long value, long[] point) implements Comparable<Cell> {

    /** Cells a tolerance. */
    static final int REFINEMENT = 8;

    static Cell of(StationaryPoint found, Distinctness distinctness) {
        long value = valueIndex(found, distinctness);
        boolean degenerate = found.flatDirections() > 0;
        return new Cell(found.kind().isMinimum(), degenerate, value, pointIndices(found, distinctness));
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
        int byValue = Long.compare(value, that.value);
        if (byValue != 0) {
            return byValue;
        }
        int byKind = Boolean.compare(minimum, that.minimum);
        if (byKind != 0) {
            return byKind;
        }
        int byWidth = Boolean.compare(degenerate, that.degenerate);
        return byWidth != 0 ? byWidth : Arrays.compare(point, that.point);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Cell that
                && minimum == that.minimum
                && degenerate == that.degenerate
                && value == that.value
                && Arrays.equals(point, that.point);
    }

    @Override
    public int hashCode() {
        int flags = (minimum ? 1 : 0) + (degenerate ? 2 : 0);
        return 31 * (31 * Long.hashCode(value) + Arrays.hashCode(point)) + flags;
    }
}
