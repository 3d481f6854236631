package org.thalweg.core.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.thalweg.core.linalg.Vectors;

class TrustRegionStepTest {

    private static double[] solve(double[] g, double[] h, double radius) {
        double[] p = new double[g.length];
        new TrustRegionStep(g.length).solve(g, h, radius, p);
        return p;
    }

    private static double model(double[] g, double[] h, double[] p) {
        double value = Vectors.dot(g, p);
        for (int i = 0; i < p.length; i++) {
            value += 0.5 * p[i] * Vectors.dot(h, i * p.length, p);
        }
        return value;
    }

    @Test
    void a_short_newton_step_is_taken_whole() {
        assertThat(solve(new double[] {2, -8}, new double[] {2, 0, 0, 4}, 10))
                .containsExactly(new double[] {-1, 2}, within(1e-15));
    }

    @Test
    void no_point_of_the_ball_is_lower_on_random_models_of_any_signature() {
        long seed = 5;
        SplittableRandom random = new SplittableRandom(seed);
        for (int k = 0; k < 500; k++) {
            int n = random.nextInt(1, 6);
            double[] g = random.doubles(n, -1, 1).toArray();
            double[] h = new double[n * n];
            for (int i = 0; i < n; i++) {
                for (int j = 0; j <= i; j++) {
                    h[i * n + j] = random.nextDouble(-2, 2);
                    h[j * n + i] = h[i * n + j];
                }
            }
            double radius = StrictMath.pow(10, random.nextDouble(-3, 3));
            double[] p = solve(g, h, radius);
            double best = model(g, h, p);
            assertThat(Vectors.norm(p)).as("model %d, seed %d", k, seed).isLessThanOrEqualTo(radius * (1 + 1e-9));
            for (int trial = 0; trial < 200; trial++) {
                double[] q = random.doubles(n, -1, 1).toArray();
                double length = radius / Vectors.norm(q) * (trial % 2 == 0 ? 1 : random.nextDouble());
                for (int i = 0; i < n; i++) {
                    q[i] *= length;
                }
                assertThat(model(g, h, q))
                        .as("model %d, seed %d", k, seed)
                        .isGreaterThanOrEqualTo(best - 1e-6 * Math.abs(best));
            }
        }
    }

    @Test
    void in_the_hard_case_the_boundary_is_reached_along_the_lowest_eigenvector() {
        double[] p = solve(new double[] {0, 1}, new double[] {-1, 0, 0, 1}, 5);
        assertThat(Vectors.norm(p)).isCloseTo(5, within(1e-9));
        assertThat(p[1]).isCloseTo(-0.5, within(1e-9));
        double[] saddle = solve(new double[] {0, 0}, new double[] {-1, 0, 0, 1}, 5);
        assertThat(Math.abs(saddle[0])).isCloseTo(5, within(1e-9));
    }

    @Test
    void a_singular_hessian_gives_the_shortest_of_the_lowest_steps() {
        assertThat(solve(new double[] {0, 2}, new double[] {0, 0, 0, 1}, 5))
                .containsExactly(new double[] {0, -2}, within(1e-12));
    }
}
