package org.thalweg.core.search;

import org.jspecify.annotations.Nullable;

/**
 * How f changes along a path, as far as it can be told from rounding.
 *
 * @param sense the sense of the change at the smallest length where it is more than rounding
 * @param length that length, in scales; the greatest looked at where nothing changes
 * @param endsAtBorder whether the path was followed to the border of the box
 * @param growth the change at eight times that length, as a multiple: 8ᵖ for one like lengthᵖ; NaN where it cannot be told
 * @param lowest where f falls, the lowest point on the way before it rises again
 * @param lowestLength how far that is
 * @param lowestValue f there
 */
record Trend(
        Sense sense,
        double length,
        boolean endsAtBorder,
        double growth,
        double @Nullable [] lowest,
        double lowestLength,
        double lowestValue) {

    /** What f does. */
    enum Sense {
        FALLS,
        RISES,
        /** Nothing that rounding could not do. */
        STAYS,
        /** The path leaves the box at once, or cannot be followed. */
        BLOCKED
    }

    static Trend rising(double length, double growth) {
        return new Trend(Sense.RISES, length, false, growth, null, 0, Double.NaN);
    }

    static Trend staying(double length, boolean endsAtBorder) {
        return new Trend(Sense.STAYS, length, endsAtBorder, Double.NaN, null, 0, Double.NaN);
    }

    static Trend blocked() {
        return new Trend(Sense.BLOCKED, 0, false, Double.NaN, null, 0, Double.NaN);
    }

    static Trend falling(double length, double growth, double[] lowest, double lowestLength, double lowestValue) {
        return new Trend(Sense.FALLS, length, false, growth, lowest, lowestLength, lowestValue);
    }

    /** Whether f changes in proportion to the length, as beside a kink, or jumps. */
    boolean isSteep() {
        return growth < 16;
    }

    boolean falls() {
        return sense == Sense.FALLS;
    }

    boolean rises() {
        return sense == Sense.RISES;
    }

    boolean stays() {
        return sense == Sense.STAYS;
    }
}
