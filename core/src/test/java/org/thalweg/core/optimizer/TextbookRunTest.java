package org.thalweg.core.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.thalweg.core.conformance.Formula;
import org.thalweg.core.conformance.Landscapes;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.stopping.FirstOf;
import org.thalweg.core.stopping.Termination;

/** Gradient descent on log(x⁴ + x³ + 2) from −9.41 with η = 0.001, as printed in textbooks. */
class TextbookRunTest {

    private static Descent run(Formula objective, long iterations) {
        return Descent.run(
                FirstOrder.constant(new GradientDescent(0.001)),
                objective,
                new double[] {-9.41},
                Bounds.unbounded(1),
                FirstOf.standard(1e-12, iterations, Double.NEGATIVE_INFINITY));
    }

    @Test
    void the_true_gradient_is_far_from_done_after_5000_steps() {
        Descent descent = run(Landscapes.logQuartic(), 5000);
        assertThat(descent.x()[0]).isCloseTo(-6.8680438462800595, within(1e-9));
        assertThat(descent.termination()).isEqualTo(Termination.ITERATIONS_SPENT);
        assertThat(descent.iterations()).isEqualTo(5000);
        assertThat(descent.evaluations()).isEqualTo(5001);
    }

    @Test
    void the_printed_derivative_that_divides_by_f_ends_at_the_minimum_after_5000_steps() {
        Formula misprint = new Formula(1, (x, g) -> {
            double t = x[0];
            double f = StrictMath.log(t * t * t * t + t * t * t + 2);
            g[0] = (4 * t * t * t + 3 * t * t) / f;
            return f;
        });
        assertThat(run(misprint, 5000).x()[0]).isCloseTo(-0.7500000134493898, within(1e-12));
    }

    @Test
    void the_true_gradient_reaches_the_minimum_after_32606_steps() {
        assertThat(run(Landscapes.logQuartic(), 32_606).x()[0]).isCloseTo(-0.75, within(1e-12));
    }
}
