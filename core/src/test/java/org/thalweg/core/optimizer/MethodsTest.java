package org.thalweg.core.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.thalweg.core.linalg.Bounds;

class MethodsTest {

    @Test
    void a_given_step_is_the_learning_rate_and_stays() {
        assertThat(Methods.named("adam").orElseThrow().create(0.25)).isEqualTo(FirstOrder.constant(new Adam(0.25)));
        assertThat(Methods.named("gradient-descent").orElseThrow().create(0.001))
                .isEqualTo(FirstOrder.constant(new GradientDescent(0.001)));
    }

    @Test
    void a_method_without_a_learning_rate_refuses_one_and_names_those_that_take_it() {
        Method lbfgs = Methods.named("lbfgs").orElseThrow();
        assertThatThrownBy(() -> lbfgs.create(0.1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("lbfgs")
                .hasMessageContaining("0.1")
                .hasMessageContaining("gradient-descent");
        assertThat(Methods.named("bfgs")).isEmpty();
    }

    @Test
    void impossible_hyper_parameters_are_refused() {
        assertThatThrownBy(() -> new GradientDescent(-1)).hasMessageContaining("step (-1.0)");
        assertThatThrownBy(() -> new GradientDescent(Double.NaN)).hasMessageContaining("NaN");
        assertThatThrownBy(() -> new Momentum(0.1, 1)).hasMessageContaining("momentum (1.0)");
        assertThatThrownBy(() -> new AdamW(new Adam(0.1), -1)).hasMessageContaining("weight decay (-1.0)");
        assertThatThrownBy(() -> new NelderMead(0)).hasMessageContaining("tolerance (0.0)");
        assertThatThrownBy(() -> new Newton(0)).hasMessageContaining("initial radius (0.0)");
        assertThatThrownBy(() -> new FirstOrder(new Adam(0.1), -1)).hasMessageContaining("patience (-1)");
    }

    @Test
    void a_state_of_a_newer_version_or_cut_short_is_refused() {
        for (Method method : Methods.all()) {
            StateCodec<?> codec = method.create().codec();
            DataInputStream nothing = new DataInputStream(new ByteArrayInputStream(new byte[0]));
            assertThatThrownBy(() -> codec.read(codec.version() + 1, nothing, Bounds.unbounded(2)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("version " + (codec.version() + 1));
            assertThatThrownBy(() -> codec.read(codec.version(), nothing, Bounds.unbounded(2)))
                    .isInstanceOf(IOException.class);
        }
    }

    /** Two steps by hand, from the papers' formulas, with gradients 1 and then 2 and η = 0.1. */
    @Test
    void the_rules_do_what_their_papers_say() {
        check(new GradientDescent(0.1), -0.1, -0.2);
        check(new Momentum(0.1, 0.5), -0.1, -0.25);
        check(new Nesterov(0.1, 0.5), -0.15, -0.325);
        check(new AdaGrad(0.1, 1e-300), -0.1, -0.2 / Math.sqrt(5));
        check(new RmsProp(0.1, 0.75, 1e-300), -0.1 / Math.sqrt(0.25), -0.2 / Math.sqrt(0.75 * 0.25 + 0.25 * 4));
        double mean = (0.5 * 0.5 * 1 + 0.5 * 2) / (1 - 0.25);
        double square = (0.75 * 0.25 * 1 + 0.25 * 4) / (1 - 0.75 * 0.75);
        Adam adam = new Adam(0.1, 0.5, 0.75, 1e-300);
        check(adam, -0.1, -0.1 * mean / Math.sqrt(square));
        check(new AdamW(adam, 0.01), -0.1 - 0.001 * 3, -0.1 * mean / Math.sqrt(square) - 0.001 * 3);
    }

    private static void check(UpdateRule rule, double first, double second) {
        double[][] memory = new double[rule.memoryVectors()][1];
        double[] displacement = new double[1];
        List<Double> gradients = List.of(1.0, 2.0);
        double[] expected = {first, second};
        for (int k = 0; k < 2; k++) {
            rule.displace(k + 1, new double[] {3}, new double[] {gradients.get(k)}, memory, displacement);
            assertThat(displacement[0]).as("%s, step %d", rule, k + 1).isCloseTo(expected[k], within(1e-15));
        }
    }
}
