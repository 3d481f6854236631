package org.thalweg.core.search;

import org.jspecify.annotations.Nullable;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.linalg.Vectors;

/**
 * Whether f really bends along an eigenvector as its eigenvalue says, where that can be seen.
 *
 * <p>At a root of higher order that was met only nearly, λ is a remnant: a little farther the slope of f is not λ·h. At a
 * step of f, or with a gradient that is not the gradient, the values do not follow λ·h²/2.
 */
final class CurvatureCheck {

    /** What was seen. */
    enum Finding {
        /** Slopes follow λ·h within a factor of two, and no value contradicts λ·h²/2. */
        CONFIRMED,
        /** Slopes or values change, but not as λ says. */
        DOUBTED,
        /** Values contradict the slopes: derivatives do not tell here. */
        CONTRADICTED
    }

    /** Changes of f that the step is chosen for, in units of the noise. */
    private static final double VISIBLE = 1e4;

    private static final double SIGNIFICANT = 16;
    private static final double LONGEST = 0x1p-7;
    private static final double SHORTEST = 0x1p-20;

    private final Oracle oracle;
    private final Site site;
    private final double uncertainty;

    CurvatureCheck(Oracle oracle, Site site, double uncertainty) {
        this.oracle = oracle;
        this.site = site;
        this.uncertainty = uncertainty;
    }

    /** Looks along the direction in both senses, at one length and, if need be, at a sixteenth. */
    Finding test(double[] direction, double eigenvalue) {
        Bounds bounds = oracle.bounds();
        double reach = site.reach(direction, bounds);
        double noise = 4 * Math.ulp(1.0) * Math.abs(site.value());
        double visible = Math.sqrt(2 * VISIBLE * noise / Math.abs(eigenvalue)) / reach;
        double shortest = Math.max(SHORTEST, 16 * uncertainty);
        double length = Math.max(shortest, Math.min(LONGEST, visible));
        Finding finding = Finding.CONFIRMED;
        for (int attempt = 0; attempt < 2; attempt++) {
            finding = look(direction, eigenvalue, Math.max(length, shortest), reach);
            if (finding == Finding.CONFIRMED) {
                return finding;
            }
            length /= 16;
        }
        return finding;
    }

    private Finding look(double[] direction, double eigenvalue, double length, double reach) {
        Path path = Path.straight(site, direction, oracle.bounds());
        Finding up = side(path.at(length), direction, length * reach, eigenvalue);
        Finding down = side(path.at(-length), direction, -length * reach, eigenvalue);
        return up.compareTo(down) > 0 ? up : down;
    }

    private Finding side(double @Nullable [] x, double[] direction, double h, double eigenvalue) {
        if (x == null) {
            return Finding.CONFIRMED; // outside the box nothing contradicts
        }
        Site there = Site.at(oracle, x);
        if (!there.isFinite()) {
            return Finding.DOUBTED;
        }
        double start = Vectors.dot(site.gradient(), direction);
        double slope = (Vectors.dot(there.gradient(), direction) - start) / h;
        double change = there.value() - site.value() - start * h;
        double noise = SIGNIFICANT * Math.ulp(1.0) * Math.max(Math.abs(site.value()), Math.abs(there.value()));
        double expected = eigenvalue * h * h / 2;
        double followed = (Vectors.dot(there.gradient(), direction) - start) * h / 2;
        double contradiction = Math.abs(change - followed) - Math.abs(followed);
        if (contradiction > noise && contradiction > SIGNIFICANT * RoundingNoise.of(oracle, site)) {
            return Finding.CONTRADICTED;
        }
        boolean bends = slope / eigenvalue > 0.5 && slope / eigenvalue < 2;
        boolean visible = change / expected > 0.25 && change / expected < 4 || Math.abs(change - expected) <= noise;
        return bends && visible ? Finding.CONFIRMED : Finding.DOUBTED;
    }
}
