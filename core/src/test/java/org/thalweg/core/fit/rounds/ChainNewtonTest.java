package org.thalweg.core.fit.rounds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.thalweg.core.expression.Formula;
import org.thalweg.core.expression.ParseOptions;
import org.thalweg.core.fit.Question;
import org.thalweg.core.fit.chain.ChainTerms;
import org.thalweg.core.kernel.CompiledFormula;
import org.thalweg.core.kernel.KernelBackend;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.linalg.Vectors;
import org.thalweg.core.random.Draws;
import org.thalweg.core.stopping.FirstOf;
import org.thalweg.core.stopping.Termination;

class ChainNewtonTest {
    private static final long SEED = 5;
    private static final String ROSENBROCK = "sum(i, 1, n-1, 100*(x[i+1]-x[i]^2)^2 + (1-x[i])^2)";

    private static Formula formula(String text, int n) {
        return Formula.parse(text, ParseOptions.none().withDimension(n));
    }

    private static FitSpecification specification(String text, int n, int blocks, double... pattern) {
        ChainTerms terms = ChainTerms.of(formula(text, n), false).orElseThrow();
        FitPlan<ChainNewtonState> plan = new FitPlan<>(
                new ChainNewton(terms.seams(), 1e-8),
                new Blocks(n, blocks),
                new StartPoint.Repeated(pattern),
                null,
                FirstOf.standard(1e-8, 500, Double.NEGATIVE_INFINITY),
                Question.Kind.GRADIENT);
        return new FitSpecification(text, terms, plan);
    }

    private static FitResult minimum(FitSpecification fit) throws IOException {
        return FitDriver.of(fit.terms()).minimize(fit.plan());
    }

    @ParameterizedTest
    @CsvSource({"2, 1", "7, 3", "101, 4", "1000, 8", "1001, 1", "3000, 16"})
    void a_front_that_runs_along_the_chain_is_followed_to_its_end(int n, int blocks) throws IOException {
        FitResult end = minimum(specification(ROSENBROCK, n, blocks, -1.2, 1));

        assertThat(end.termination()).isEqualTo(Termination.GRADIENT_TOLERANCE);
        assertThat(Vectors.maxNorm(end.gradient())).isLessThanOrEqualTo(1e-8);
        for (double x : end.x()) {
            assertThat(x).isCloseTo(1, within(1e-7));
        }
        assertThat(end.iterations()).isLessThan(100);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // a clamped beam: condition 10¹²
                "x[1]^2 + x[2]^2 + sum(i, 1, n-2, (x[i]-2*x[i+1]+x[i+2])^2) - sum(i, 1, n, x[i])/n^2",
                "sum(i, 1, n-1, sqrt(1 + (x[i+1]-x[i])^2*n^2)/n) + sum(i, 1, n, (x[i]-sin(i/n*6))^2/n)",
                "sum(i, 1, n/2, 100*(x[2*i]-x[2*i-1]^2)^2 + (1-x[2*i-1])^2)",
                "sum(i, 1, n, i*(x[i]-i)^2)"
            })
    void steps_are_few_whatever_the_condition(String text) throws IOException {
        FitResult end = minimum(specification(text, 1200, 5, 0));

        assertThat(end.termination()).isEqualTo(Termination.GRADIENT_TOLERANCE);
        assertThat(end.iterations()).isLessThan(40);
    }

    @Test
    void equations_solved_in_pieces_have_the_solution_of_all() throws IOException {
        int n = 700;
        String text = "sum(i, 1, n-2, (x[i]-2*x[i+1]+x[i+2]-1)^2) + sum(i, 1, n, (x[i]-i/n)^2)/n";
        FitResult end = minimum(specification(text, n, 3, 2, -1));
        double[] gradient = new double[n];
        CompiledFormula.compile(formula(text, n), KernelBackend.REFERENCE).valueAndGradient(end.x(), gradient);

        assertThat(Vectors.maxNorm(gradient)).isLessThan(2e-8);
    }

    @ParameterizedTest
    @ValueSource(strings = {ROSENBROCK, "3 - sum(i, 1, n, sin(x[i])*cos(x[i])) + sum(i, 2, n, x[i]*x[i-1]/i)"})
    void pieces_and_seams_add_up_to_the_formula(String text) throws IOException {
        int n = 500;
        Formula formula = formula(text, n);
        ChainTerms terms = ChainTerms.of(formula, false).orElseThrow();
        double[] x = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = 2 * Draws.seeded(SEED).unit(i) - 1;
        }
        double[] gradient = new double[n];
        double value = CompiledFormula.compile(formula, KernelBackend.REFERENCE).valueAndGradient(x, gradient);

        double[] answer = FitDriver.of(terms).answer(Question.gradient(), x);
        double[] along = FitDriver.of(terms).answer(Question.values(gradient, 0, 1e-3), x);
        double[] negated =
                FitDriver.of(ChainTerms.of(formula, true).orElseThrow()).answer(Question.gradient(), x);

        assertThat(terms.shards()).isGreaterThan(4);
        assertThat(answer[0]).as("seed %d", SEED).isCloseTo(value, within(1e-10 * Math.abs(value)));
        assertThat(along[0]).isEqualTo(answer[0]);
        assertThat(along[1]).isNotEqualTo(along[0]);
        for (int i = 0; i < n; i++) {
            assertThat(answer[1 + i]).isCloseTo(gradient[i], within(1e-10 * (1 + Math.abs(gradient[i]))));
            assertThat(negated[1 + i]).isEqualTo(-answer[1 + i]);
        }
    }

    @Test
    void relaxation_lowers_the_sum_by_what_it_says() throws IOException {
        int n = 600;
        ChainTerms terms = ChainTerms.of(formula(ROSENBROCK, n), false).orElseThrow();
        FitDriver driver = FitDriver.of(terms);
        double[] x = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = 2 * Draws.seeded(SEED).unit(i) - 1;
        }
        for (boolean onSeams : new boolean[] {false, true}) {
            double before = driver.answer(Question.value(), x)[0];
            double[] moved = driver.answer(Question.relaxed(onSeams, 1e-8), x);
            for (int i = 0; i < n; i++) {
                x[i] += moved[1 + i];
            }
            double after = driver.answer(Question.value(), x)[0];

            assertThat(moved[0]).isNegative();
            assertThat(after - before).isCloseTo(moved[0], within(1e-9 * before));
        }
    }

    @Test
    void owners_that_are_stored_and_read_again_at_any_time_go_on_to_the_same_bits() throws IOException {
        FitSpecification fit = specification(ROSENBROCK, 300, 3, -1.2, 1);
        String expected = minimum(fit).digest();
        List<BlockOwner<?>> owners = new ArrayList<>();
        for (int b = 0; b < 3; b++) {
            owners.add(fit.owner(b));
        }
        while (!owners.get(0).isOver()) {
            List<BlockOwner<?>> again = new ArrayList<>();
            ShardWorker worker = new ShardWorker(fit.plan().blocks(), 0, 1);
            for (int id = 0; id < fit.terms().shards(); id++) {
                worker.add(id, fit.terms().open(id));
            }
            for (int b = 0; b < 3; b++) {
                BlockOwner<?> owner = BlockOwner.read(fit, b, stored(owners.get(b)));
                owner.hear(worker.hello(b));
                again.add(owner);
            }
            again.forEach(owner -> worker.hear(owner.call(0)));
            boolean done = worker.work();
            while (!done) {
                done = worker.work();
            }
            for (int b = 0; b < 3; b++) {
                again.get(b).hear(worker.reply(b));
            }
            owners = again;
        }

        FitResult end = FitResult.of(
                fit.plan().blocks(), owners.stream().map(BlockOwner::end).toList());

        assertThat(end.digest()).isEqualTo(expected);
    }

    private static DataInputStream stored(BlockOwner<?> owner) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        owner.write(new DataOutputStream(bytes));
        return new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
    }

    @Test
    void valleys_without_a_floor_and_places_where_nothing_is_finite_are_named() throws IOException {
        assertThat(minimum(specification("sum(i, 1, n, -exp(x[i]))", 100, 2, 1)).termination())
                .isEqualTo(Termination.UNBOUNDED);
        assertThat(minimum(specification("sum(i, 1, n, log(x[i]))", 100, 2, -1)).termination())
                .isEqualTo(Termination.NON_FINITE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x[1]*x[n] + sum(i, 1, n, x[i]^2)",
                "sum(i, 1, n/2, (x[i]-x[n+1-i])^2)",
                "sum(i, 1, n, sum(j, 1, n, x[i]*x[j]))",
                "sum(i, 1, n-20, x[i]*x[i+20])"
            })
    void terms_that_read_what_is_far_apart_are_no_chain(String text) {
        assertThat(ChainTerms.of(formula(text, 200), false)).isEmpty();
    }

    @Test
    void bounds_are_refused() {
        FitSpecification fit = specification(ROSENBROCK, 10, 2, 1);
        assertThatThrownBy(() -> fit.plan().method().init(new double[5], Bounds.cube(5, 0, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("takes no bounds");
    }
}
