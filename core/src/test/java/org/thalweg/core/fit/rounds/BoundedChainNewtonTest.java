package org.thalweg.core.fit.rounds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.thalweg.core.expression.Formula;
import org.thalweg.core.expression.ParseOptions;
import org.thalweg.core.fit.Question;
import org.thalweg.core.fit.chain.ChainTerms;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.stopping.FirstOf;
import org.thalweg.core.stopping.Termination;

class BoundedChainNewtonTest {
    private static final double TOLERANCE = 1e-9;
    private static final String ROSENBROCK = "sum(i, 1, n-1, 100*(x[i+1]-x[i]^2)^2 + (1-x[i])^2)";

    private static FitSpecification specification(String text, Bounds bounds, int blocks, double... pattern) {
        int n = bounds.dimension();
        ChainTerms terms = ChainTerms.of(Formula.parse(text, ParseOptions.none().withDimension(n)), false)
                .orElseThrow();
        FitPlan<BoundedChainState> plan = new FitPlan<>(
                new BoundedChainNewton(terms.seams()),
                new Blocks(n, blocks),
                new StartPoint.Repeated(pattern),
                bounds,
                FirstOf.standard(TOLERANCE, 2_000, Double.NEGATIVE_INFINITY),
                Question.Kind.GRADIENT);
        return new FitSpecification(text, terms, plan);
    }

    private static FitResult minimum(FitSpecification fit) throws IOException {
        return FitDriver.of(fit.terms()).minimize(fit.plan());
    }

    @ParameterizedTest
    @CsvSource({"10, 1", "1000, 1", "1000, 7", "4001, 16"})
    void a_string_that_lies_on_a_floor_is_free_where_it_is_above_it(int n, int blocks) throws IOException {
        // a string whose ends are held at 1, pulled down by a load, on a floor at 0
        String text = "sum(i, 1, n-1, (x[i+1]-x[i])^2) + sum(i, 1, n, 32*x[i])/n^2";
        double[] lower = new double[n];
        double[] upper = new double[n];
        Arrays.fill(upper, Double.POSITIVE_INFINITY);
        lower[0] = upper[0] = 1;
        lower[n - 1] = upper[n - 1] = 1;
        FitResult end = minimum(specification(text, new Bounds(lower, upper), blocks, 0.5));

        assertThat(end.termination()).isEqualTo(Termination.GRADIENT_TOLERANCE);
        assertThat(end.iterations()).isLessThan(60);
        double[] x = end.x();
        double[] g = end.gradient();
        int down = 0;
        for (int i = 0; i < n; i++) {
            assertThat(x[i]).isBetween(0.0, 1.0);
            if (x[i] == 0) {
                down++;
                assertThat(g[i]).isGreaterThanOrEqualTo(-TOLERANCE);
            } else if (i > 0 && i < n - 1) {
                assertThat(g[i]).isCloseTo(0, within(TOLERANCE));
            }
            assertThat(x[i]).isCloseTo(x[n - 1 - i], within(1e-6));
        }
        assertThat(down).isBetween(n / 5, n / 2);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.25, 0.8, 1.0, 2})
    void rosenbrocks_chain_under_a_lid_satisfies_the_conditions_of_first_order(double lid) throws IOException {
        int n = 120;
        Bounds bounds = Bounds.cube(n, -2, lid);
        FitResult end = minimum(specification(ROSENBROCK, bounds, 3, 0.2, 0.1));

        assertThat(end.termination()).isIn(Termination.GRADIENT_TOLERANCE, Termination.STEP_TOLERANCE);
        assertThat(bounds.contains(end.x())).isTrue();
        assertThat(bounds.projectedGradientNorm(end.x(), end.gradient())).isLessThan(1e-7);
    }

    @Test
    void without_bounds_that_matter_the_minimum_is_that_of_the_chain_in_the_open() throws IOException {
        int n = 700;
        String text = "sum(i, 1, n-2, (x[i]-2*x[i+1]+x[i+2]-1)^2) + sum(i, 1, n, (x[i]-i/n)^2)/n";
        FitResult boxed = minimum(specification(text, Bounds.cube(n, -1e9, 1e9), 3, 2, -1));
        ChainTerms terms = ChainTerms.of(Formula.parse(text, ParseOptions.none().withDimension(n)), false)
                .orElseThrow();
        FitResult open = FitDriver.of(terms)
                .minimize(new FitPlan<>(
                        new ChainNewton(terms.seams(), TOLERANCE),
                        new Blocks(n, 3),
                        new StartPoint.Repeated(new double[] {2, -1}),
                        null,
                        FirstOf.standard(TOLERANCE, 500, Double.NEGATIVE_INFINITY),
                        Question.Kind.GRADIENT));

        assertThat(boxed.termination()).isEqualTo(Termination.GRADIENT_TOLERANCE);
        for (int i = 0; i < n; i++) {
            assertThat(boxed.x()[i]).isCloseTo(open.x()[i], within(1e-5 * (1 + Math.abs(open.x()[i]))));
        }
    }

    @Test
    void variables_that_are_fixed_stay_where_they_are() throws IOException {
        double[] lower = new double[300];
        double[] upper = new double[300];
        Arrays.fill(lower, -3);
        Arrays.fill(upper, 3);
        for (int i : new int[] {0, 99, 100, 299}) {
            lower[i] = 0.1 * (i + 1) % 2;
            upper[i] = lower[i];
        }
        Bounds bounds = new Bounds(lower, upper);
        FitResult end = minimum(specification("sum(i, 1, n-1, (x[i+1]-x[i])^2)", bounds, 2, 1));

        assertThat(end.termination()).isEqualTo(Termination.GRADIENT_TOLERANCE);
        assertThat(end.x()[99]).isEqualTo(lower[99]);
        for (int i = 1; i < 99; i++) {
            double line = lower[0] + (lower[99] - lower[0]) * i / 99;
            assertThat(end.x()[i]).isCloseTo(line, within(1e-6));
        }
    }

    @Test
    void a_descent_that_is_stored_at_any_round_goes_on_to_the_same_bits() throws IOException {
        String text = "sum(i, 1, n-1, (x[i+1]-x[i]-0.2)^2 + x[i]^4) + sum(i, 1, n, cos(3*x[i]))";
        Bounds bounds = Bounds.cube(200, -0.3, 0.9);
        FitSpecification fit = specification(text, bounds, 1, 0.5, -0.1);
        FitResult expected = minimum(fit);

        BlockOwner<?> owner = fit.owner(0);
        ShardWorker worker = new ShardWorker(fit.plan().blocks(), 0, 1);
        for (int id = 0; id < fit.terms().shards(); id++) {
            worker.add(id, fit.terms().open(id));
        }
        owner.hear(worker.hello(0));
        worker.hear(owner.call(0));
        while (!worker.isOver()) {
            boolean done = worker.work();
            while (!done) {
                done = worker.work();
            }
            owner.hear(worker.reply(0));
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            owner.write(new DataOutputStream(bytes));
            owner = BlockOwner.read(fit, 0, new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
            owner.hear(worker.hello(0));
            worker.hear(owner.call(0));
        }

        assertThat(owner.end().x()).containsExactly(expected.x());
        assertThat(expected.termination()).isEqualTo(Termination.GRADIENT_TOLERANCE);
    }
}
