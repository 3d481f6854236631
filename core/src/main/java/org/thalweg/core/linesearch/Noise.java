package org.thalweg.core.linesearch;

/** What of a change of f may be rounding: 2⁻⁴² of the scale of f, about a thousand units in the last place. */
public final class Noise {

    static final double SHARE = 0x1p-42;

    private Noise() {}

    /** The noise of a function whose values, here and lately, are of magnitude {@code scale}. */
    public static double of(double scale) {
        return SHARE * scale;
    }

    /** Whether a change of f by {@code change} is no evidence that f changed. */
    public static boolean hides(double change, double scale) {
        return Math.abs(change) <= of(scale);
    }

    /** The scale of a function whose noise is {@code noise}. */
    static double scaleFor(double noise) {
        return noise / SHARE;
    }
}
