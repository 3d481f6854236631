package org.thalweg.core.search;

/**
 * The share p of all starts whose descents end at one minimum, that is, the size of its basin in the start region, estimated
 * from k = {@code hits} among n = {@code descents}: p̂ = k/n, with Wilson's 95 % score interval, the p for which
 * |p̂ − p| ≤ z·√(p(1 − p)/n), z = 1.959963985.
 *
 * <p>The interval holds for starts that are drawn independently. Evenly spread ones (Sobol, Halton) do better, so it is, if
 * anything, too wide.
 *
 * <p>Source: E. B. Wilson, Probable inference, the law of succession, and statistical inference, J. Amer. Statist. Assoc. 22
 * (1927) 209–212.
 *
 * @param hits how many descents ended there, at least 0
 * @param descents how many descents ended at all, at least hits and at least 1
 */
public record BasinShare(long hits, long descents) {
    private static final double Z = 1.959963984540054;

    public BasinShare {
        if (hits < 0 || descents < 1 || hits > descents) {
            throw new IllegalArgumentException(
                    "hits (%d) must be from 0 to the number of descents (%d), of which there must be 1 or more."
                            .formatted(hits, descents));
        }
    }

    /** p̂, from 0 to 1. */
    public double estimate() {
        return (double) hits / descents;
    }

    /** The lower end of the interval, from 0 to {@link #estimate}. */
    public double low() {
        return hits == 0 ? 0 : Math.max(0, middle() - half());
    }

    /** The upper end of the interval, from {@link #estimate} to 1. */
    public double high() {
        return hits == descents ? 1 : Math.min(1, middle() + half());
    }

    private double middle() {
        double z2 = Z * Z / descents;
        return (estimate() + z2 / 2) / (1 + z2);
    }

    private double half() {
        double p = estimate();
        double z2 = Z * Z / descents;
        return Z / (1 + z2) * Math.sqrt((p * (1 - p) + z2 / 4) / descents);
    }
}
