package org.thalweg.core.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CholeskyTest {

    @Test
    void solves_random_positive_definite_systems_of_many_sizes() {
        long seed = 7;
        SplittableRandom random = new SplittableRandom(seed);
        Cholesky cholesky = new Cholesky(40);
        for (int n = 1; n <= 40; n++) {
            double[] root = random.doubles(n * n, -1, 1).toArray();
            double[] matrix = new double[n * n];
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    matrix[i * n + j] = i == j ? 0.1 : 0;
                    for (int k = 0; k < n; k++) {
                        matrix[i * n + j] += root[i * n + k] * root[j * n + k];
                    }
                }
            }
            double[] x = random.doubles(n, -1, 1).toArray();
            double[] b = new double[n];
            for (int i = 0; i < n; i++) {
                b[i] = Vectors.dot(matrix, i * n, x);
            }
            assertThat(cholesky.factor(matrix, n)).isTrue();
            assertThat(cholesky.failedPivot()).isEqualTo(-1);
            cholesky.solve(b);
            assertThat(b).as("n = %d, seed %d", n, seed).containsExactly(x, within(1e-10));
        }
    }

    @Test
    void reports_the_pivot_where_a_matrix_shows_not_to_be_positive_definite() {
        Cholesky cholesky = new Cholesky(3);
        assertThat(cholesky.factor(new double[] {1, 0, 0, 0, 4, 2, 0, 2, 1}, 3)).isFalse();
        assertThat(cholesky.failedPivot()).isEqualTo(2);
        assertThat(cholesky.factor(new double[] {-1}, 1)).isFalse();
        assertThat(cholesky.failedPivot()).isEqualTo(0);
        assertThat(cholesky.factor(new double[] {Double.NaN}, 1)).isFalse();
        assertThatThrownBy(() -> cholesky.solve(new double[1])).hasMessageContaining("pivot 0");
        assertThatThrownBy(() -> cholesky.factor(new double[16], 4)).hasMessageContaining("(4)");
    }

    @Test
    void reads_the_lower_triangle_alone() {
        Cholesky cholesky = new Cholesky(2);
        assertThat(cholesky.factor(new double[] {4, Double.NaN, 2, 5}, 2)).isTrue();
        double[] b = {8, 9};
        cholesky.solve(b);
        assertThat(b).containsExactly(new double[] {1.375, 1.25}, within(1e-15));
    }
}
