package org.thalweg.core.fit.rounds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import org.thalweg.core.fit.Question;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.linalg.Vectors;
import org.thalweg.core.optimizer.Descent;
import org.thalweg.core.optimizer.Lbfgs;
import org.thalweg.core.stopping.FirstOf;
import org.thalweg.core.stopping.GradientTolerance;
import org.thalweg.core.stopping.MethodEnded;
import org.thalweg.core.stopping.StoppingRule;
import org.thalweg.core.stopping.Termination;

class BlockLbfgsTest {
    private static final StartPoint USUAL = new StartPoint.Repeated(new double[] {-1.2, 1});

    private static FitPlan<BlockLbfgsState> plan(int parameters, int blocks, double tolerance) {
        StoppingRule rule = FirstOf.of(new MethodEnded(), new GradientTolerance(tolerance));
        return new FitPlan<>(
                new BlockLbfgs(), new Blocks(parameters, blocks), USUAL, null, rule, Question.Kind.GRADIENT);
    }

    @ParameterizedTest
    @CsvSource({"2, 1, 1", "2, 2, 1", "101, 1, 4", "101, 3, 7", "101, 101, 50", "1000, 8, 16"})
    void rosenbrock_is_minimized_whatever_the_blocks(int parameters, int blocks, int shards) throws IOException {
        FitResult end = FitDriver.of(new RosenbrockChain(parameters, shards)).minimize(plan(parameters, blocks, 1e-8));

        assertThat(end.termination()).isEqualTo(Termination.GRADIENT_TOLERANCE);
        assertThat(end.gradientNorm()).isLessThanOrEqualTo(1e-8);
        assertThat(Vectors.maxNorm(end.gradient())).isLessThanOrEqualTo(1e-8);
        assertThat(end.value()).isLessThan(1e-10);
    }

    @Test
    void it_takes_about_as_many_evaluations_as_the_method_that_owns_all_parameters() throws IOException {
        FitDriver driver = FitDriver.of(new RosenbrockChain(200, 4));
        double[] start = new double[200];
        USUAL.fill(0, start);
        Descent whole =
                driver.minimize(ByGradient.of(new Lbfgs()), start, Bounds.unbounded(200), new GradientTolerance(1e-6));

        FitResult divided = driver.minimize(plan(200, 5, 1e-6));

        assertThat((double) divided.evaluations()).isBetween(0.7 * whole.evaluations(), 1.4 * whole.evaluations());
        assertThat(divided.rounds()).isEqualTo(2 * divided.evaluations() + 1);
    }

    @Test
    void owners_that_are_stored_and_read_again_at_any_time_go_on_to_the_same_bits() throws IOException {
        FitPlan<BlockLbfgsState> plan = plan(40, 3, 1e-8);
        RosenbrockChain terms = new RosenbrockChain(40, 6);
        FitSpecification specification = new FitSpecification("chain", terms, plan);
        String expected = FitDriver.of(terms).minimize(plan).digest();
        List<BlockOwner<?>> owners = new ArrayList<>();
        for (int b = 0; b < 3; b++) {
            owners.add(specification.owner(b));
        }
        while (!owners.get(0).isOver()) {
            List<BlockOwner<?>> again = new ArrayList<>();
            ShardWorker worker = new ShardWorker(plan.blocks(), 0, 1);
            for (int id = 0; id < terms.shards(); id++) {
                worker.add(id, terms.open(id));
            }
            for (int b = 0; b < 3; b++) {
                BlockOwner<?> owner = BlockOwner.read(specification, b, stored(owners.get(b)));
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

        FitResult end =
                FitResult.of(plan.blocks(), owners.stream().map(BlockOwner::end).toList());

        assertThat(end.digest()).isEqualTo(expected);
    }

    private static DataInputStream stored(BlockOwner<?> owner) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        owner.write(new DataOutputStream(bytes));
        return new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
    }

    @Test
    void a_sum_that_is_not_finite_at_the_start_ends_the_fit() throws IOException {
        FitPlan<BlockLbfgsState> plan = plan(10, 2, 1e-8);
        FitPlan<BlockLbfgsState> bad = new FitPlan<>(
                plan.method(),
                plan.blocks(),
                new StartPoint.Repeated(new double[] {Double.NaN}),
                null,
                plan.rule(),
                plan.last());

        FitResult end = FitDriver.of(new RosenbrockChain(10, 2)).minimize(bad);

        assertThat(end.termination()).isEqualTo(Termination.NON_FINITE);
    }

    @Test
    void bounds_are_refused() {
        FitPlan<BlockLbfgsState> plan = plan(10, 2, 1e-8);
        FitPlan<BlockLbfgsState> bounded = new FitPlan<>(
                plan.method(), plan.blocks(), plan.start(), Bounds.cube(10, -5, 5), plan.rule(), plan.last());

        assertThatThrownBy(() -> new BlockOwner<>(bounded, 0, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("takes no bounds");
    }
}
