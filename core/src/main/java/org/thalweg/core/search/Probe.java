package org.thalweg.core.search;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Looks along paths from a site whether f falls or rises, by values alone.
 *
 * <p>A change counts where it is more than 16 times the {@link RoundingNoise}. The smallest length at which f changes
 * decides, to a factor of eight inwards and of two outwards: nearer, f cannot be told from constant; farther, other basins
 * may begin.
 */
final class Probe {
    private static final double SIGNIFICANT = 16;
    /** A change from nothing to so many times what counts, at twice the length, is a step of f. */
    private static final double JUMP = 4096;

    /** No power of two, lest it be a period of f. */
    private static final double FIRST = 0.057;

    private static final double SHORTEST = 0x1p-30;
    private static final double NEARBY = 0x1p-3;
    private static final double LONGEST = 0x1p6;

    private final Oracle oracle;
    private final Site site;
    private final double shortest;
    private final double noise;

    /**
     * @param uncertainty how far the point that is meant may be, in scales; nearer nothing is looked at
     */
    Probe(Oracle oracle, Site site, double uncertainty) {
        this.oracle = oracle;
        this.site = site;
        this.shortest = Math.max(SHORTEST, 16 * uncertainty);
        this.noise = RoundingNoise.of(oracle, site);
    }

    /** The rounding noise of f here. */
    double noise() {
        return noise;
    }

    /** A point on a path and how much higher f is there than at the site: +∞ where it is not finite. */
    private record Look(double length, double[] x, double change) {}

    /** What f does along a path, followed as far as it takes to see a change. */
    Trend along(Path path) {
        return along(path, LONGEST);
    }

    /** What f does along a path near the site. */
    Trend nearby(Path path) {
        return along(path, FIRST);
    }

    private Trend along(Path path, double longest) {
        double length = FIRST;
        Look look = look(path, length);
        while (look == null && length / 8 >= shortest) {
            length /= 8;
            look = look(path, length);
        }
        if (look == null) {
            return Trend.blocked();
        }
        return isSignificant(look) ? inwards(path, look) : outwards(path, look, longest);
    }

    /** Walks inwards to the smallest length where f changes. */
    private Trend inwards(Path path, Look first) {
        Look here = first;
        double growth = Double.NaN;
        while (here.length / 8 >= shortest) {
            Look nearer = look(path, here.length / 8);
            if (nearer == null || !isSignificant(nearer)) {
                break;
            }
            growth = growth(nearer, here);
            here = nearer;
        }
        if (Double.isNaN(growth)) {
            Look farther = look(path, 8 * here.length);
            growth = farther == null ? Double.NaN : growth(here, farther);
        }
        return decided(path, here, growth);
    }

    /** Walks outwards to the smallest length where f changes. */
    private Trend outwards(Path path, Look first, double longest) {
        Look here = first;
        while (2 * here.length <= longest) {
            Look farther = look(path, 2 * here.length);
            if (farther == null) {
                return Trend.staying(here.length, false);
            }
            if (isSignificant(farther)) {
                boolean jumps = Math.abs(farther.change) > JUMP * SIGNIFICANT * noise(farther);
                return decided(path, farther, jumps ? 1 : Double.NaN);
            }
            if (Arrays.equals(farther.x, here.x)) {
                return Trend.staying(here.length, true);
            }
            here = farther;
        }
        return Trend.staying(here.length, false);
    }

    private Trend decided(Path path, Look look, double growth) {
        if (look.change > 0) {
            return Trend.rising(look.length, growth);
        }
        Look lowest = look;
        double farthest = look.length < NEARBY ? 1 : LONGEST;
        while (2 * lowest.length <= farthest) {
            Look next = look(path, 2 * lowest.length);
            if (next == null || !(next.change < lowest.change)) {
                break;
            }
            lowest = next;
        }
        return Trend.falling(look.length, growth, lowest.x, lowest.length, site.value() + lowest.change);
    }

    /** The ratio of changes of one sense at lengths 1 : 8; NaN for others. */
    private static double growth(Look near, Look far) {
        double ratio = far.change / near.change;
        return ratio > 0 && Double.isFinite(ratio) ? ratio : Double.NaN;
    }

    /** Null where the path cannot be followed or does not leave the site. */
    private @Nullable Look look(Path path, double length) {
        double[] x = path.at(length);
        if (x == null || Arrays.equals(x, site.x())) {
            return null;
        }
        double value = oracle.value(x);
        return new Look(length, x, Double.isNaN(value) ? Double.POSITIVE_INFINITY : value - site.value());
    }

    private boolean isSignificant(Look look) {
        return Math.abs(look.change) > SIGNIFICANT * noise(look);
    }

    /** The rounding noise here or at the other end of a change, whichever is more. */
    private double noise(Look look) {
        double rounding = Math.ulp(1.0) * Math.abs(site.value() + look.change);
        return Math.max(noise, Double.isFinite(rounding) ? rounding : 0);
    }
}
