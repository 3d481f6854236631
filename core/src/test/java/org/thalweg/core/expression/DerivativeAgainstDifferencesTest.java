package org.thalweg.core.expression;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The symbolic derivative of random formulas against differences of their values. */
class DerivativeAgainstDifferencesTest {

    private static final int FORMULAS = 4_000;

    @Test
    void derivatives_are_slopes() {
        compare(42, false);
    }

    @Test
    void derivatives_of_sums_and_products_over_indices_are_slopes() {
        compare(43, true);
    }

    private static void compare(long seed, boolean withManyLoops) {
        RandomExpressions expressions = new RandomExpressions(seed, withManyLoops);
        int compared = 0;
        for (int i = 0; i < FORMULAS; i++) {
            Formula formula = RandomExpressions.formula(expressions.next(1 + i % 4));
            double[] point = expressions.point();
            int coordinate = coordinate(formula, expressions.coordinate());
            Expression derivative = Derivative.of(formula, coordinate);
            Formula again = formula.sibling(derivative.toString());
            assertThat(again.expression()).hasToString(derivative.toString());
            double slope = slope(formula, point, coordinate, 1e-3);
            double value = Evaluator.value(again, point);
            boolean isComparable = Double.isFinite(value)
                    && agree(slope, slope(formula, point, coordinate, 3.7e-3), 1e-7)
                    && agree(slope, slope(formula, point, coordinate, 2.3e-4), 1e-7)
                    && Math.abs(Evaluator.value(formula, point)) < 1e4;
            if (isComparable) {
                compared += slope == 0 ? 0 : 1;
                assertThat(agree(slope, value, 1e-6))
                        .as(
                                "seed %d, formula %d: d/d%s of %s is %s: %s, not %s",
                                seed, i, formula.coordinates().name(coordinate), formula, derivative, value, slope)
                        .isTrue();
            }
        }
        assertThat(compared)
                .as("formulas that vary smoothly where they were looked at")
                .isGreaterThan(FORMULAS / 3);
    }

    /** A coordinate on which the formula depends, if there is one. */
    private static int coordinate(Formula formula, int first) {
        for (int i = 0; i < formula.dimension(); i++) {
            int coordinate = (first + i) % formula.dimension();
            if (!Algebra.isZero(Derivative.of(formula, coordinate))) {
                return coordinate;
            }
        }
        return first;
    }

    private static boolean agree(double slope, double other, double tolerance) {
        return Math.abs(slope - other) <= tolerance * (1 + Math.abs(slope));
    }

    /** The five-point difference, of error O(h⁴). */
    private static double slope(Formula formula, double[] point, int coordinate, double h) {
        return (8 * (moved(formula, point, coordinate, h) - moved(formula, point, coordinate, -h))
                        - (moved(formula, point, coordinate, 2 * h) - moved(formula, point, coordinate, -2 * h)))
                / (12 * h);
    }

    private static double moved(Formula formula, double[] point, int coordinate, double h) {
        double[] moved = point.clone();
        moved[coordinate] += h;
        return Evaluator.value(formula, moved);
    }
}
