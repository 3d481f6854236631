package org.thalweg.core.search;

import java.io.Serializable;
import java.util.List;
import org.thalweg.core.linalg.Bounds;

/**
 * Where the descents of a search start: the given points first, then the sampler's.
 *
 * @param total number of starts, at least the number of given ones
 * @param given starts handed over by the user, in order
 * @param sampler draws the others: start {@code given.size() + i} is the sampler's point i
 * @param region the finite box that the sampler draws from
 * @param seed the seed of the whole search, the sampler's included
 */
public record StartPlan(long total, List<double[]> given, StartSampler sampler, Bounds region, long seed)
        implements Serializable {

    public StartPlan {
        if (total < 1 || total < given.size()) {
            throw new IllegalArgumentException(
                    "starts (%d) must be at least 1 and at least the %d given ones".formatted(total, given.size()));
        }
        if (!region.isFinite()) {
            throw new IllegalArgumentException(
                    "region (%s) must be finite, since starts are drawn from it. Maybe give a start region?"
                            .formatted(region));
        }
        given = given.stream().map(double[]::clone).toList();
    }

    /** The starting point of the given index, a new array. */
    public double[] point(long index) {
        if (index < given.size()) {
            return given.get((int) index).clone();
        }
        double[] point = new double[region.dimension()];
        sampler.sample(index - given.size(), region, point);
        return point;
    }
}
