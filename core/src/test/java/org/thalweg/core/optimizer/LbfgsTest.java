package org.thalweg.core.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.thalweg.core.conformance.Formula;
import org.thalweg.core.conformance.Landscapes;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.stopping.FirstOf;
import org.thalweg.core.stopping.Termination;

class LbfgsTest {

    private static Descent run(Formula f, Bounds bounds, double... x0) {
        return Descent.run(new Lbfgs(), f, x0, bounds, FirstOf.standard(1e-8, 10_000, Double.NEGATIVE_INFINITY));
    }

    @Test
    void rosenbrock_s_valley_is_followed_in_few_evaluations() {
        Descent descent = run(Landscapes.rosenbrock(2), Bounds.unbounded(2), -1.2, 1);
        assertThat(descent.termination()).isEqualTo(Termination.GRADIENT_TOLERANCE);
        assertThat(descent.x()).containsExactly(new double[] {1, 1}, within(1e-8));
        assertThat(descent.evaluations()).isLessThan(60);
    }

    @Test
    void every_start_on_smooth_landscapes_reaches_1e_8() {
        long seed = 42;
        SplittableRandom random = new SplittableRandom(seed);
        Formula[] landscapes = {
            Landscapes.rosenbrock(10), Landscapes.rastrigin(10), Landscapes.himmelblau(), Landscapes.logQuartic(),
            Landscapes.goldsteinPrice(), Landscapes.styblinskiTang(5), Landscapes.powellSingular(), Landscapes.wood()
        };
        for (int k = 0; k < landscapes.length; k++) {
            for (int start = 0; start < 200; start++) {
                double[] x = random.doubles(landscapes[k].dimension(), -5, 5).toArray();
                Descent descent = run(landscapes[k], Bounds.unbounded(x.length), x);
                assertThat(descent.termination())
                        .as("landscape %d, start %d, seed %d", k, start, seed)
                        .isEqualTo(Termination.GRADIENT_TOLERANCE);
            }
        }
    }

    @Test
    void a_slope_without_curvature_is_followed_by_ever_longer_steps() {
        Formula plane = new Formula(1, (x, g) -> {
            g[0] = -1;
            return -x[0];
        });
        Descent descent = run(plane, Bounds.unbounded(1), 0);
        assertThat(descent.termination()).isEqualTo(Termination.UNBOUNDED);
        assertThat(descent.evaluations()).isLessThan(500);
    }

    @Test
    void a_bound_in_the_way_is_found_and_held() {
        Descent descent = run(Landscapes.rosenbrock(2), Bounds.cube(2, -2, 0.5), -1.2, 0.4);
        assertThat(descent.termination()).isEqualTo(Termination.GRADIENT_TOLERANCE);
        assertThat(descent.x()[0]).isEqualTo(0.5);
        assertThat(descent.x()[1]).isCloseTo(0.25, within(1e-8));
    }

    @Test
    void the_state_is_at_an_iterate_after_every_accepted_trial_and_only_then() {
        Formula f = Landscapes.rosenbrock(2);
        Lbfgs lbfgs = new Lbfgs();
        LineSearchState state = lbfgs.init(new double[] {-1.2, 1}, Bounds.unbounded(2));
        Evaluation evaluation = new Evaluation(2, DerivativeOrder.GRADIENT);
        assertThat(state.atIterate()).isFalse();
        long rejected = 0;
        while (!(state.gradientNorm() <= 1e-8)) {
            long before = state.iterations();
            Descent.evaluate(f, lbfgs.order(), lbfgs.ask(state), evaluation);
            lbfgs.tell(state, evaluation);
            boolean moved = state.iterations() > before || state.evaluations() == 1;
            assertThat(state.atIterate()).isEqualTo(moved);
            rejected += moved ? 0 : 1;
        }
        assertThat(rejected).isPositive();
    }

    @Test
    void of_a_stored_state_that_remembers_more_steps_the_newest_are_read() throws IOException {
        Formula f = Landscapes.rosenbrock(2);
        Lbfgs shorter = new Lbfgs(3, new Lbfgs().search());
        Lbfgs longer = new Lbfgs(8, shorter.search());
        LineSearchState state = longer.init(new double[] {-1.2, 1}, Bounds.unbounded(2));
        Evaluation evaluation = new Evaluation(2, DerivativeOrder.GRADIENT);
        while (state.iterations() < 12) {
            Descent.evaluate(f, longer.order(), longer.ask(state), evaluation);
            longer.tell(state, evaluation);
        }
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        longer.codec().write(state, new DataOutputStream(written));

        LineSearchState read = shorter.codec()
                .read(1, new DataInputStream(new ByteArrayInputStream(written.toByteArray())), Bounds.unbounded(2));

        LbfgsMemory all = ((LbfgsDirection) state.direction).memory();
        LbfgsMemory kept = ((LbfgsDirection) read.direction).memory();
        assertThat(kept.size()).isEqualTo(3);
        for (int age = 0; age < 3; age++) {
            assertThat(kept.rho(age)).isEqualTo(all.rho(age));
            assertThat(kept.s(age, 1)).isEqualTo(all.s(age, 1));
            assertThat(kept.y(age, 0)).isEqualTo(all.y(age, 0));
        }
        assertThat(shorter.ask(read)).isEqualTo(longer.ask(state));
    }
}
