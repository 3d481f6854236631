package org.thalweg.core.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.optimizer.Adam;
import org.thalweg.core.optimizer.ConjugateGradient;
import org.thalweg.core.optimizer.DerivativeOrder;
import org.thalweg.core.optimizer.Descent;
import org.thalweg.core.optimizer.Evaluation;
import org.thalweg.core.optimizer.FirstOrder;
import org.thalweg.core.optimizer.GradientDescent;
import org.thalweg.core.optimizer.Lbfgs;
import org.thalweg.core.optimizer.Method;
import org.thalweg.core.optimizer.Methods;
import org.thalweg.core.optimizer.Newton;
import org.thalweg.core.optimizer.Optimizer;
import org.thalweg.core.stopping.FirstOf;
import org.thalweg.core.stopping.MaxEvaluations;
import org.thalweg.core.stopping.Progress;
import org.thalweg.core.stopping.StoppingRule;
import org.thalweg.core.stopping.Termination;

/** What every optimizer promises, whatever its method: a new one joins by its line in the catalogue. */
class OptimizerConformanceTest {

    private static final double INFINITY = Double.POSITIVE_INFINITY;

    /** A descent to be made: an objective, a start, and a box. */
    record Problem(String name, Formula f, Bounds bounds, double... start) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Problem free(String name, Formula f, double... start) {
        return new Problem(name, f, Bounds.unbounded(f.dimension()), start);
    }

    private static Problem boxed(String name, Formula f, double low, double high, double... start) {
        return new Problem(name, f, Bounds.cube(f.dimension(), low, high), start);
    }

    /** Every method should reach a stationary point here. */
    static final List<Problem> EASY = List.of(
            free("quadratic", Landscapes.quadratic(4, 10), 3, -2, 5, 1),
            free("dimension 1", Landscapes.quadratic(1, 3), 7),
            free("Himmelblau", Landscapes.himmelblau(), 1, 1),
            free("Booth", Landscapes.booth(), -8, 9),
            free("log-quartic", Landscapes.logQuartic(), -3),
            boxed("active bound", Landscapes.quadratic(3, 10), 0.5, 1.5, 1, 1, 1),
            boxed("start outside", Landscapes.himmelblau(), -1, 2, 50, -50),
            boxed("start in the wrong corner", Landscapes.booth(), -2, 2, -2, 2),
            new Problem(
                    "one coordinate fixed",
                    Landscapes.quadratic(3, 10),
                    new Bounds(new double[] {-9, 0.25, -9}, new double[] {9, 0.25, 9}),
                    4,
                    4,
                    4),
            new Problem(
                    "bounds on one side",
                    Landscapes.himmelblau(),
                    new Bounds(new double[] {-INFINITY, 2.5}, new double[] {INFINITY, INFINITY}),
                    -4,
                    5),
            boxed("end of the domain", Landscapes.logBarrier(3), 0, 100, 50, 40, 30));

    /** Methods that adapt to curvature should reach a stationary point here, and others a lower one. */
    static final List<Problem> HARD = List.of(
            free("ill conditioned", Landscapes.quadratic(6, 1e4), 3, -2, 5, 1, 9, 9),
            free("Rosenbrock", Landscapes.rosenbrock(2), -1.2, 1),
            free("Rosenbrock 10", Landscapes.rosenbrock(10), -1.2, 1, -1.2, 1, -1.2, 1, -1.2, 1, -1.2, 1),
            free("Beale", Landscapes.beale(), 1, 1),
            free("quartic", Landscapes.quartic(), 3, -2),
            free("Powell", Landscapes.powellSingular(), 3, -1, 0, 1),
            free("Wood", Landscapes.wood(), -3, -1, -3, -1),
            boxed("Rosenbrock against a wall", Landscapes.rosenbrock(2), -2, 0.5, -1.2, 0.4),
            boxed("Rosenbrock 10 in a corner", Landscapes.rosenbrock(10), 0.2, 0.9, new double[10]),
            boxed("Wood in a box", Landscapes.wood(), -3, 0.75, -3, -1, -3, -1),
            boxed("Powell at its bounds", Landscapes.powellSingular(), 0, 3, 3, 1, 0, 1));

    private static final Set<String> CURVED = Set.of("lbfgs", "newton", "conjugate-gradient");

    static Stream<Optimizer<?>> optimizers() {
        return Stream.concat(
                Methods.all().stream().map(Method::create),
                Stream.of(
                        FirstOrder.constant(new GradientDescent(1e-3)),
                        FirstOrder.constant(new Adam(1e-2)),
                        new Lbfgs(1, new Lbfgs().search())));
    }

    /** The methods of the catalogue, as users get them. */
    static Stream<Arguments> onEasy() {
        return Methods.all().stream().flatMap(m -> EASY.stream().map(p -> arguments(m.name(), p)));
    }

    static Stream<Arguments> onHard() {
        return Methods.all().stream().flatMap(m -> HARD.stream().map(p -> arguments(m.name(), p)));
    }

    private static Optimizer<?> named(String name) {
        return Methods.named(name).orElseThrow().create();
    }

    private static StoppingRule rule(double tolerance, long iterations) {
        return FirstOf.standard(tolerance, iterations, -INFINITY);
    }

    private static Descent run(Optimizer<?> optimizer, Formula f, double[] start, Bounds bounds, StoppingRule rule) {
        return Descent.run(optimizer, new Curved(f), start, bounds, rule);
    }

    private static double projectedGradientNorm(Problem p, double[] x) {
        double[] gradient = new double[x.length];
        p.f.valueAndGradient(x, gradient);
        return p.bounds.projectedGradientNorm(x, gradient);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("onEasy")
    void an_easy_descent_ends_at_a_stationary_point(String name, Problem p) {
        Optimizer<?> optimizer = named(name);
        Descent descent = run(optimizer, p.f, p.start, p.bounds, rule(1e-6, 10_000));
        assertThat(descent.termination()).isIn(Termination.GRADIENT_TOLERANCE, Termination.STEP_TOLERANCE);
        double tolerance = optimizer.order() == DerivativeOrder.VALUE ? 1e-4 : 1e-6;
        assertThat(projectedGradientNorm(p, descent.x())).isLessThanOrEqualTo(tolerance);
        assertThat(p.bounds.contains(descent.x())).isTrue();
        assertThat(descent.value()).isEqualTo(p.f.value(descent.x()));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("onHard")
    void a_hard_descent_ends_at_a_stationary_point_or_lower_than_it_began(String name, Problem p) {
        Optimizer<?> optimizer = named(name);
        boolean curved = CURVED.contains(name);
        Descent descent = run(optimizer, p.f, p.start, p.bounds, rule(curved ? 1e-8 : 1e-6, 10_000));
        double[] begin = p.start.clone();
        p.bounds.project(begin);
        if (curved) {
            assertThat(descent.termination()).isEqualTo(Termination.GRADIENT_TOLERANCE);
            assertThat(projectedGradientNorm(p, descent.x())).isLessThanOrEqualTo(1e-8);
        } else {
            assertThat(descent.value()).isLessThan(p.f.value(begin));
            assertThat(descent.termination().outcome()).isNotEqualTo(Termination.LINE_SEARCH_FAILED.outcome());
        }
        assertThat(p.bounds.contains(descent.x())).isTrue();
        assertThat(descent.value()).isEqualTo(p.f.value(descent.x()));
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void a_state_that_is_written_and_read_at_every_evaluation_goes_on_to_the_same_bits(Optimizer<?> optimizer)
            throws IOException {
        for (Problem p : List.of(EASY.get(6), EASY.get(8), EASY.get(10), HARD.get(1), HARD.get(8), HARD.get(10))) {
            List<double[]> plain = course(optimizer, p, false);
            List<double[]> interrupted = course(optimizer, p, true);
            assertThat(plain).hasSameSizeAs(interrupted);
            for (int k = 0; k < plain.size(); k++) {
                assertThat(Arrays.equals(plain.get(k), interrupted.get(k)))
                        .as("%s, evaluation %d: %s", p, k, Arrays.toString(plain.get(k)))
                        .isTrue();
            }
        }
    }

    /** Every trial, followed by what the state says of itself. */
    private static <S extends Progress> List<double[]> course(Optimizer<S> optimizer, Problem p, boolean interrupted)
            throws IOException {
        double[] start = p.start.clone();
        S state = optimizer.init(start, p.bounds);
        assertThat(start).as("the start is only read").isEqualTo(p.start);
        Evaluation evaluation = new Evaluation(start.length, optimizer.order());
        List<double[]> course = new ArrayList<>();
        StoppingRule rule = FirstOf.of(rule(1e-9, 10_000), new MaxEvaluations(400));
        while (rule.test(state) == null) {
            if (interrupted) {
                state = copy(optimizer, state, p.bounds);
            }
            double[] trial = optimizer.ask(state);
            assertThat(p.bounds.contains(trial))
                    .as("%s: %s", p, Arrays.toString(trial))
                    .isTrue();
            Descent.evaluate(new Curved(p.f), optimizer.order(), trial, evaluation);
            double[] entry = Arrays.copyOf(trial, trial.length + 6);
            optimizer.tell(state, evaluation);
            entry[trial.length] = state.value();
            entry[trial.length + 1] = state.gradientNorm();
            entry[trial.length + 2] = state.stepNorm();
            entry[trial.length + 3] = state.iterations();
            entry[trial.length + 4] = state.evaluations();
            entry[trial.length + 5] = state.atIterate() ? 1 : 0;
            course.add(entry);
            assertThat(state.evaluations()).as("evaluations are tells").isEqualTo(course.size());
        }
        return course;
    }

    private static <S extends Progress> S copy(Optimizer<S> optimizer, S state, Bounds bounds) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        optimizer.codec().write(state, new DataOutputStream(bytes));
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
        S copy = optimizer.codec().read(optimizer.codec().version(), in, bounds);
        assertThat(in.read()).as("all bytes are read").isEqualTo(-1);
        return copy;
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void a_start_that_is_not_finite_ends_at_once(Optimizer<?> optimizer) {
        for (double value : new double[] {Double.NaN, INFINITY}) {
            Formula f = new Formula(2, (x, g) -> {
                Arrays.fill(g, value);
                return value;
            });
            Descent descent = run(optimizer, f, new double[] {1, 2}, Bounds.unbounded(2), rule(1e-8, 1000));
            assertThat(descent.termination()).isEqualTo(Termination.NON_FINITE);
            assertThat(descent.evaluations()).isEqualTo(1);
            assertThat(descent.x()).containsExactly(1, 2);
        }
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void a_gradient_that_is_not_finite_at_the_start_ends_at_once(Optimizer<?> optimizer) {
        if (optimizer.order() == DerivativeOrder.VALUE) {
            return;
        }
        Formula f = new Formula(2, (x, g) -> {
            g[0] = 1;
            g[1] = Double.NaN;
            return x[0];
        });
        assertThat(run(optimizer, f, new double[] {1, 2}, Bounds.unbounded(2), rule(1e-8, 1000))
                        .termination())
                .isEqualTo(Termination.NON_FINITE);
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void an_objective_that_is_finite_at_the_start_alone_ends_in_finite_time(Optimizer<?> optimizer) {
        for (double elsewhere : new double[] {Double.NaN, INFINITY}) {
            Formula f = new Formula(2, (x, g) -> {
                g[0] = 1;
                g[1] = 1;
                return x[0] == 1 && x[1] == 2 ? 5 : elsewhere;
            });
            Descent descent = run(
                    optimizer,
                    f,
                    new double[] {1, 2},
                    Bounds.unbounded(2),
                    FirstOf.of(rule(1e-8, 10_000), new MaxEvaluations(5_000)));
            assertThat(descent.evaluations()).isLessThan(5_000);
            assertThat(descent.x()).containsExactly(1, 2);
            assertThat(descent.value()).isEqualTo(5);
        }
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void a_constant_is_stationary_everywhere(Optimizer<?> optimizer) {
        Formula f = new Formula(2, (x, g) -> {
            Arrays.fill(g, 0);
            return 7;
        });
        Descent descent = run(optimizer, f, new double[] {1, 2}, Bounds.unbounded(2), rule(1e-8, 10_000));
        assertThat(descent.termination()).isIn(Termination.GRADIENT_TOLERANCE, Termination.STEP_TOLERANCE);
        assertThat(descent.value()).isEqualTo(7);
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void a_box_that_is_a_point_holds_the_descent(Optimizer<?> optimizer) {
        Bounds point = new Bounds(new double[] {1, 2}, new double[] {1, 2});
        Descent descent = run(optimizer, Landscapes.himmelblau(), new double[] {9, 9}, point, rule(1e-8, 1000));
        assertThat(descent.x()).containsExactly(1, 2);
        assertThat(descent.termination()).isIn(Termination.GRADIENT_TOLERANCE, Termination.STEP_TOLERANCE);
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void a_fall_without_end_is_called_unbounded_or_spends_its_budget(Optimizer<?> optimizer) {
        Formula slope = new Formula(2, (x, g) -> {
            g[0] = -1;
            g[1] = 2;
            return -x[0] + 2 * x[1];
        });
        Formula dome = new Formula(2, (x, g) -> {
            g[0] = -2 * x[0];
            g[1] = 2 * x[1];
            return x[1] * x[1] - x[0] * x[0];
        });
        for (Formula f : List.of(slope, dome)) {
            Descent descent = run(optimizer, f, new double[] {1, 2}, Bounds.unbounded(2), rule(1e-8, 10_000));
            if (CURVED.contains(optimizer.name())) {
                assertThat(descent.termination()).isEqualTo(Termination.UNBOUNDED);
                assertThat(descent.evaluations()).isLessThan(2_000);
            } else {
                assertThat(descent.termination())
                        .isIn(
                                Termination.UNBOUNDED,
                                Termination.ITERATIONS_SPENT,
                                Termination.STEP_TOLERANCE,
                                // AdamW rests where its decay balances the slope.
                                Termination.LINE_SEARCH_FAILED,
                                Termination.NON_FINITE);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void a_pole_downwards_is_unbounded(Optimizer<?> optimizer) {
        Formula f = new Formula(1, (x, g) -> {
            g[0] = 1;
            return x[0] < 0.5 ? Double.NEGATIVE_INFINITY : x[0];
        });
        Descent descent = run(optimizer, f, new double[] {1}, Bounds.cube(1, 0, 2), rule(1e-8, 100_000));
        assertThat(descent.termination()).isEqualTo(Termination.UNBOUNDED);
        assertThat(descent.value()).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void a_wrong_gradient_does_not_hang(Optimizer<?> optimizer) {
        Formula backwards = new Formula(2, (x, g) -> {
            double value = Landscapes.himmelblau().valueAndGradient(x, g);
            g[0] = -g[0];
            g[1] = -g[1];
            return value;
        });
        Formula sideways = new Formula(2, (x, g) -> {
            double value = Landscapes.himmelblau().valueAndGradient(x, g);
            double first = g[0];
            g[0] = g[1];
            g[1] = -first;
            return value;
        });
        for (Formula f : List.of(backwards, sideways)) {
            Descent descent = run(optimizer, f, new double[] {1, 1}, Bounds.cube(2, -50, 50), rule(1e-8, 2_000));
            assertThat(descent.evaluations()).isLessThan(62_000);
            assertThat(descent.termination()).isNotNull();
        }
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void huge_and_tiny_values_are_no_exceptions(Optimizer<?> optimizer) {
        for (double scale : new double[] {1e-100, 1e100, 1e-200, 1e200, 1e300}) {
            Formula f = new Formula(2, (x, g) -> {
                double value = scale * Landscapes.booth().valueAndGradient(x, g);
                g[0] *= scale;
                g[1] *= scale;
                return value;
            });
            Descent descent = run(
                    optimizer,
                    f,
                    new double[] {-8, 9},
                    Bounds.unbounded(2),
                    FirstOf.of(rule(1e-9 * scale, 3_000), new MaxEvaluations(20_000)));
            assertThat(descent.value()).isFinite();
            if (!(optimizer instanceof FirstOrder method && method.patience() == 0)) {
                assertThat(descent.value()).isLessThanOrEqualTo(f.value(new double[] {-8, 9}));
            }
            if (CURVED.contains(optimizer.name())) {
                assertThat(descent.x())
                        .as("scale %s", scale)
                        .containsExactly(new double[] {1, 3}, org.assertj.core.api.Assertions.within(1e-6));
            }
        }
    }

    @Test
    void the_catalogue_offers_eleven_methods_under_their_own_names() {
        assertThat(Methods.names())
                .containsExactlyInAnyOrder(
                        "gradient-descent",
                        "momentum",
                        "nesterov",
                        "adagrad",
                        "rmsprop",
                        "adam",
                        "adamw",
                        "conjugate-gradient",
                        "lbfgs",
                        "newton",
                        "nelder-mead");
        for (Method method : Methods.all()) {
            assertThat(method.create().name()).isEqualTo(method.name());
            if (method.takesStep()) {
                assertThat(method.create(0.25).name()).isEqualTo(method.name());
            }
        }
        assertThat(Methods.all().get(0).create()).isEqualTo(new Lbfgs());
        assertThat(Methods.named("newton").orElseThrow().create()).isEqualTo(new Newton());
        assertThat(Methods.named("conjugate-gradient").orElseThrow().create()).isEqualTo(new ConjugateGradient());
    }
}
