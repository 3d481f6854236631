package org.thalweg.core.search;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.linalg.Vectors;
import org.thalweg.core.random.Draws;

/**
 * Looks along paths from a site whether f falls or rises, by values alone, at lengths in powers of eight.
 *
 * <p>A change counts where it is more than 16 times the rounding noise. The noise σ of f is estimated from third differences
 * of seven values so close that nothing else shows: {@code σ² = mean(Δ³f)² / 20} (Moré and Wild 2011,
 * doi:10.1137/100786125), and at least an ulp of f. The smallest length at which f changes decides: nearer, f cannot be told
 * from constant; farther, other basins may begin.
 */
final class Probe {
    private static final double SIGNIFICANT = 16;
    private static final double FIRST = 0x1p-7;
    private static final double SHORTEST = 0x1p-30;
    private static final double LONGEST = 0x1p6;
    private static final int SAMPLES = 7;
    private static final double[] SPACINGS = {2.3e-13, 1.7e-11};

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
        this.noise = measureNoise(oracle, site);
    }

    /** The greater of the estimates with close and with wider spacing, lest samples agree by chance. */
    private static double measureNoise(Oracle oracle, Site site) {
        double noise = Math.ulp(site.value());
        for (double spacing : SPACINGS) {
            double sigma = noise(oracle, site, spacing);
            noise = Double.isFinite(sigma) ? Math.max(noise, sigma) : noise;
        }
        return noise;
    }

    private static double noise(Oracle oracle, Site site, double spacing) {
        Bounds bounds = oracle.bounds();
        Draws signs = Draws.seeded(0);
        double[] f = new double[SAMPLES];
        f[0] = site.value();
        for (int sample = 1; sample < SAMPLES; sample++) {
            double[] x = site.x().clone();
            for (int i = 0; i < x.length; i++) {
                double nudge = sample * spacing * (1 + signs.unit(i)) * Site.scale(x, i, bounds);
                boolean up = signs.bits(i) < 0 ? x[i] + nudge <= bounds.upper()[i] : x[i] - nudge < bounds.lower()[i];
                x[i] = bounds.clamp(i, up ? x[i] + nudge : x[i] - nudge);
            }
            f[sample] = oracle.value(x);
        }
        double sum = 0;
        for (int i = 0; i + 3 < SAMPLES; i++) {
            double third = f[i + 3] - 3 * f[i + 2] + 3 * f[i + 1] - f[i];
            sum += third * third;
        }
        return Math.sqrt(sum / (20 * (SAMPLES - 3)));
    }

    /** The rounding noise of f here. */
    double noise() {
        return noise;
    }

    /** What f does along a path. */
    Trend along(Path path) {
        double length = FIRST;
        Double change = change(path, length);
        while (change == null && length / 8 >= shortest) {
            length /= 8;
            change = change(path, length);
        }
        if (change == null) {
            return Trend.blocked();
        }
        return isSignificant(change) ? shorter(path, length, change) : longer(path, length);
    }

    /** Walks inwards to the smallest length where f changes. */
    private Trend shorter(Path path, double length, double change) {
        double growth = Double.NaN;
        double at = length;
        double here = change;
        while (at / 8 >= shortest) {
            Double nearer = change(path, at / 8);
            if (nearer == null || !isSignificant(nearer)) {
                break;
            }
            growth = growth(nearer, here);
            at /= 8;
            here = nearer;
        }
        if (Double.isNaN(growth)) {
            Double farther = change(path, 8 * at);
            growth = farther == null ? Double.NaN : growth(here, farther);
        }
        return decided(path, at, here, growth);
    }

    /** Walks outwards to the smallest length where f changes. */
    private Trend longer(Path path, double length) {
        double at = length;
        double[] last = path.at(at);
        while (8 * at <= LONGEST) {
            Double change = change(path, 8 * at);
            if (change == null) {
                return Trend.staying(at, false);
            }
            at *= 8;
            if (isSignificant(change)) {
                return decided(path, at, change, Double.NaN);
            }
            double[] here = path.at(at);
            if (Arrays.equals(here, last)) {
                return Trend.staying(at, true);
            }
            last = here;
        }
        return Trend.staying(at, false);
    }

    private Trend decided(Path path, double length, double change, double growth) {
        if (change > 0) {
            return Trend.rising(length, growth);
        }
        double best = change;
        double at = length;
        double farthest = length < 0.1 ? 1 : LONGEST;
        while (2 * at <= farthest) {
            Double next = change(path, 2 * at);
            if (next == null || !(next < best)) {
                break;
            }
            best = next;
            at *= 2;
        }
        double[] lowest = path.at(at);
        return lowest == null ? Trend.blocked() : Trend.falling(length, growth, lowest, at, site.value() + best);
    }

    private static double growth(double near, double far) {
        double ratio = far / near;
        return ratio > 0 && Double.isFinite(ratio) ? ratio : Double.NaN;
    }

    /** f at the path's point minus f at the site: +∞ where f is not finite; null where the path cannot be followed. */
    private @Nullable Double change(Path path, double length) {
        double[] x = path.at(length);
        if (x == null || Vectors.maxDistance(x, site.x()) == 0) {
            return null;
        }
        double value = oracle.value(x);
        return Double.isNaN(value) ? Double.POSITIVE_INFINITY : value - site.value();
    }

    private boolean isSignificant(double change) {
        double rounding = Math.ulp(1.0) * Math.abs(site.value() + change);
        return Math.abs(change) > SIGNIFICANT * Math.max(noise, Double.isFinite(rounding) ? rounding : 0);
    }
}
