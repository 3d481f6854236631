package org.thalweg.core.search;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.random.Draws;
import org.thalweg.core.random.Permutation;

/**
 * The Halton sequence with random digits: coordinate j is the mirrored index in base bⱼ, the j-th prime, each digit passed
 * through a random permutation.
 *
 * <p>Digit k of coordinate j has a permutation of its own, pure in (seed, j, k), and so have the infinitely many leading zeros
 * of the index, as far as doubles can tell them (A. B. Owen, 2017, arXiv:1706.02808). Hence each point by itself is uniform,
 * and of the points [i·bⱼᵏ, (i+1)·bⱼᵏ) exactly one lies in each of bⱼᵏ equal slices of coordinate j. The permutations
 * break the correlation of plain Halton points between large primes.
 *
 * <p>Any number of coordinates. Costs a permuted digit for each of about 53 / log₂ bⱼ digits a coordinate: some thirty
 * times a Sobol point.
 */
public final class HaltonSampler implements StartSampler {
    private static final long serialVersionUID = 1;

    /** Digits are taken while the denominator stays below this. */
    private static final long DENOMINATOR_LIMIT = 1L << 55;

    private final long seed;
    private transient volatile int @Nullable [] primes;

    public HaltonSampler(long seed) {
        this.seed = seed;
    }

    @Override
    public String name() {
        return "halton";
    }

    @Override
    public void sample(long index, Bounds box, double[] out) {
        UnitCube.check(index, box, out);
        int[] bases = bases(out.length);
        Draws root = UnitCube.draws(seed);
        for (int j = 0; j < out.length; j++) {
            out[j] = UnitCube.in(box, j, mirrored(index, bases[j], root.stream(j)));
        }
    }

    private static double mirrored(long index, int base, Draws digits) {
        long rest = index;
        long numerator = 0;
        long denominator = 1;
        for (int k = 0; denominator < DENOMINATOR_LIMIT / base; k++) {
            long digit = rest % base;
            rest /= base;
            numerator = numerator * base + new Permutation(digits.stream(k), base).at(digit);
            denominator *= base;
        }
        return UnitCube.fraction(numerator, 0.5, denominator);
    }

    private int[] bases(int dimension) {
        int[] known = primes;
        if (known == null || known.length < dimension) {
            known = firstPrimes(dimension);
            primes = known;
        }
        return known;
    }

    /** The first {@code count} primes, by Eratosthenes' sieve up to n (ln n + ln ln n), above the n-th prime for n ≥ 6. */
    static int[] firstPrimes(int count) {
        double n = Math.max(6, count);
        int limit = (int) Math.ceil(n * (StrictMath.log(n) + StrictMath.log(StrictMath.log(n))));
        BitSet composite = new BitSet(limit + 1);
        int[] primes = new int[count];
        int found = 0;
        for (int p = 2; found < count; p = composite.nextClearBit(p + 1)) {
            primes[found++] = p;
            for (long multiple = (long) p * p; multiple <= limit; multiple += p) {
                composite.set((int) multiple);
            }
        }
        return primes;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HaltonSampler that && seed == that.seed;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(seed);
    }

    @Override
    public String toString() {
        return "HaltonSampler[seed=" + seed + "]";
    }
}
