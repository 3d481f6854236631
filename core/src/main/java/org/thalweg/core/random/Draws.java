package org.thalweg.core.random;

import java.io.Serializable;

/**
 * Random numbers as a pure function of (key, index): draw 17 is the same whether or not draws 0 to 16 were taken.
 *
 * <p>Draw i is {@code outer(key ⊕ inner(i))}, where inner and outer are two different bijections of 64-bit words with full
 * avalanche: inner is SplitMix64's step (Steele, Lea and Flood, 2014, doi:10.1145/2660193.2660195), outer the finalizer
 * "moremur" (P. Evensen, 2019). So the 2⁶⁴ draws of one key are all different, and two keys share no pattern. Streams nest:
 * {@code Draws.seeded(seed).stream(chain).stream(hop)} names independent draws for every (seed, chain, hop).
 *
 * @param key names the stream; made by {@link #seeded} and {@link #stream}, not to be chosen by hand
 */
public record Draws(long key) implements Serializable {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private static final long STREAM = 0xD1B54A32D192ED03L;
    private static final double ULP = 0x1p-52;

    /** The root stream of a seed; every signed 64-bit integer is a good seed. */
    public static Draws seeded(long seed) {
        return new Draws(outer(inner(seed)));
    }

    /** The stream that {@code name} names below this one. */
    public Draws stream(long name) {
        return new Draws(outer(key + STREAM ^ inner(name ^ STREAM)));
    }

    /** 64 uniform bits. */
    public long bits(long index) {
        return outer(key ^ inner(index));
    }

    /** A uniform number in the open interval (0, 1). */
    public double unit(long index) {
        return unitFromBits(bits(index));
    }

    /** A uniform integer in [0, bound), {@code bound} above 0; its bias is below bound / 2⁶⁴. */
    public long below(long bound, long index) {
        long word = bits(index);
        return Math.multiplyHigh(word, bound) + (word < 0 ? bound : 0); // the high half of the unsigned product
    }

    /**
     * The top 52 bits of a word as a number in the open interval (0, 1): {@code (k + ½)·2⁻⁵²}, exact, and as often below ½
     * as above.
     */
    public static double unitFromBits(long bits) {
        return ((bits >>> 12) + 0.5) * ULP;
    }

    private static long inner(long index) {
        long z = index * GOLDEN + GOLDEN;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }

    private static long outer(long word) {
        long z = word;
        z = (z ^ z >>> 27) * 0x3C79AC492BA7B653L;
        z = (z ^ z >>> 33) * 0x1C69B3F74AC4AE35L;
        return z ^ z >>> 27;
    }
}
