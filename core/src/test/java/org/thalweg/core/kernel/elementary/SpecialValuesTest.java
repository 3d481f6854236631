package org.thalweg.core.kernel.elementary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** Zeros of both signs, infinities, NaN, the ends of the range, and arguments with an exact result. */
final class SpecialValuesTest {
    private static final double INFINITY = Double.POSITIVE_INFINITY;
    private static final double[] EXTREMES = {
        0.0,
        Double.MIN_VALUE,
        Double.MIN_NORMAL,
        0x1p-54,
        0.5,
        1,
        1.5,
        2,
        3,
        708,
        709,
        709.9,
        711,
        746,
        0x1p20,
        0x1p52,
        0x1p53,
        0x1p53 + 2,
        Double.MAX_VALUE,
        INFINITY,
        Double.NaN
    };

    @Test
    void functions_treat_zeros_infinities_and_the_ends_of_the_range_as_the_platform_does() {
        same("exp", Elementary::exp, StrictMath::exp);
        same("expm1", Elementary::expm1, StrictMath::expm1);
        same("log", Elementary::log, StrictMath::log);
        same("log1p", Elementary::log1p, StrictMath::log1p);
        same("log10", Elementary::log10, StrictMath::log10);
        same("sin", Elementary::sin, StrictMath::sin);
        same("cos", Elementary::cos, StrictMath::cos);
        same("tan", Elementary::tan, StrictMath::tan);
        same("asin", Elementary::asin, StrictMath::asin);
        same("acos", Elementary::acos, StrictMath::acos);
        same("atan", Elementary::atan, StrictMath::atan);
        same("sinh", Elementary::sinh, StrictMath::sinh);
        same("cosh", Elementary::cosh, StrictMath::cosh);
        same("tanh", Elementary::tanh, StrictMath::tanh);
        same("cbrt", Elementary::cbrt, StrictMath::cbrt);
        same("pow", Elementary::pow, StrictMath::pow);
        same("atan2", Elementary::atan2, StrictMath::atan2);
        same("hypot", Elementary::hypot, StrictMath::hypot);
    }

    @Test
    void functions_that_the_platform_lacks_have_their_limits() {
        assertThat(Elementary.log2(0)).isEqualTo(-INFINITY);
        assertThat(Elementary.log2(INFINITY)).isEqualTo(INFINITY);
        assertThat(Elementary.log2(-1)).isNaN();
        assertThat(Elementary.log2(Double.NaN)).isNaN();
        assertThat(Elementary.sigmoid(0)).isEqualTo(0.5);
        assertThat(Elementary.sigmoid(INFINITY)).isEqualTo(1);
        assertThat(Elementary.sigmoid(-INFINITY)).isZero();
        assertThat(Elementary.sigmoid(-744)).isEqualTo(Elementary.exp(-744)).isPositive();
        assertThat(Elementary.sigmoid(Double.NaN)).isNaN();
        assertThat(Elementary.softplus(INFINITY)).isEqualTo(INFINITY);
        assertThat(Elementary.softplus(1e300)).isEqualTo(1e300);
        assertThat(Elementary.softplus(-INFINITY)).isZero();
        assertThat(Elementary.softplus(-744)).isEqualTo(Elementary.exp(-744)).isPositive();
        assertThat(Elementary.softplus(Double.NaN)).isNaN();
        assertThat(Elementary.erf(INFINITY)).isEqualTo(1);
        assertThat(Elementary.erf(-INFINITY)).isEqualTo(-1);
        assertThat(Elementary.erf(-0.0)).isEqualTo(Double.valueOf(-0.0));
        assertThat(Elementary.erf(Double.MIN_VALUE)).isEqualTo(Double.MIN_VALUE);
        assertThat(Elementary.erf(Double.NaN)).isNaN();
    }

    @Test
    void results_that_are_doubles_are_exact() {
        for (int k = -1074; k < 1024; k++) {
            assertThat(Elementary.log2(Math.scalb(1.0, k))).isEqualTo(k);
            assertThat(Elementary.pow(2, k)).isEqualTo(Math.scalb(1.0, k));
        }
        for (int k = 0; k <= 22; k++) {
            assertThat(Elementary.log10(Double.parseDouble("1e" + k))).isEqualTo(k);
            assertThat(Elementary.pow(10, k)).isEqualTo(Double.parseDouble("1e" + k));
        }
        for (int k = 1; k < 20_000; k++) {
            assertThat(Elementary.cbrt((double) k * k * k)).isEqualTo(k);
            assertThat(Elementary.pow(k, 2)).isEqualTo((double) k * k);
            assertThat(Elementary.pow(k, 1)).isEqualTo(k);
            assertThat(Elementary.pow((double) k * k, 0.5)).isEqualTo(k);
            assertThat(Elementary.hypot(3.0 * k, 4.0 * k)).isEqualTo(5.0 * k);
        }
        assertThat(Elementary.exp(0)).isEqualTo(1);
        assertThat(Elementary.cos(0)).isEqualTo(1);
        assertThat(Elementary.cosh(0)).isEqualTo(1);
        assertThat(Elementary.acos(1)).isZero();
        assertThat(Elementary.atan(1)).isEqualTo(Math.PI / 4);
        assertThat(Elementary.atan2(-0.0, -1)).isEqualTo(-Math.PI);
    }

    @Test
    void odd_functions_are_odd_and_even_ones_even_to_the_bit() {
        long seed = 99;
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 20_000; i++) {
            double x = Double.longBitsToDouble(random.nextLong());
            assertThat(Elementary.sin(-x)).as("sin %s, seed %d", x, seed).isEqualTo(Double.valueOf(-Elementary.sin(x)));
            assertThat(Elementary.tan(-x)).as("tan %s, seed %d", x, seed).isEqualTo(Double.valueOf(-Elementary.tan(x)));
            assertThat(Elementary.atan(-x))
                    .as("atan %s, seed %d", x, seed)
                    .isEqualTo(Double.valueOf(-Elementary.atan(x)));
            assertThat(Elementary.sinh(-x))
                    .as("sinh %s, seed %d", x, seed)
                    .isEqualTo(Double.valueOf(-Elementary.sinh(x)));
            assertThat(Elementary.tanh(-x))
                    .as("tanh %s, seed %d", x, seed)
                    .isEqualTo(Double.valueOf(-Elementary.tanh(x)));
            assertThat(Elementary.erf(-x)).as("erf %s, seed %d", x, seed).isEqualTo(Double.valueOf(-Elementary.erf(x)));
            assertThat(Elementary.cbrt(-x))
                    .as("cbrt %s, seed %d", x, seed)
                    .isEqualTo(Double.valueOf(-Elementary.cbrt(x)));
            assertThat(Elementary.cos(-x)).as("cos %s, seed %d", x, seed).isEqualTo(Double.valueOf(Elementary.cos(x)));
            assertThat(Elementary.cosh(-x))
                    .as("cosh %s, seed %d", x, seed)
                    .isEqualTo(Double.valueOf(Elementary.cosh(x)));
        }
    }

    @Test
    void floor_ceil_and_sign_have_the_bits_of_the_platform() {
        long seed = 5;
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 50_000; i++) {
            double any = Double.longBitsToDouble(random.nextLong());
            double moderate = random.nextInt(-20, 20) / 4.0;
            double large = Math.scalb(random.nextDouble() - 0.5, random.nextInt(45, 56));
            for (double x : new double[] {any, moderate, large, -0.0, INFINITY, -INFINITY, Double.NaN, 0x1p52 - 0.5}) {
                assertThat(Elementary.floor(x))
                        .as("floor %s, seed %d", x, seed)
                        .isEqualTo(Double.valueOf(Math.floor(x)));
                assertThat(Elementary.ceil(x)).as("ceil %s, seed %d", x, seed).isEqualTo(Double.valueOf(Math.ceil(x)));
                assertThat(Elementary.sign(x))
                        .as("sign %s, seed %d", x, seed)
                        .isEqualTo(Double.valueOf(Math.signum(x)));
            }
        }
    }

    private static void same(String name, DoubleUnaryOperator ours, DoubleUnaryOperator platform) {
        for (double extreme : EXTREMES) {
            for (double x : new double[] {extreme, -extreme}) {
                sameValue(name + "(" + x + ")", ours.applyAsDouble(x), platform.applyAsDouble(x));
            }
        }
    }

    private static void same(String name, DoubleBinaryOperator ours, DoubleBinaryOperator platform) {
        for (double first : EXTREMES) {
            for (double second : EXTREMES) {
                for (int signs = 0; signs < 4; signs++) {
                    double x = (signs & 1) == 0 ? first : -first;
                    double y = (signs & 2) == 0 ? second : -second;
                    String call = name + "(" + x + ", " + y + ")";
                    sameValue(call, ours.applyAsDouble(x, y), platform.applyAsDouble(x, y));
                }
            }
        }
    }

    /** Within two units in the last place; zeros, with their sign, infinities and NaN alike. */
    private static void sameValue(String call, double ours, double platform) {
        if (platform == 0 || !Double.isFinite(platform)) {
            assertThat(ours).as(call).isEqualTo(Double.valueOf(platform));
        } else {
            assertThat(Math.abs(ours - platform)).as(call).isLessThanOrEqualTo(2 * Math.ulp(platform));
        }
    }
}
