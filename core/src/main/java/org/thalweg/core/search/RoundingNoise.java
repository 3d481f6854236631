package org.thalweg.core.search;

import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.random.Draws;

/**
 * How much f errs by rounding near a point.
 *
 * <p>The standard deviation σ is estimated from third differences of seven values so close that nothing else shows:
 * {@code σ² = mean((Δ³f)²) / 20} (Moré and Wild 2011, doi:10.1137/100786125). It is taken at a close and at a wider spacing,
 * lest samples agree by chance; the greater counts, and at least an ulp of f. The point itself is left out: it may lie at a
 * step. Costs 14 values.
 */
final class RoundingNoise {
    private static final int SAMPLES = 7;
    private static final double[] SPACINGS = {2.3e-13, 1.7e-11};
    private static final Draws DRAWS = Draws.seeded(0);

    private RoundingNoise() {}

    static double of(Oracle oracle, Site site) {
        double noise = Math.ulp(site.value());
        for (double spacing : SPACINGS) {
            double sigma = estimate(oracle, site, spacing);
            noise = Double.isFinite(sigma) ? Math.max(noise, sigma) : noise;
        }
        return noise;
    }

    private static double estimate(Oracle oracle, Site site, double spacing) {
        double[] f = new double[SAMPLES];
        for (int sample = 0; sample < SAMPLES; sample++) {
            f[sample] = oracle.value(nudged(site, (sample + 1) * spacing, oracle.bounds()));
        }
        double sum = 0;
        for (int i = 0; i + 3 < SAMPLES; i++) {
            double third = f[i + 3] - 3 * f[i + 2] + 3 * f[i + 1] - f[i];
            sum += third * third;
        }
        return Math.sqrt(sum / (20 * (SAMPLES - 3)));
    }

    /** The site moved along a diagonal by about so many scales: inwards where it stands at a bound. */
    private static double[] nudged(Site site, double length, Bounds bounds) {
        double[] x = site.x().clone();
        for (int i = 0; i < x.length; i++) {
            double nudge = length * (1 + DRAWS.unit(i)) * Site.scale(x, i, bounds);
            boolean up = DRAWS.bits(i) < 0 ? x[i] + nudge <= bounds.upper()[i] : x[i] - nudge < bounds.lower()[i];
            x[i] = bounds.clamp(i, up ? x[i] + nudge : x[i] - nudge);
        }
        return x;
    }
}
