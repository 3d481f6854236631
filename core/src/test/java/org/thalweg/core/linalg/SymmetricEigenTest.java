package org.thalweg.core.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SymmetricEigenTest {

    @ParameterizedTest(name = "{0} rows, scale {1}")
    @CsvSource({"1,1", "2,1", "3,1", "4,1e-200", "7,1e200", "20,1", "60,1e-308", "114,1"})
    void the_vectors_are_orthonormal_and_the_matrix_is_their_sum(int n, double scale) {
        Random random = new Random(n);
        double[] matrix = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double entry = random.nextInt(4) == 0 ? 0 : scale * random.nextGaussian();
                matrix[i * n + j] = entry;
                matrix[j * n + i] = entry;
            }
        }
        SymmetricEigen eigen = SymmetricEigen.of(matrix, n);
        assertThat(eigen.size()).isEqualTo(n);
        double[] v = new double[n];
        for (int k = 0; k < n; k++) {
            assertThat(k == 0 || eigen.value(k) >= eigen.value(k - 1))
                    .as("values ascend")
                    .isTrue();
            eigen.vector(k, v);
            for (int l = 0; l < n; l++) {
                assertThat(eigen.dot(l, v)).isCloseTo(l == k ? 1 : 0, within(1e-13));
            }
            for (int i = 0; i < n; i++) {
                double sum = 0;
                for (int j = 0; j < n; j++) {
                    sum += matrix[i * n + j] * v[j];
                }
                assertThat(Math.abs(sum - eigen.value(k) * v[i])).isLessThan(1e-13 * n * scale);
            }
        }
    }

    @Test
    void repeated_and_zero_eigenvalues_are_found() {
        SymmetricEigen ones = SymmetricEigen.of(new double[] {1, 1, 1, 1, 1, 1, 1, 1, 1}, 3);
        assertThat(ones.value(0)).isCloseTo(0, within(1e-15));
        assertThat(ones.value(1)).isCloseTo(0, within(1e-15));
        assertThat(ones.value(2)).isCloseTo(3, within(1e-15));
        SymmetricEigen zero = SymmetricEigen.of(new double[4], 2);
        assertThat(zero.value(1)).isZero();
        assertThat(zero.vector(0, 0)).isEqualTo(1);
    }

    @Test
    void a_diagonal_matrix_keeps_its_entries_to_the_bit() {
        SymmetricEigen eigen = SymmetricEigen.of(new double[] {3, 0, 0, 0, -1e-30, 0, 0, 0, 0.1}, 3);
        assertThat(new double[] {eigen.value(0), eigen.value(1), eigen.value(2)})
                .containsExactly(-1e-30, 0.1, 3);
    }

    @Test
    void an_entry_that_is_not_finite_is_refused() {
        assertThatThrownBy(() -> SymmetricEigen.of(new double[] {1, 0, Double.NaN, 1}, 2))
                .hasMessageContaining("(1, 0) is NaN");
    }
}
