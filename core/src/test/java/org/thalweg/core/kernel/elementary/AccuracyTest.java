package org.thalweg.core.kernel.elementary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/** Every function against 60 digits, over all of its domain: the bounds are those of the Javadoc of {@link Elementary}. */
final class AccuracyTest {
    private static final long SEED = Long.getLong("thalweg.test.seed", 20260117);

    /** How many times more arguments there are than in an ordinary build. */
    private static final int FACTOR = Integer.getInteger("thalweg.test.arguments", 1);

    private static final int MANY = 2000 * FACTOR;

    private final Samples samples = new Samples(SEED, FACTOR);

    @Test
    void exponentials_stay_within_their_bounds() {
        check("exp", Elementary::exp, Exact::exp, 0.95, exponents(), samples.between(-746, 710, MANY));
        check("expm1", Elementary::expm1, Exact::expm1, 0.95, exponents(), samples.between(-2, 2, MANY), kneesOfExp());
        check("sigmoid", Elementary::sigmoid, Exact::sigmoid, 1.6, exponents(), samples.between(-8, 8, MANY));
        check("softplus", Elementary::softplus, Exact::softplus, 2.3, exponents(), samples.between(-4, 4, MANY));
    }

    @Test
    void logarithms_stay_within_their_bounds() {
        DoubleStream around1 = DoubleStream.concat(Samples.around(1), samples.between(0.25, 4, MANY));
        check("log", Elementary::log, Exact::log, 1, positive(), around1);
        around1 = DoubleStream.concat(Samples.around(1), samples.between(0.25, 4, MANY));
        check("log2", Elementary::log2, Exact::log2, 0.8, positive(), around1);
        around1 = DoubleStream.concat(Samples.around(1), samples.between(0.25, 4, MANY));
        check("log10", Elementary::log10, Exact::log10, 0.75, positive(), around1);
        check(
                "log1p",
                Elementary::log1p,
                Exact::log1p,
                1,
                samples.everyBinade().filter(x -> x > -1),
                Samples.around(-1).filter(x -> x > -1),
                samples.between(-0.5, 1, MANY));
    }

    @Test
    void
            trigonometric_functions_stay_within_their_bounds_even_for_huge_arguments_and_close_to_multiples_of_a_right_angle() {
        check("sin", Elementary::sin, Exact::sin, 0.9, angles());
        check("cos", Elementary::cos, Exact::cos, 0.95, angles());
        check("tan", Elementary::tan, Exact::tan, 1, angles());
    }

    @Test
    void inverse_trigonometric_functions_stay_within_their_bounds() {
        check("asin", Elementary::asin, Exact::asin, 0.75, unit(), samples.between(-1, 1, MANY), Samples.around(0.5));
        check("acos", Elementary::acos, Exact::acos, 0.75, unit(), samples.between(-1, 1, MANY), Samples.around(0.5));
        check("atan", Elementary::atan, Exact::atan, 0.85, samples.everyBinade(), samples.between(-3, 3, MANY));
    }

    @Test
    void hyperbolic_functions_stay_within_their_bounds() {
        check("sinh", Elementary::sinh, Exact::sinh, 0.85, exponents(), samples.between(-3, 3, MANY));
        check("cosh", Elementary::cosh, Exact::cosh, 0.85, exponents(), samples.between(-3, 3, MANY));
        check(
                "tanh",
                Elementary::tanh,
                Exact::tanh,
                0.8,
                exponents(),
                samples.between(-2, 2, MANY),
                samples.between(18, 20, MANY));
    }

    @Test
    void the_cube_root_and_the_error_function_stay_within_their_bounds() {
        check("cbrt", Elementary::cbrt, Exact::cbrt, 0.55, samples.everyBinade(), samples.between(1, 8, MANY));
        DoubleStream moderate = samples.everyBinade().filter(x -> Math.abs(x) < 7);
        check("erf", Elementary::erf, Exact::erf, 1.2, moderate, samples.between(0.75, 1.25, MANY), Samples.around(1));
    }

    @Test
    void powers_stay_within_their_bound() {
        SplittableRandom random = new SplittableRandom(SEED);
        Worst worst = new Worst("pow", 0.9);
        for (int i = 0; i < 2 * MANY; i++) {
            double x = positiveNumber(random);
            double logarithm = StrictMath.log(x);
            double y = random.nextDouble(-745, 709.7) / logarithm;
            double near = 1.414 + random.nextDouble(-0.01, 0.01);
            double large = random.nextDouble(-745, 709.7) / StrictMath.log(near);
            worst.add(x, y, Elementary::pow, Exact.pow(Real.of(x), Real.of(y)));
            worst.add(near, large, Elementary::pow, Exact.pow(Real.of(near), Real.of(large)));
        }
        worst.check();
    }

    @Test
    void angles_and_lengths_of_vectors_stay_within_their_bounds() {
        SplittableRandom random = new SplittableRandom(SEED);
        Worst atan2 = new Worst("atan2", 1);
        Worst hypot = new Worst("hypot", 1);
        for (int i = 0; i < MANY; i++) {
            double x = random.nextBoolean() ? positiveNumber(random) : -positiveNumber(random);
            double ratio = Math.scalb(1 + random.nextDouble(), random.nextInt(-4, 3));
            double y = Math.abs(x) < 0x1p1000 ? x * ratio : x / 8 * ratio;
            double other = random.nextBoolean() ? positiveNumber(random) : -positiveNumber(random);
            if (y != 0) { // the exact numbers have no negative zero; SpecialValuesTest has
                atan2.add(y, x, Elementary::atan2, Exact.atan2(Real.of(y), Real.of(x)));
            }
            atan2.add(other, x, Elementary::atan2, Exact.atan2(Real.of(other), Real.of(x)));
            hypot.add(x, y, Elementary::hypot, Exact.hypot(Real.of(x), Real.of(y)));
            hypot.add(x, other, Elementary::hypot, Exact.hypot(Real.of(x), Real.of(other)));
        }
        atan2.check();
        hypot.check();
    }

    private DoubleStream angles() {
        DoubleStream close = DoubleStream.concat(Samples.closeToMultiplesOfHalfPi(), samples.between(-4, 4, MANY));
        DoubleStream limits = DoubleStream.concat(Samples.around(0x1p20), samples.between(-0x1p20, 0x1p20, MANY));
        return DoubleStream.concat(samples.everyBinade(), DoubleStream.concat(close, limits));
    }

    /** Arguments from every binade for which e to that power is not far outside the doubles. */
    private DoubleStream exponents() {
        return DoubleStream.concat(
                samples.everyBinade().filter(x -> Math.abs(x) < 709),
                DoubleStream.concat(samples.between(-745, -700, MANY / 4), samples.between(655, 709.7, MANY / 4)));
    }

    /** Where e<sup>x</sup> − 1 is about ±½: half a power of two from the next piece. */
    private DoubleStream kneesOfExp() {
        return DoubleStream.concat(samples.between(0.34, 0.36, MANY), samples.between(36, 40, MANY));
    }

    private DoubleStream positive() {
        return samples.everyBinade().filter(x -> x > 0);
    }

    private DoubleStream unit() {
        return samples.everyBinade().filter(x -> Math.abs(x) <= 1);
    }

    private static double positiveNumber(SplittableRandom random) {
        return Math.max(Double.MIN_VALUE, Math.scalb(1 + random.nextDouble(), random.nextInt(-1074, 1023)));
    }

    private static void check(
            String name,
            DoubleUnaryOperator function,
            UnaryOperator<Real> exact,
            double bound,
            DoubleStream... arguments) {
        Worst worst = new Worst(name, bound);
        for (DoubleStream stream : arguments) {
            stream.filter(x -> x != 0)
                    .forEach(x -> worst.add(x, 0, (u, v) -> function.applyAsDouble(u), exact.apply(Real.of(x))));
        }
        worst.check();
    }

    /** The largest error of a function seen so far, in units of the last place. */
    private static final class Worst {
        private final String name;
        private final double bound;
        private int count;
        private double error;
        private double x;
        private double y;

        Worst(String name, double bound) {
            this.name = name;
            this.bound = bound;
        }

        void add(double x, double y, DoubleBinaryOperator function, Real exact) {
            count++;
            double error = exact.errorOf(function.applyAsDouble(x, y));
            if (!(error <= this.error)) {
                this.error = error;
                this.x = x;
                this.y = y;
            }
        }

        void check() {
            System.out.printf(
                    Locale.ROOT,
                    "%-8s %6d arguments, seed %d: at most %.3f ulp (bound %.2f), at %a, %a%n",
                    name,
                    count,
                    SEED,
                    error,
                    bound,
                    x,
                    y);
            assertThat(error)
                    .as("error of %s(%s, %s) in units of the last place, seed %d", name, x, y, SEED)
                    .isLessThanOrEqualTo(bound);
            assertThat(count).isGreaterThan(1000);
        }
    }
}
