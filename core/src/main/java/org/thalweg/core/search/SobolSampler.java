package org.thalweg.core.search;

import org.jspecify.annotations.Nullable;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.random.Draws;

/**
 * The Sobol sequence, randomly scrambled: evenly spread, and each point by itself uniform in the box.
 *
 * <p>The bits of each coordinate are multiplied by a random lower triangular matrix and shifted by a random word ("random
 * linear scramble", Matoušek, 1998, doi:10.1006/jcom.1998.0489), which keeps the sequence's nets: of the points
 * [k·2ᵐ, (k+1)·2ᵐ) exactly one lies in each of 2ᵐ equal slices of any one coordinate. Single points and pairs of points
 * are distributed as under Owen's nested scrambling, so averages over starts are unbiased, and no worse by more than a
 * constant than those of independent starts. Points are not independent of each other.
 *
 * <p>Coordinates 1 to {@value SobolDirections#DIMENSIONS} come from the sequence; further ones are drawn uniformly and
 * independently, which keeps every point uniform. Costs an exclusive or a coordinate and set bit of the index; holds 504
 * bytes a coordinate.
 */
public final class SobolSampler implements StartSampler {
    private static final long serialVersionUID = 1;

    private static final long SCRAMBLE = 1;
    private static final long PADDING = 2;

    private final long seed;
    private transient volatile @Nullable Scrambled scrambled;

    public SobolSampler(long seed) {
        this.seed = seed;
    }

    /** Direction numbers after the scramble, and the shift of each coordinate. */
    private record Scrambled(long[] directions, long[] shifts) {}

    @Override
    public String name() {
        return "sobol";
    }

    @Override
    public void sample(long index, Bounds box, double[] out) {
        UnitCube.check(index, box, out);
        int sobol = Math.min(out.length, SobolDirections.DIMENSIONS);
        Scrambled tables = tables(sobol);
        for (int j = 0; j < sobol; j++) {
            long word = tables.shifts[j];
            for (long rest = index; rest != 0; rest &= rest - 1) {
                word ^= tables.directions[j * SobolDirections.BITS + Long.numberOfTrailingZeros(rest)];
            }
            out[j] = UnitCube.in(box, j, Draws.unitFromBits(word));
        }
        Draws padding = UnitCube.draws(seed).stream(PADDING);
        for (int j = sobol; j < out.length; j++) {
            out[j] = UnitCube.in(box, j, padding.stream(j).unit(index));
        }
    }

    private Scrambled tables(int dimensions) {
        Scrambled known = scrambled;
        if (known == null || known.shifts.length < dimensions) {
            known = scramble(dimensions);
            scrambled = known;
        }
        return known;
    }

    private Scrambled scramble(int dimensions) {
        long[] directions = SobolDirections.first(dimensions);
        long[] shifts = new long[dimensions];
        long[] columns = new long[Long.SIZE];
        for (int j = 0; j < dimensions; j++) {
            Draws draws = UnitCube.draws(seed).stream(SCRAMBLE).stream(j);
            shifts[j] = draws.bits(Long.SIZE);
            for (int b = 0; b < Long.SIZE; b++) { // a bit moves itself and, at random, the less significant ones
                long bit = 1L << b;
                columns[b] = bit | draws.bits(b) & bit - 1;
            }
            for (int k = j * SobolDirections.BITS; k < (j + 1) * SobolDirections.BITS; k++) {
                long product = 0;
                for (long rest = directions[k]; rest != 0; rest &= rest - 1) {
                    product ^= columns[Long.numberOfTrailingZeros(rest)];
                }
                directions[k] = product;
            }
        }
        return new Scrambled(directions, shifts);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SobolSampler that && seed == that.seed;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(seed);
    }

    @Override
    public String toString() {
        return "SobolSampler[seed=" + seed + "]";
    }
}
