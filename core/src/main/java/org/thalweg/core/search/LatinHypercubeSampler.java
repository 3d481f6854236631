package org.thalweg.core.search;

import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.random.Draws;
import org.thalweg.core.random.Permutation;

/**
 * Latin hypercubes, block after block (McKay, Beckman and Conover, 1979, doi:10.2307/1268522).
 *
 * <p>Index i is position p = i mod m of block b = ⌊i / m⌋, m being {@code blockSize}. Its coordinate j lies in slice
 * π(p) of the m equal slices of the box, at a uniform place of the slice; π is a random permutation of its own for each (seed,
 * coordinate, block). So the points [b·m, (b+1)·m) meet every slice of every coordinate exactly once, blocks are independent of
 * each other, and every point by itself is uniform. With m = 1 this is uniform sampling.
 *
 * @param blockSize m, at least 1: the number of starts, where it is known
 */
public record LatinHypercubeSampler(long seed, long blockSize) implements StartSampler {
    private static final long PERMUTATION = 1;
    private static final long PLACE = 2;

    public LatinHypercubeSampler {
        if (blockSize < 1) {
            throw new IllegalArgumentException(
                    "block size (%d) must be at least 1. Maybe the number of starts?".formatted(blockSize));
        }
    }

    @Override
    public String name() {
        return "latin-hypercube";
    }

    @Override
    public void sample(long index, Bounds box, double[] out) {
        UnitCube.check(index, box, out);
        long block = index / blockSize;
        long position = index % blockSize;
        Draws root = UnitCube.draws(seed);
        for (int j = 0; j < out.length; j++) {
            Draws coordinate = root.stream(j);
            Permutation slices = new Permutation(coordinate.stream(PERMUTATION).stream(block), blockSize);
            double place = coordinate.stream(PLACE).unit(index);
            out[j] = UnitCube.in(box, j, UnitCube.fraction(slices.at(position), place, blockSize));
        }
    }
}
