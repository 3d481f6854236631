package org.thalweg.core.fit.rounds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.thalweg.core.fit.Question;
import org.thalweg.core.fit.TermShard;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.optimizer.Descent;
import org.thalweg.core.optimizer.Lbfgs;
import org.thalweg.core.optimizer.Newton;
import org.thalweg.core.stopping.GradientTolerance;
import org.thalweg.core.stopping.Termination;

class FitDriverTest {
    private static final Bounds ANYWHERE = Bounds.unbounded(2);

    /** (θ₀ − id)² + (θ₁ − 2·id)², whose sum over all ids is least at the mean. */
    private record Bowl(int id) implements TermShard {
        @Override
        public int parameters() {
            return 2;
        }

        @Override
        public void answer(Question question, double[] theta, double[] out) {
            double a = theta[0] - id;
            double b = theta[1] - 2 * id;
            out[0] = a * a + b * b;
            if (question.kind() != Question.Kind.VALUES) {
                out[1] = 2 * a;
                out[2] = 2 * b;
            }
            if (question.kind() == Question.Kind.HESSIAN) {
                out[3] = 2;
                out[4] = 0;
                out[5] = 2;
            }
        }
    }

    private static FitDriver driver(int shards) {
        List<Bowl> bowls = IntStream.range(0, shards).mapToObj(Bowl::new).toList();
        return new FitDriver(bowls, 2);
    }

    @Test
    void methods_that_ask_for_gradients_find_the_least_sum() {
        Descent end = driver(7)
                .minimize(ByGradient.of(new Lbfgs()), new double[] {-5, 9}, ANYWHERE, new GradientTolerance(1e-9));

        assertThat(end.termination()).isEqualTo(Termination.GRADIENT_TOLERANCE);
        assertThat(end.x()).containsExactly(new double[] {3, 6}, within(1e-9));
    }

    @Test
    void methods_that_ask_for_second_derivatives_find_it_in_one_step() {
        Descent end = driver(5)
                .minimize(ByGradient.of(new Newton()), new double[] {2.5, 3.5}, ANYWHERE, new GradientTolerance(1e-9));

        assertThat(end.x()).containsExactly(new double[] {2, 4}, within(1e-12));
        assertThat(end.iterations()).isEqualTo(1);
    }
}
