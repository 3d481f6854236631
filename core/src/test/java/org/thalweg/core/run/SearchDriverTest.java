package org.thalweg.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.thalweg.core.expression.Formula;
import org.thalweg.core.expression.ParseOptions;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.objective.FormulaObjective;
import org.thalweg.core.objective.Objective;
import org.thalweg.core.optimizer.FirstOrder;
import org.thalweg.core.optimizer.GradientDescent;
import org.thalweg.core.optimizer.Methods;
import org.thalweg.core.optimizer.Optimizer;
import org.thalweg.core.search.DescentBatch;
import org.thalweg.core.search.DescentPlan;
import org.thalweg.core.search.Distinctness;
import org.thalweg.core.search.FoundPoint;
import org.thalweg.core.search.Kind;
import org.thalweg.core.search.SearchTally;
import org.thalweg.core.search.SobolSampler;
import org.thalweg.core.search.StartPlan;
import org.thalweg.core.search.StationaryPoint;
import org.thalweg.core.search.StopPlan;
import org.thalweg.core.search.StopReason;

class SearchDriverTest {
    private static final String RUNNING = "log(x^4 + x^3 + 2)";
    private static final String HIMMELBLAU = "(x^2 + y - 11)^2 + (x + y^2 - 7)^2";
    private static final String CAMEL = "(4 - 2.1*x^2 + x^4/3)*x^2 + x*y + (-4 + 4*y^2)*y^2";
    private static final String SHUBERT = "sum(i, 1, 5, i*cos((i+1)*x + i))*sum(i, 1, 5, i*cos((i+1)*y + i))";
    private static final double NEVER = Double.NEGATIVE_INFINITY;

    @Test
    void a_thousand_starts_of_the_running_example_end_at_its_one_minimum() {
        SearchResult result = SearchDriver.run(search(RUNNING, 10, 1_000, NEVER));
        assertThat(result.status()).isEqualTo(Status.CONVERGED);
        assertThat(result.starts().converged()).isEqualTo(1_000);
        assertThat(result.minima()).singleElement().satisfies(found -> {
            assertThat(found.point().x()).containsExactly(-0.75);
            assertThat(found.point().value()).isEqualTo(0.6389714464579207);
            assertThat(found.hits()).isEqualTo(1_000);
        });
        assertThat(result.stationary()).singleElement().satisfies(found -> {
            assertThat(found.point().kind()).isEqualTo(Kind.INFLECTION);
            assertThat(found.hits()).isZero();
            assertThat(found.escapes()).isEqualTo(result.starts().escaped()).isPositive();
        });
    }

    @Test
    void known_numbers_of_minima_are_found() {
        assertThat(SearchDriver.run(search(HIMMELBLAU, 5, 256, NEVER)).minima()).hasSize(4);
        assertThat(SearchDriver.run(search(CAMEL, 2, 512, NEVER)).minima()).hasSize(6);
        List<FoundPoint> shubert =
                SearchDriver.run(search(SHUBERT, 10, 4_000, NEVER)).minima();
        double lowest = shubert.get(0).point().value();
        assertThat(shubert.stream().filter(found -> found.point().value() < lowest + 1e-6))
                .hasSize(18);
    }

    @Test
    void of_too_many_minima_the_lowest_are_kept_and_the_others_are_counted() {
        SearchResult result = SearchDriver.run(search("x^2/1e9 - cos(x)", 2e6, 150_000, NEVER));
        long hits = result.minima().stream().mapToLong(FoundPoint::hits).sum();
        assertThat(result.minima()).hasSize(ResultAssembly.LISTED);
        assertThat(hits).isGreaterThanOrEqualTo(result.minima().size());
        assertThat(result.minimaTotal())
                .isBetween(100_000L, 119_837L); // 2^22/35 cells, of which two may be one minimum
        assertThat(result.droppedHits())
                .isPositive()
                .isLessThan(result.starts().converged() - result.minimaTotal() + 1);
        assertThat(result.unseen()).isNull();
        assertThat(result.message()).contains("only the lowest 119837 are kept");
        SearchResult few = SearchDriver.run(search(HIMMELBLAU, 5, 256, NEVER));
        assertThat(few.droppedHits()).isZero();
        assertThat(few.unseen()).isNotNull();
    }

    @ParameterizedTest(name = "{0} lanes")
    @ValueSource(ints = {1, 8, 64})
    void neither_the_lanes_nor_the_order_of_starts_show_in_the_tally(int lanes) {
        SearchSpecification search = search(HIMMELBLAU, 5, 100, NEVER);
        assertThat(tally(search, lanes, true)).isEqualTo(tally(search, 5, false));
    }

    @Test
    void the_same_search_has_the_same_digest_and_another_seed_another() {
        SearchSpecification search = search(CAMEL, 2, 64, NEVER);
        String digest = SearchDriver.run(search).digest();
        assertThat(digest).hasSize(64).isEqualTo(SearchDriver.run(search).digest());
        StartPlan other = new StartPlan(
                64, List.of(), new SobolSampler(7), search.problem().bounds(), 7);
        SearchSpecification seeded = new SearchSpecification(
                search.problem(), other, search.descents(), search.distinctness(), search.stop());
        assertThat(SearchDriver.run(seeded).digest()).isNotEqualTo(digest);
    }

    @Test
    void a_target_ends_the_search_with_the_wave_that_reached_it() {
        SearchResult result = SearchDriver.run(search(HIMMELBLAU, 5, 10_000, 1e-3));
        assertThat(result.status()).isEqualTo(Status.TARGET_REACHED);
        assertThat(result.starts().total()).isEqualTo(100);
        assertThat(result.best()).isNotNull();
        assertThat(result.best().value()).isLessThanOrEqualTo(1e-3);
    }

    @Test
    void the_observer_is_told_of_every_start_and_evaluation_once() {
        List<ConvergenceEvent> events = new ArrayList<>();
        SearchResult result = SearchDriver.run(search(CAMEL, 2, 1_500, NEVER), 10, events::add);
        assertThat(events).hasSizeGreaterThan(1);
        assertThat(events.stream().mapToLong(ConvergenceEvent::converged).sum())
                .isEqualTo(result.starts().converged());
        assertThat(events.stream().mapToLong(ConvergenceEvent::evaluations).sum())
                .isEqualTo(result.evaluations());
    }

    @Test
    void of_all_points_the_answer_alone_has_its_gradient_which_is_that_of_the_users_function() {
        assertThat(gradientOfAnswer("x^2 + 3*y", false)).containsExactly(0, 3);
        assertThat(gradientOfAnswer("-(x - 2)^2 + 3*y", true)).containsExactly(2, 3);
    }

    /** What a search in [−1, 1]² says that ∇f is where it is lowest, or highest. */
    private static double[] gradientOfAnswer(String text, boolean maximize) {
        Formula formula = Formula.parse(text, ParseOptions.none());
        Bounds box = Bounds.cube(2, -1, 1);
        SearchSpecification search = search(
                new Problem(text, formula.variables(), new FormulaObjective(formula), box, maximize),
                new StartPlan(20, List.of(), new SobolSampler(42), box, 42),
                Methods.named("lbfgs").orElseThrow().create(),
                10_000,
                NEVER);
        StationaryPoint soFar =
                ResultAssembly.glimpse(search, tally(search, 8, true), 10).best();
        SearchResult result = SearchDriver.run(search);
        assertThat(soFar).isNotNull();
        assertThat(soFar.gradient()).isEmpty();
        assertThat(result.minima())
                .isNotEmpty()
                .allSatisfy(found -> assertThat(found.point().gradient()).isEmpty());
        assertThat(result.best()).isNotNull();
        return result.best().gradient();
    }

    @Test
    void the_textbook_run_ends_where_its_method_left_it() {
        Formula f = Formula.parse(RUNNING, ParseOptions.none());
        Formula wrong = f.sibling("(4*x^3 + 3*x^2)/log(x^4 + x^3 + 2)");
        assertTextbook(FormulaObjective.withGradient(f, List.of(wrong)), -0.7500000134493898, 1e-12);
        assertTextbook(new FormulaObjective(f), -6.8680438462800595, 1e-9);
    }

    private static void assertTextbook(Objective objective, double end, double error) {
        StartPlan start =
                new StartPlan(1, List.of(new double[] {-9.41}), new SobolSampler(42), Bounds.cube(1, -10, 10), 42);
        SearchResult result = SearchDriver.run(search(
                new Problem(RUNNING, List.of("x"), objective, Bounds.unbounded(1), false),
                start,
                FirstOrder.constant(new GradientDescent(0.001)),
                5_000,
                NEVER));
        assertThat(result.status()).isEqualTo(Status.BUDGET_SPENT);
        assertThat(result.minima()).isEmpty();
        StationaryPoint best = result.best();
        assertThat(best).isNotNull();
        assertThat(best.x()[0]).isCloseTo(end, within(error));
        assertThat(best.kind()).isEqualTo(Kind.NOT_STATIONARY);
    }

    @Test
    void a_wrong_gradient_does_not_make_a_minimum() {
        Formula f = Formula.parse("(x - 1)^2", ParseOptions.none());
        Objective misled = FormulaObjective.withGradient(f, List.of(f.sibling("2*(x - 3)")));
        SearchResult result = SearchDriver.run(search(
                new Problem("(x - 1)^2", List.of("x"), misled, Bounds.cube(1, -10, 10), false),
                new StartPlan(32, List.of(), new SobolSampler(42), Bounds.cube(1, -10, 10), 42),
                Methods.named("lbfgs").orElseThrow().create(),
                500,
                NEVER));
        assertThat(result.minima())
                .allSatisfy(found -> assertThat(found.point().x()[0]).isCloseTo(1, within(1e-6)));
    }

    @Test
    void nothing_finite_is_said_and_is_no_success() {
        SearchResult result = SearchDriver.run(search("log(-1 - x^2)", 5, 16, NEVER));
        assertThat(result.status()).isEqualTo(Status.NOTHING_FINITE);
        assertThat(result.status().isSuccess()).isFalse();
        assertThat(result.best()).isNull();
        assertThat(result.message()).contains("not finite");
    }

    @Test
    void a_search_cut_short_says_so() {
        SearchSpecification search = search(HIMMELBLAU, 5, 100, NEVER);
        SearchResult result = ResultAssembly.assemble(search, tally(search, 8, true), StopReason.TIME_LIMIT, 2);
        assertThat(result.status()).isEqualTo(Status.TIME_LIMIT);
        assertThat(result.complete()).isFalse();
        assertThat(result.minima()).hasSize(2);
        assertThat(result.minimaTotal()).isEqualTo(4);
    }

    private static SearchTally tally(SearchSpecification search, int lanes, boolean upwards) {
        SearchTally tally = search.newTally();
        DescentBatch batch = search.newBatch(lanes);
        long total = search.starts().total();
        long begun = 0;
        while (begun < total || batch.active() > 0) {
            while (batch.hasFreeLane() && begun < total) {
                long start = upwards ? begun : total - 1 - begun;
                batch.begin(start, search.starts().point(start));
                begun++;
            }
            batch.advance(1_000, tally::add);
        }
        return tally;
    }

    private static SearchSpecification search(String text, double halfWidth, int starts, double target) {
        Formula formula = Formula.parse(text, ParseOptions.none());
        Bounds box = Bounds.cube(formula.dimension(), -halfWidth, halfWidth);
        return search(
                new Problem(text, formula.variables(), new FormulaObjective(formula), box, false),
                new StartPlan(starts, List.of(), new SobolSampler(42), box, 42),
                Methods.named("lbfgs").orElseThrow().create(),
                10_000,
                target);
    }

    private static SearchSpecification search(
            Problem problem, StartPlan starts, Optimizer<?> method, long iterations, double target) {
        DescentPlan plan = new DescentPlan(method, 1e-8, iterations, 20, target);
        return new SearchSpecification(problem, starts, plan, Distinctness.standard(), new StopPlan(100, target, 0));
    }
}
