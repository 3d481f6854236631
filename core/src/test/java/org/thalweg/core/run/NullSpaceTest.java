package org.thalweg.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.thalweg.core.expression.Formula;
import org.thalweg.core.expression.ParseOptions;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.objective.FormulaObjective;
import org.thalweg.core.objective.standard.StandardFunction;
import org.thalweg.core.objective.standard.StandardProblem;
import org.thalweg.core.optimizer.Method;
import org.thalweg.core.optimizer.Methods;
import org.thalweg.core.search.DescentPlan;
import org.thalweg.core.search.Distinctness;
import org.thalweg.core.search.FoundPoint;
import org.thalweg.core.search.SobolSampler;
import org.thalweg.core.search.StartPlan;
import org.thalweg.core.search.StopPlan;

/** Flat directions are counted by geometry, and points that rounding moved along them are one. */
class NullSpaceTest {

    @ParameterizedTest(name = "{0} atoms")
    @ValueSource(ints = {3, 4, 5, 6, 7, 8})
    void a_cluster_moves_as_a_whole_in_six_ways_and_each_shape_is_listed_once(int atoms) {
        StandardProblem problem = StandardFunction.named("lennard-jones").problem(3 * atoms);
        SearchResult result = search(problem.text(), problem.formula(), problem.bounds(), 40);
        List<FoundPoint> minima = result.minima();
        assertThat(minima)
                .allSatisfy(found -> assertThat(found.point().flatDirections())
                        .as("%s", found.point())
                        .isEqualTo(6));
        for (int i = 1; i < minima.size(); i++) {
            assertThat(minima.get(i).point().value())
                    .isGreaterThan(minima.get(i - 1).point().value() + 1e-7);
        }
    }

    @Test
    void a_double_root_of_equations_is_one_minimum_and_not_a_heap_of_them() {
        String text = "(a+b+c+d-8)^2 + (a^2+b^2+c^2+d^2-18)^2 + (a^3+b^3+c^3+d^3-44)^2 + (a^4+b^4+c^4+d^4-114)^2";
        SearchResult result = search(text, Formula.parse(text, ParseOptions.none()), Bounds.cube(4, 0, 4), 60);
        assertThat(result.minima()).hasSizeLessThanOrEqualTo(12).allSatisfy(found -> {
            double[] x = found.point().x().clone();
            Arrays.sort(x);
            assertThat(x).usingComparatorWithPrecision(1e-3).containsExactly(1, 2, 2, 3);
        });
    }

    /** M. J. D. Powell's badly scaled function; J. J. Moré, B. S. Garbow and K. E. Hillstrom, 1981, problem 3. */
    @Test
    void no_point_of_a_bent_valley_passes_for_its_minimum() {
        String text = "(1e4*x*y - 1)^2 + (exp(-x) + exp(-y) - 1.0001)^2";
        SearchResult result = search(text, Formula.parse(text, ParseOptions.none()), Bounds.cube(2, 0, 20), 60);
        assertThat(result.minima()).isNotEmpty().allSatisfy(found -> {
            assertThat(found.point().value()).isLessThan(1e-20);
            assertThat(Math.max(found.point().x()[0], found.point().x()[1])).isBetween(9.1061, 9.1062);
        });
    }

    private static SearchResult search(String text, Formula formula, Bounds box, long starts) {
        Method method = Methods.all().get(0);
        return SearchDriver.run(new SearchSpecification(
                new Problem(text, formula.variables(), new FormulaObjective(formula), box, false),
                new StartPlan(starts, List.of(), new SobolSampler(42), box, 42),
                new DescentPlan(method.create(), method.gradientTolerance(), 10_000, 10, Double.NEGATIVE_INFINITY),
                Distinctness.standard(),
                new StopPlan(1_000, Double.NEGATIVE_INFINITY, 0)));
    }
}
