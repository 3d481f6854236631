package org.thalweg.core.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.objective.GaussNewtonObjective;
import org.thalweg.core.stopping.FirstOf;
import org.thalweg.core.stopping.Outcome;
import org.thalweg.core.stopping.Termination;

final class LevenbergMarquardtTest {
    private static final FirstOf RULE = FirstOf.standard(0, 10_000, Double.NEGATIVE_INFINITY);

    /** Rosenbrock's function as the sum of squares that it is, its second coordinate in units of 10⁻⁹. */
    private record Valley(double unit) implements GaussNewtonObjective {
        @Override
        public int dimension() {
            return 2;
        }

        @Override
        public double value(double[] x) {
            return valueGradientAndGaussNewton(x, new double[2], new double[4]);
        }

        @Override
        public double valueAndGradient(double[] x, double[] g) {
            return valueGradientAndGaussNewton(x, g, new double[4]);
        }

        @Override
        public double valueGradientAndHessian(double[] x, double[] g, double[] h) {
            throw new AssertionError("the method reads first derivatives alone");
        }

        @Override
        public double valueGradientAndGaussNewton(double[] x, double[] g, double[] h) {
            double first = 10 * (x[1] * unit - x[0] * x[0]);
            double second = 1 - x[0];
            double[][] jacobian = {{-20 * x[0], 10 * unit}, {-1, 0}};
            for (int i = 0; i < 2; i++) {
                g[i] = 2 * (jacobian[0][i] * first + jacobian[1][i] * second);
                for (int j = 0; j < 2; j++) {
                    h[2 * i + j] = 2 * (jacobian[0][i] * jacobian[0][j] + jacobian[1][i] * jacobian[1][j]);
                }
            }
            return first * first + second * second;
        }
    }

    @Test
    void units_of_parameters_do_not_matter() {
        for (double unit : new double[] {1e-9, 1, 1e9}) {
            Descent end = Descent.run(
                    new LevenbergMarquardt(),
                    new Valley(unit),
                    new double[] {-1.2, 1 / unit},
                    Bounds.unbounded(2),
                    RULE);
            assertThat(end.termination().outcome()).isEqualTo(Outcome.CONVERGED);
            assertThat(end.x()[0]).isCloseTo(1, within(1e-12));
            assertThat(end.x()[1] * unit).isCloseTo(1, within(1e-12));
            assertThat(end.iterations()).isLessThan(60);
        }
    }

    @Test
    void bounds_are_honoured() {
        Descent end = Descent.run(
                new LevenbergMarquardt(),
                new Valley(1),
                new double[] {-1.2, 1},
                new Bounds(new double[] {-2, -2}, new double[] {0.5, 2}),
                RULE);
        assertThat(end.x()).containsExactly(new double[] {0.5, 0.25}, within(1e-9));
    }

    @Test
    void a_start_outside_the_domain_is_not_finite() {
        Descent end = Descent.run(
                new LevenbergMarquardt(), new Valley(1), new double[] {Double.NaN, 1}, Bounds.unbounded(2), RULE);
        assertThat(end.termination()).isEqualTo(Termination.NON_FINITE);
    }

    @Test
    void a_state_that_is_written_and_read_goes_on_to_the_same_bits() throws IOException {
        LevenbergMarquardt method = new LevenbergMarquardt();
        Valley valley = new Valley(1);
        Bounds bounds = Bounds.unbounded(2);
        LevenbergMarquardtState state = method.init(new double[] {-1.2, 1}, bounds);
        LevenbergMarquardtState copy = method.init(new double[] {-1.2, 1}, bounds);
        Evaluation evaluation = new Evaluation(2, method.order());
        while (RULE.test(state) == null) {
            Descent.evaluate(valley, method.order(), method.ask(state), evaluation);
            method.tell(state, evaluation);
            Descent.evaluate(valley, method.order(), method.ask(copy), evaluation);
            method.tell(copy, evaluation);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            method.codec().write(copy, new DataOutputStream(bytes));
            copy = method.codec().read(1, new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())), bounds);
            assertThat(method.ask(copy)).isEqualTo(method.ask(state));
        }
        assertThat(method.best(copy)).isEqualTo(method.best(state));
    }
}
