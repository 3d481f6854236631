package org.thalweg.core.search;

import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.random.Draws;

/** The way from the unit cube, where sequences live, to the box that starts are drawn from. */
final class UnitCube {
    private static final long STARTS = 0x737461727473L; // "starts": apart from all other uses of the same seed
    private static final double BELOW_ONE = Math.nextDown(1.0);

    private UnitCube() {}

    /**
     * The point of coordinate {@code j} a fraction {@code t} of the way from the lower bound to the upper one.
     *
     * <p>Increasing in t, never outside the box, and finite for any finite box, even one wider than the largest double.
     */
    static double in(Bounds box, int j, double t) {
        double lower = box.lower()[j];
        double upper = box.upper()[j];
        double width = upper - lower;
        double x = width <= Double.MAX_VALUE ? lower + t * width : (1 - t) * lower + t * upper;
        return box.clamp(j, x);
    }

    /** The draws that samplers take of a seed. */
    static Draws draws(long seed) {
        return Draws.seeded(seed).stream(STARTS);
    }

    /** {@code (slice + place) / slices} for a slice in [0, slices) and a place in (0, 1), below 1 whatever the rounding. */
    static double fraction(long slice, double place, long slices) {
        return Math.min((slice + place) / slices, BELOW_ONE);
    }

    /** Checks what a sampler is asked for. */
    static void check(long index, Bounds box, double[] out) {
        if (index < 0) {
            throw new IllegalArgumentException("start index (%d) must not be negative".formatted(index));
        }
        if (out.length != box.dimension()) {
            throw new IllegalArgumentException("a point of %d coordinates cannot be drawn from a box of dimension %d"
                    .formatted(out.length, box.dimension()));
        }
        if (!box.isFinite()) {
            throw new IllegalArgumentException(
                    "box (%s) must be finite, since starts are drawn from it. Maybe give a start region?"
                            .formatted(box));
        }
    }
}
