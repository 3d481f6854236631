package org.thalweg.core.search;

import java.util.Map;
import java.util.TreeMap;
import org.thalweg.core.kernel.elementary.Elementary;

/**
 * The probability that the next descent ends at a minimum not seen yet, by Pitman and Yor's model of species.
 *
 * <p>The model has a discount d in [0, 1) and a strength θ &gt; −d. After n descents that ended at k distinct minima, n₁, …, n_k
 * times each, the next one ends at a new minimum with probability (θ + kd) / (θ + n), and the hits themselves have probability
 *
 * <pre>Π_{i=1}^{k−1} (θ + id) / (θ + 1)_{n−1} · Π_j (1 − d)_{n_j − 1}</pre>
 *
 * with rising factorials (x)_m (J. Pitman, 1995, doi:10.1007/BF01213386, equation 16). The estimate is the mean of (θ + kd) / (θ + n)
 * over d and θ given the hits, where beforehand d is uniform in [0, 1) and s = θ + d has the density 1/(1 + s)²: as likely
 * above 1 as below. The mean, and not its value at the most likely parameters, since those claim certainty after a single
 * minimum was seen twice. The integral is a sum over a fixed grid of {@value #DISCOUNTS} · {@value #STRENGTHS} points, so
 * the bits are the same everywhere.
 *
 * <p>It holds as far as hits are exchangeable, as for starts drawn independently; it is an estimate, not a bound: how far it
 * is off for known basins is measured in {@code core/docs/unseen-minima.md}. Cost: grid × distinct numbers of hits.
 */
final class PitmanYor {
    private static final int DISCOUNTS = 24;
    private static final int STRENGTHS = 48;

    /** s runs from 1e-3 to 1e4 in equal ratios. */
    private static final double LOG_LEAST = -6.907755278982137;

    private static final double LOG_RATIO = 16.11809565095832 / (STRENGTHS - 1);

    private final TreeMap<Long, Long> minimaByHits = new TreeMap<>();
    private long n;
    private long k;

    private PitmanYor(Iterable<Long> hits) {
        for (long count : hits) {
            if (count < 1) {
                throw new IllegalArgumentException("hits (%d) of a minimum must be at least 1".formatted(count));
            }
            minimaByHits.merge(count, 1L, Long::sum);
            n = Math.addExact(n, count);
            k++;
        }
    }

    /**
     * The probability that the next descent which ends at a minimum ends at a new one; 1 where none has been seen.
     *
     * @param hits how many descents ended at each distinct minimum, in any order
     */
    static double probabilityOfNew(Iterable<Long> hits) {
        return new PitmanYor(hits).mean();
    }

    private double mean() {
        if (n == 0) {
            return 1;
        }
        double[] logWeights = new double[DISCOUNTS * STRENGTHS];
        double[] probabilities = new double[DISCOUNTS * STRENGTHS];
        double largest = Double.NEGATIVE_INFINITY;
        for (int row = 0; row < DISCOUNTS; row++) {
            double d = (row + 0.5) / DISCOUNTS;
            double ofHits = ofHits(d);
            for (int column = 0; column < STRENGTHS; column++) {
                double logS = LOG_LEAST + column * LOG_RATIO;
                double theta = Elementary.exp(logS) - d;
                double logPrior = logS - 2 * Elementary.softplus(logS);
                int i = row * STRENGTHS + column;
                logWeights[i] = logPrior + ofStrength(theta, d) + ofHits;
                probabilities[i] = (theta + k * d) / (theta + n);
                largest = Math.max(largest, logWeights[i]);
            }
        }
        double sum = 0;
        double weight = 0;
        for (int i = 0; i < logWeights.length; i++) {
            double w = Elementary.exp(logWeights[i] - largest);
            sum += w * probabilities[i];
            weight += w;
        }
        return sum / weight;
    }

    /** ln of Π (θ + id) / (θ + 1)_{n−1}. */
    private double ofStrength(double theta, double d) {
        return (k - 1) * Elementary.log(d)
                + LogGamma.of(theta / d + k)
                - LogGamma.of(theta / d + 1)
                - LogGamma.of(theta + n)
                + LogGamma.of(theta + 1);
    }

    /** ln of Π_j (1 − d)_{n_j − 1}. */
    private double ofHits(double d) {
        double sum = 0;
        double base = LogGamma.of(1 - d);
        for (Map.Entry<Long, Long> entry : minimaByHits.entrySet()) {
            sum += entry.getValue() * (LogGamma.of(entry.getKey() - d) - base);
        }
        return sum;
    }
}
