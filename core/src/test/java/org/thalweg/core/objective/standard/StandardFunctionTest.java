package org.thalweg.core.objective.standard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.objective.FormulaObjective;
import org.thalweg.core.search.Sampling;
import org.thalweg.core.search.StartSampler;

class StandardFunctionTest {

    /** Every function in its usual dimension, and families in a few more. */
    static Stream<StandardProblem> problems() {
        return StandardFunction.all().stream()
                .flatMap(function -> IntStream.concat(
                                IntStream.of(function.usual()), IntStream.of(1, 2, 3, 4, 5, 6, 8, 9, 10, 12, 40))
                        .distinct()
                        .filter(function.dimensions())
                        .mapToObj(function::problem));
    }

    @Test
    void names_are_unique_and_typeable() {
        List<String> names =
                StandardFunction.all().stream().map(StandardFunction::name).toList();
        assertThat(names).doesNotHaveDuplicates().hasSizeGreaterThan(50).allMatch(name -> name.matches("[a-z0-9-]+"));
        assertThat(StandardFunction.named("rosenbrock").problem(7).dimension()).isEqualTo(7);
    }

    @Test
    void what_is_not_there_is_named() {
        assertThatThrownBy(() -> StandardFunction.named("rosenbrok")).hasMessageContaining("(rosenbrok)");
        assertThatThrownBy(() -> StandardFunction.named("shekel-5").problem(3)).hasMessageContaining("Maybe 4");
        assertThatThrownBy(() -> StandardFunction.named("lennard-jones").problem(40))
                .hasMessageContaining("40");
    }

    @ParameterizedTest
    @MethodSource("problems")
    void the_text_has_as_many_variables_as_the_box(StandardProblem problem) {
        assertThat(problem.formula().dimension()).isEqualTo(problem.dimension());
        assertThat(problem.bounds().isFinite()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("problems")
    void known_minima_lie_in_the_box(StandardProblem problem) {
        assertThat(problem.minima().points()).allMatch(problem.bounds()::contains);
        problem.minima().globalCount().ifPresent(count -> {
            assertThat(count).isGreaterThanOrEqualTo(problem.minima().points().size());
            assertThat(problem.minima().count().orElse(count)).isGreaterThanOrEqualTo(count);
        });
    }

    @ParameterizedTest
    @MethodSource("problems")
    void the_value_at_a_known_minimum_is_the_known_lowest_value(StandardProblem problem) {
        FormulaObjective f = new FormulaObjective(problem.formula());
        KnownMinima minima = problem.minima();
        for (double[] x : minima.points()) {
            assertThat(f.value(x)).isEqualTo(minima.value(), within(minima.error() + rounding(problem, x)));
        }
    }

    @ParameterizedTest
    @MethodSource("problems")
    void the_gradient_vanishes_at_a_smooth_minimum_and_points_outwards_at_a_bound(StandardProblem problem) {
        FormulaObjective f = new FormulaObjective(problem.formula());
        Bounds box = problem.bounds();
        int n = problem.dimension();
        double[] gradient = new double[n];
        double[] hessian = new double[n * n];
        for (double[] x : problem.minima().smooth() ? problem.minima().points() : List.<double[]>of()) {
            f.valueGradientAndHessian(x, gradient, hessian);
            for (int i = 0; i < n; i++) {
                double curvature = 0;
                for (int j = 0; j < n; j++) {
                    curvature += Math.abs(hessian[i * n + j] * x[j]);
                }
                double outwards = x[i] == box.lower()[i] ? -1 : x[i] == box.upper()[i] ? 1 : 0;
                if (outwards != 0) {
                    assertThat(gradient[i] * outwards).isNegative();
                } else { // a minimizer is off by half a unit in the last place
                    assertThat(gradient[i]).isEqualTo(0, within(1e-15 * (1 + curvature) + 100 * rounding(problem, x)));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("problems")
    void no_point_of_random_hundreds_is_lower(StandardProblem problem) {
        FormulaObjective f = new FormulaObjective(problem.formula());
        StartSampler sampler = Sampling.UNIFORM.sampler(1, 300);
        double[] x = new double[problem.dimension()];
        for (int i = 0; i < 300; i++) {
            sampler.sample(i, problem.bounds(), x);
            assertThat(f.value(x))
                    .isGreaterThan(problem.minima().value() - problem.minima().error() - 1e-12);
        }
    }

    /** What rounding may do to the value: sums of terms that cancel are larger than their result. */
    private static double rounding(StandardProblem problem, double[] x) {
        double size = problem.name().equals("schwefel")
                ? 1000
                : 20 + 4 * Math.abs(problem.minima().value());
        return Math.ulp(size * x.length);
    }
}
