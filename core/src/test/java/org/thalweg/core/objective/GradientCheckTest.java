package org.thalweg.core.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.thalweg.core.expression.Formula;
import org.thalweg.core.linalg.Bounds;

class GradientCheckTest {
    private static final long SEED = 42;

    private static GradientReport check(String text, String... gradient) {
        Formula f = Formula.parse(text);
        GivenGradient given = FormulaObjective.withGradient(
                f, Arrays.stream(gradient).map(f::sibling).toList());
        return GradientCheck.of(given, GradientCheck.points(Bounds.cube(f.dimension(), -10, 10), 20, SEED));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            log(x^4 + x^3 + 2) | (4*x^3 + 3*x^2)/log(x^4 + x^3 + 2) | given/expected = (x^4 + x^3 + 2)/(log(x^4 + x^3 + 2))
            log(x^4 + x^3 + 2) | -(4*x^3 + 3*x^2)/(x^4 + x^3 + 2)   | given/expected = -1: the sign is wrong
            x^4 + x^2          | 8*x^3 + 4*x                        | given/expected = 2
            x^2                | x                                  | given/expected = 1/2
            x^3                | x^2                                | given/expected = 1/3
            sin(3*x)           | cos(3*x)                           | given/expected = 1/3
            exp(x)             | x*exp(x)                           | given/expected = (x)
            exp(2*x)           | x*exp(2*x)                         | given/expected = 1/2*(x)
            log(x^2 + 1)       | 2*x                                | given/expected = (x^2 + 1)
            x^2                | 0                                  | given/expected = 0
            log10(x^2 + 1)     | 2*x/(x^2 + 1)                      | given/expected = 2.302585
            """)
    void the_factor_of_a_textbook_mistake_is_named(String text, String gradient, String difference) {
        GradientReport report = check(text, gradient);
        assertThat(report.matches()).isFalse();
        assertThat(report.variables()).hasSize(1);
        assertThat(report.variables().get(0).difference()).startsWith(difference);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            log(x^4 + x^3 + 2) | (4*x^3 + 3*x^2)/(x^4 + x^3 + 2)
            sqrt(x)            | 1/(2*sqrt(x))
            x^9 - 1e9*x        | 9*x^8 - 1e9
            abs(x)             | sign(x)
            7                  | 0*x
            """)
    void a_true_gradient_matches(String text, String gradient) {
        Formula f = Formula.parse(text + " + 0*x");
        GivenGradient given = FormulaObjective.withGradient(f, List.of(f.sibling(gradient)));
        GradientReport report = GradientCheck.of(given, GradientCheck.points(Bounds.cube(1, -10, 10), 20, SEED));
        assertThat(report.matches()).isTrue();
        assertThat(report.points()).isNotEmpty();
        assertThat(report.variables().get(0).difference()).isNull();
    }

    @Test
    void exchanged_components_are_named() {
        GradientReport report = check("x^2 + sin(y) + x*z^3", "cos(y)", "2*x + z^3", "3*x*z^2");
        assertThat(report.matches()).isFalse();
        assertThat(report.variables())
                .extracting(GradientReport.Verdict::difference)
                .containsExactly("given is the derivative by y", "given is the derivative by x", null);
        assertThat(report.variables())
                .extracting(GradientReport.Verdict::matches)
                .containsExactly(false, false, true);
    }

    @Test
    void a_difference_without_a_factor_is_measured_only() {
        GradientReport report = check("x^2", "2*x + sin(x)");
        assertThat(report.matches()).isFalse();
        assertThat(report.variables().get(0).difference()).isNull();
        assertThat(report.maximumError()).isBetween(0.9, 1.0);
        assertThat(report.worst().maximumError()).isEqualTo(report.maximumError());
    }

    @Test
    void points_where_the_function_is_not_finite_are_skipped_and_counted() {
        GradientReport report = check("log(x)", "1/x");
        assertThat(report.matches()).isTrue();
        assertThat(report.skipped()).isBetween(5, 15);
        assertThat(report.points()).hasSize(20 - report.skipped());
        GradientReport nowhere = check("log(-x^2)", "2/x");
        assertThat(nowhere.matches()).isFalse();
        assertThat(nowhere.skipped()).isEqualTo(20);
        assertThat(nowhere.worst()).isNull();
        assertThat(nowhere.maximumError()).isNaN();
    }

    @Test
    void a_gradient_that_is_not_finite_where_the_function_is_does_not_match() {
        GradientReport report = check("x^2", "2*x*sqrt(x)/sqrt(x)");
        assertThat(report.matches()).isFalse();
        assertThat(report.skipped()).isZero();
        assertThat(report.maximumError()).isInfinite();
    }

    @Test
    void coded_gradients_are_compared_with_differences() {
        Bounds box = Bounds.cube(2, -2, 2);
        List<double[]> points = GradientCheck.points(box, 30, SEED);
        GradientReport right = GradientCheck.of(new Rosenbrock(1), box, points);
        assertThat(right.matches()).isTrue();
        assertThat(right.maximumError()).isLessThan(1e-7);
        GradientReport wrong = GradientCheck.of(new Rosenbrock(2), box, points);
        assertThat(wrong.matches()).isFalse();
        assertThat(wrong.variables().get(0).matches()).isTrue();
        assertThat(wrong.variables().get(1).difference()).isEqualTo("given/expected = 2");
    }

    private record Rosenbrock(double factor) implements DifferentiableObjective {
        @Override
        public int dimension() {
            return 2;
        }

        @Override
        public double valueAndGradient(double[] x, double[] gradient) {
            double rest = x[1] - x[0] * x[0];
            gradient[0] = -400 * x[0] * rest - 2 * (1 - x[0]);
            gradient[1] = factor * 200 * rest;
            return 100 * rest * rest + (1 - x[0]) * (1 - x[0]);
        }
    }

    @Test
    void differences_know_their_error_and_stay_in_the_box() {
        Bounds box = new Bounds(new double[] {0, 1, 3}, new double[] {1e-3, 1e6, 3});
        Objective f = new Objective() {
            @Override
            public int dimension() {
                return 3;
            }

            @Override
            public double value(double[] x) {
                return box.contains(x) ? StrictMath.sqrt(1 + x[0]) + StrictMath.log(x[1]) : Double.NaN;
            }
        };
        FiniteDifferences differences = new FiniteDifferences(f, box);
        for (double[] x : new double[][] {{0, 1, 3}, {1e-3, 1e6, 3}, {5e-4, 50, 3}, {1e-9, 1 + 1e-9, 3}}) {
            FiniteDifferences.Estimate first = differences.derivative(x, 0);
            assertThat(first.value()).isEqualTo(0.5 / Math.sqrt(1 + x[0]), within(1e-8));
            FiniteDifferences.Estimate second = differences.derivative(x, 1);
            assertThat(second.value()).isEqualTo(1 / x[1], within(1e-8 / x[1] + 20 * second.error()));
            assertThat(second.error()).isLessThan(1e-6);
            assertThat(differences.derivative(x, 2).value()).isNaN();
        }
    }

    @Test
    void points_are_the_same_for_the_same_seed() {
        Bounds region = new Bounds(new double[] {-1e308, 2}, new double[] {1e308, 2});
        List<double[]> points = GradientCheck.points(region, 5, 1);
        assertThat(points).allMatch(region::contains);
        assertThat(points.get(3)).isEqualTo(GradientCheck.points(region, 9, 1).get(3));
        assertThatThrownBy(() -> GradientCheck.points(Bounds.unbounded(1), 5, 1))
                .hasMessageContaining("finite");
    }
}
