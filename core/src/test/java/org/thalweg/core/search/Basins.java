package org.thalweg.core.search;

import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.thalweg.core.random.Draws;

/** Families of landscapes, as far as counting minima sees them: the probability of each basin. */
enum Basins {
    ONE(draws -> new double[] {1}),
    FIVE_EQUAL(draws -> powers(5, 0)),
    TWENTY_EQUAL(draws -> powers(20, 0)),
    THOUSAND_EQUAL(draws -> powers(1000, 0)),
    FIFTY_HARMONIC(draws -> powers(50, 1)),
    THOUSAND_HARMONIC(draws -> powers(1000, 1)),
    THOUSAND_SQUARED(draws -> powers(1000, 2)),
    HALVES(draws -> IntStream.range(1, 50).mapToDouble(i -> Math.scalb(1.0, -i)).toArray()),
    ONE_AND_A_HUNDREDTH(draws -> new double[] {0.99, 0.01}),
    ONE_AND_TEN_TEN_THOUSANDTHS(draws -> {
        double[] masses = new double[11];
        Arrays.fill(masses, 1e-4);
        masses[0] = 0.999;
        return masses;
    }),
    TEN_LARGE_AND_FIVE_HUNDRED_TINY(draws ->
            IntStream.range(0, 510).mapToDouble(i -> i < 10 ? 0.09 : 0.1 / 500).toArray()),
    THIRTY_BROKEN_AT_RANDOM(draws -> IntStream.range(0, 30)
            .mapToDouble(i -> -StrictMath.log(draws.unit(i)))
            .toArray()),
    THIRTY_VERY_UNEQUAL(draws -> IntStream.range(0, 30)
            .mapToDouble(i -> StrictMath.pow(draws.unit(i), 5))
            .toArray());

    private final Function<Draws, double[]> masses;

    Basins(Function<Draws, double[]> masses) {
        this.masses = masses;
    }

    /** The probability of each basin; they add up to 1. */
    double[] masses(Draws draws) {
        double[] raw = masses.apply(draws);
        double sum = Arrays.stream(raw).sum();
        return Arrays.stream(raw).map(mass -> mass / sum).toArray();
    }

    private static double[] powers(int count, double exponent) {
        return IntStream.rangeClosed(1, count)
                .mapToDouble(i -> StrictMath.pow(i, -exponent))
                .toArray();
    }
}
