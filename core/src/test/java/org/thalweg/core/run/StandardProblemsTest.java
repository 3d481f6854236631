package org.thalweg.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.objective.FormulaObjective;
import org.thalweg.core.objective.standard.StandardFunction;
import org.thalweg.core.objective.standard.StandardProblem;
import org.thalweg.core.optimizer.Method;
import org.thalweg.core.optimizer.Methods;
import org.thalweg.core.search.DescentPlan;
import org.thalweg.core.search.Distinctness;
import org.thalweg.core.search.FoundPoint;
import org.thalweg.core.search.Kind;
import org.thalweg.core.search.SobolSampler;
import org.thalweg.core.search.StartPlan;
import org.thalweg.core.search.StopPlan;

/** The standard functions, given by text alone, end at their known minima. */
final class StandardProblemsTest {
    private static final long SEED = 42;
    private static final int STARTS = 1000;

    /**
     * Dimensions other than the usual one, for functions whose usual one multi-start cannot do, or not quickly: Griewank's
     * function in two dimensions has half a million minima in its box, in ten it is nearly a parabola.
     */
    private static final Map<String, Integer> DIMENSIONS = Map.of("griewank", 10, "lennard-jones", 21);

    /**
     * Functions whose value at the double nearest to the minimum is not 0 to 1e-8: 100·√|y − 0.01·x²| is 5e-7 there, since 0.01 is no
     * double.
     */
    private static final Map<String, Double> TOLERANCES = Map.of("bukin-6", 1e-6);

    static Stream<StandardProblem> problems() {
        return StandardFunction.all().stream()
                .map(function -> function.problem(DIMENSIONS.getOrDefault(function.name(), function.usual())));
    }

    @ParameterizedTest
    @MethodSource("problems")
    void the_known_minimum_is_found_and_nothing_lies_below_it(StandardProblem problem) {
        SearchResult result = search(problem, STARTS);
        double known = problem.minima().value();
        double tolerance = TOLERANCES.getOrDefault(problem.name(), 1e-8) * Math.max(1, Math.abs(known));
        assertThat(result.status()).isEqualTo(Status.CONVERGED);
        assertThat(result.minima().get(0).point().value()).isBetween(known - tolerance, known + tolerance);
        assertThat(hits(result)).isEqualTo(result.starts().converged());
    }

    @Test
    void himmelblau_has_four_minima() {
        assertThat(search("himmelblau").minimaTotal()).isEqualTo(4);
    }

    @Test
    void the_six_hump_camel_has_six_minima() {
        assertThat(search("six-hump-camel").minimaTotal()).isEqualTo(6);
    }

    @Test
    void shubert_has_eighteen_global_minima() {
        StandardProblem problem = StandardFunction.named("shubert").problem();
        double lowest = problem.minima().value();
        assertThat(search(problem, 10_000).minima().stream()
                        .filter(found -> found.point().value() < lowest + 1e-6))
                .hasSize(18);
    }

    @Test
    void the_eggholder_minimum_lies_on_a_bound_and_says_so() {
        FoundPoint lowest = search("eggholder").minima().get(0);
        assertThat(lowest.point().kind()).isEqualTo(Kind.BOUNDARY_MINIMUM);
        assertThat(lowest.point().active()).containsExactly(0);
    }

    private static SearchResult search(String name) {
        return search(StandardFunction.named(name).problem(), STARTS);
    }

    private static SearchResult search(StandardProblem problem, long starts) {
        Bounds box = problem.bounds();
        FormulaObjective objective = new FormulaObjective(problem.formula());
        Method method = Methods.all().get(0);
        return SearchDriver.run(
                new SearchSpecification(
                        new Problem(problem.text(), problem.formula().variables(), objective, box, false),
                        new StartPlan(starts, List.of(), new SobolSampler(SEED), box, SEED),
                        new DescentPlan(
                                method.create(), method.gradientTolerance(), 10_000, 10, Double.NEGATIVE_INFINITY),
                        Distinctness.standard(),
                        new StopPlan(1 << 14, Double.NEGATIVE_INFINITY, 0)),
                100_000,
                event -> {});
    }

    private static long hits(SearchResult result) {
        List<FoundPoint> all = new ArrayList<>(result.minima());
        all.addAll(result.stationary());
        return all.stream().mapToLong(FoundPoint::hits).sum();
    }
}
