package org.thalweg.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.thalweg.core.expression.Formula;
import org.thalweg.core.expression.ParseOptions;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.objective.DifferentiableObjective;
import org.thalweg.core.objective.FormulaObjective;
import org.thalweg.core.objective.Objective;
import org.thalweg.core.optimizer.Method;
import org.thalweg.core.optimizer.Methods;
import org.thalweg.core.search.DescentPlan;
import org.thalweg.core.search.Distinctness;
import org.thalweg.core.search.FoundPoint;
import org.thalweg.core.search.Kind;
import org.thalweg.core.search.SobolSampler;
import org.thalweg.core.search.StartPlan;
import org.thalweg.core.search.StationaryPoint;
import org.thalweg.core.search.StopPlan;

/** Searches end at true minima or say that they did not, whatever the function, the method and the tolerance. */
class NoFalseMinimumTest {
    private static final double INF = Double.POSITIVE_INFINITY;

    /** A function, its box, and what a search has to make of it: {@code kind value} of each distinct minimum. */
    private record Row(String text, Bounds bounds, Status status, List<String> minima) {
        @Override
        public String toString() {
            return text + " on " + bounds;
        }
    }

    private static Row row(String text, double low, double high, Status status, String... minima) {
        int n = Formula.parse(text, ParseOptions.none()).dimension();
        return new Row(text, Bounds.cube(n, low, high), status, List.of(minima));
    }

    /** Each minimum as {@code kind x…}; a valley, which has no one place, as {@code kind *}. */
    static Stream<Row> rows() {
        return Stream.of(
                row("log(x^4 + x^3 + 2)", -10, 10, Status.CONVERGED, "minimum -0.75"),
                row("x^4 + y^2", -10, 10, Status.CONVERGED, "degenerate-minimum 0 0"),
                row("x^10", -10, 10, Status.CONVERGED, "degenerate-minimum 0"),
                row("(x^2 - 1)^4", -10, 10, Status.CONVERGED, "degenerate-minimum -1", "degenerate-minimum 1"),
                row("x^3", -10, 10, Status.CONVERGED, "boundary-minimum -10"),
                row("x^5", -10, 10, Status.CONVERGED, "boundary-minimum -10"),
                row("x^3", -INF, INF, Status.UNBOUNDED),
                row("-x^2", -INF, INF, Status.UNBOUNDED),
                row("x + y", -INF, INF, Status.UNBOUNDED),
                row("x^2*y^2", -10, 10, Status.CONVERGED, "degenerate-minimum *"),
                row("(x^2 + y^2 - 1)^2", -10, 10, Status.CONVERGED, "degenerate-minimum *"),
                row("100*(y - x^2)^2 + (1 - x)^2", -5, 5, Status.CONVERGED, "minimum 1 1"),
                row("x^2 - y^4", -2, 2, Status.CONVERGED, "boundary-minimum 0 -2", "boundary-minimum 0 2"),
                row("exp(x)", -INF, INF, Status.FAILED),
                row("1 + exp(x)", -INF, INF, Status.FAILED),
                row("1/(1 + x^2)", -INF, INF, Status.FAILED),
                row("exp(x)", -100, 100, Status.CONVERGED, "boundary-minimum -100"),
                row("1e15 + x^2", -10, 10, Status.CONVERGED, "minimum 0"),
                row("1e-200*x^2", -10, 10, Status.CONVERGED, "minimum 0"),
                row("x", 1, 2, Status.CONVERGED, "boundary-minimum 1"),
                row("x^2", 0, 1, Status.CONVERGED, "minimum 0"),
                row("x^3", 0, 1, Status.CONVERGED, "boundary-minimum 0"),
                row("0*x + 3", -10, 10, Status.PLATEAU),
                row("abs(x)", -10, 10, Status.CONVERGED, "minimum 0"),
                row("abs(x - 1) + abs(y + 2)", -10, 10, Status.CONVERGED, "minimum 1 -2"),
                row("max(x^2, (x - 1)^2)", -10, 10, Status.CONVERGED, "minimum 0.5"),
                row("floor(x^2)", -10, 10, Status.CONVERGED, "degenerate-minimum *"),
                row("sqrt(x)", 0, 10, Status.CONVERGED, "boundary-minimum 0"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void lbfgs_finds_all_minima_and_nothing_else(Row row) {
        SearchResult result = search(objective(row.text()), row, "lbfgs", 1e-8, 7);
        assertThat(result.status()).as(result.message()).isEqualTo(row.status());
        assertThat(result.minima()).hasSameSizeAs(row.minima());
        assertThat(result.minima()).allSatisfy(found -> assertExpected(found, row));
        assertCountsAddUp(result);
    }

    static Stream<Arguments> rowsByMethod() {
        return rows().flatMap(row -> Methods.names().stream().map(method -> Arguments.of(row, method)));
    }

    @ParameterizedTest(name = "{0} by {1}")
    @MethodSource("rowsByMethod")
    void no_method_claims_a_minimum_that_is_none(Row row, String method) {
        for (double tolerance : new double[] {1e-4, 1e-7, 1e-10}) {
            SearchResult result = search(objective(row.text()), row, method, tolerance, 3);
            assertThat(result.minima())
                    .as("%s to %s: %s", method, tolerance, result.message())
                    .allSatisfy(found -> assertExpected(found, row));
            assertCountsAddUp(result);
        }
    }

    @ParameterizedTest(name = "from {0}")
    @ValueSource(doubles = {1e-3, 1e-4, 1e-6, 1e-9, 0, -1e-9, -1e-6, -1e-4, -1e-3})
    void the_running_example_leaves_its_inflection_from_wherever_a_descent_stopped(double start) {
        Row row = row("log(x^4 + x^3 + 2)", -10, 10, Status.CONVERGED, "minimum -0.75");
        for (double tolerance : new double[] {1e-4, 1e-6, 1e-8, 1e-10}) {
            SearchResult result = run(objective(row.text()), row, "lbfgs", tolerance, plan(row, 1, start));
            assertThat(result.minima())
                    .as("tolerance %s", tolerance)
                    .singleElement()
                    .satisfies(found -> {
                        assertThat(found.point().x()).containsExactly(-0.75);
                        assertThat(found.point().kind()).isEqualTo(Kind.MINIMUM);
                    });
            assertThat(result.stationary()).allSatisfy(found -> {
                assertThat(found.point().kind()).isEqualTo(Kind.INFLECTION);
                assertThat(Math.abs(found.point().x()[0])).isLessThan(1e-9);
            });
        }
    }

    @Test
    void points_that_are_left_are_named_for_what_they_are() {
        assertKindAt("x^3", Kind.INFLECTION, 0);
        assertKindAt("x^5", Kind.INFLECTION, 0);
        assertKindAt("x^3 + y^2", Kind.INFLECTION, 0, 0);
        assertKindAt("x^2 - y^2", Kind.SADDLE, 0, 0);
        assertKindAt("x^2 - y^4", Kind.SADDLE, 0, 0);
        assertKindAt("x^4 - y^4", Kind.SADDLE, 0, 0);
        assertKindAt("x^3 - 3*x*y^2", Kind.SADDLE, 0, 0);
        assertKindAt("(y - x^2)*(y - 3*x^2)", Kind.SADDLE, 0, 0);
        assertKindAt("-x^2 - y^2", Kind.MAXIMUM, 0, 0);
        assertKindAt("-x^4", Kind.MAXIMUM, 0);
        assertKindAt("1/(1 + x^2)", Kind.MAXIMUM, 0);
    }

    @Test
    void objectives_without_derivatives_are_judged_by_differences() {
        Row row = row("(x^2 + y - 11)^2 + (x + y^2 - 7)^2", -5, 5, Status.CONVERGED);
        FormulaObjective f = objective(row.text());
        for (Objective less : List.of(new ValuesOnly(f), new GradientOnly(f))) {
            SearchResult result = search(less, row, "lbfgs", 1e-6, 7);
            assertThat(result.minima())
                    .hasSize(4)
                    .allSatisfy(found -> assertThat(found.point().kind()).isEqualTo(Kind.MINIMUM));
        }
    }

    @Test
    void a_step_beside_a_stationary_point_makes_it_no_minimum() {
        SearchResult result =
                search(objective("x^2 + floor(10*x)"), row("x^2", -5, 5, Status.CONVERGED), "lbfgs", 1e-8, 7);
        assertThat(result.minima())
                .allSatisfy(found -> assertThat(found.point().x()[0]).isNotZero());
    }

    @Test
    void a_maximization_reports_the_users_values() {
        Row row = row("1 - x^2", -3, 3, Status.CONVERGED);
        Problem problem = new Problem(row.text(), List.of("x"), objective(row.text()), row.bounds(), true);
        SearchResult result = SearchDriver.run(specification(problem, "lbfgs", 1e-8, plan(row, 16)));
        assertThat(result.minima()).singleElement().satisfies(found -> {
            assertThat(found.point().value()).isEqualTo(1);
            assertThat(found.point().x()).containsExactly(0);
        });
    }

    private static void assertKindAt(String text, Kind kind, double... x) {
        Row row = row(text, -2, 2, Status.CONVERGED);
        SearchResult result = run(objective(text), row, "lbfgs", 1e-8, plan(row, 1, x));
        assertThat(result.stationary()).as(text).anySatisfy(found -> {
            assertThat(found.point().kind()).isEqualTo(kind);
            assertThat(found.point().x()).containsExactly(x);
            assertThat(found.hits() + found.escapes()).isEqualTo(1);
        });
        assertThat(result.minima())
                .as(text)
                .noneSatisfy(found -> assertThat(found.point().x()).containsExactly(x));
    }

    private static void assertExpected(FoundPoint found, Row row) {
        assertThat(row.minima()).as("%s", found.point()).anyMatch(expected -> agrees(found.point(), expected));
    }

    private static boolean agrees(StationaryPoint point, String expected) {
        String[] words = expected.split(" ");
        if (!point.kind().text().equals(words[0])) {
            return false;
        }
        for (int i = 1; i < words.length && !words[1].equals("*"); i++) {
            if (Math.abs(point.x()[i - 1] - Double.parseDouble(words[i])) > 1e-4) {
                return false;
            }
        }
        return true;
    }

    private static void assertCountsAddUp(SearchResult result) {
        long hits = Stream.concat(result.minima().stream(), result.stationary().stream())
                .mapToLong(FoundPoint::hits)
                .sum();
        assertThat(hits).isEqualTo(result.starts().converged());
    }

    private static FormulaObjective objective(String text) {
        return new FormulaObjective(Formula.parse(text, ParseOptions.none()));
    }

    private static SearchResult search(Objective f, Row row, String method, double tolerance, int log2Starts) {
        return run(f, row, method, tolerance, plan(row, 1 << log2Starts));
    }

    private static StartPlan plan(Row row, int total, double... given) {
        int n = row.bounds().dimension();
        Bounds region = row.bounds().isFinite() ? row.bounds() : Bounds.cube(n, -10, 10);
        return new StartPlan(total, given.length == 0 ? List.of() : List.of(given), new SobolSampler(42), region, 42);
    }

    private static SearchResult run(Objective f, Row row, String method, double tolerance, StartPlan starts) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < f.dimension(); i++) {
            names.add("x" + i);
        }
        return SearchDriver.run(
                specification(new Problem(row.text(), names, f, row.bounds(), false), method, tolerance, starts));
    }

    private static SearchSpecification specification(
            Problem problem, String method, double tolerance, StartPlan starts) {
        Method entry = Methods.named(method).orElseThrow();
        DescentPlan plan = new DescentPlan(entry.create(), tolerance, 2_000, 20, Double.NEGATIVE_INFINITY);
        return new SearchSpecification(
                problem, starts, plan, Distinctness.standard(), new StopPlan(1_000, Double.NEGATIVE_INFINITY, 0));
    }

    private record ValuesOnly(Objective f) implements Objective {
        @Override
        public int dimension() {
            return f.dimension();
        }

        @Override
        public double value(double[] x) {
            return f.value(x);
        }
    }

    private record GradientOnly(DifferentiableObjective f) implements DifferentiableObjective {
        @Override
        public int dimension() {
            return f.dimension();
        }

        @Override
        public double valueAndGradient(double[] x, double[] gradient) {
            return f.valueAndGradient(x, gradient);
        }
    }
}
