package org.thalweg.core.search;

import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.random.Draws;

/** Independent uniform points: draw {@code index} of the stream that (seed, coordinate) names. */
public record UniformSampler(long seed) implements StartSampler {

    @Override
    public String name() {
        return "uniform";
    }

    @Override
    public void sample(long index, Bounds box, double[] out) {
        UnitCube.check(index, box, out);
        Draws root = UnitCube.draws(seed);
        for (int j = 0; j < out.length; j++) {
            out[j] = UnitCube.in(box, j, root.stream(j).unit(index));
        }
    }
}
