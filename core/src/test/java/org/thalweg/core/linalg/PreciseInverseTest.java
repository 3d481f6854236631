package org.thalweg.core.linalg;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

final class PreciseInverseTest {

    @Test
    void the_inverse_of_a_hilbert_matrix_is_exact_to_the_last_digits() {
        int n = 10; // condition 1.6e13: in double arithmetic three digits are left
        double[] upper = new double[n * (n + 1) / 2];
        double[] rest = new double[upper.length];
        int k = 0;
        for (int i = 0; i < n; i++) {
            for (int j = i; j < n; j++) {
                double entry = 1.0 / (i + j + 1);
                upper[k] = entry;
                rest[k] = Math.fma(-entry, i + j + 1, 1) / (i + j + 1);
                k++;
            }
        }
        double[] inverse = PreciseInverse.of(upper, rest, n);
        assertThat(inverse).isNotNull();
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double exact = hilbert(n, i + 1, j + 1);
                assertThat(inverse[i * n + j])
                        .isBetween(exact - 1e-14 * Math.abs(exact), exact + 1e-14 * Math.abs(exact));
            }
        }
    }

    /** (−1)^{i+j}·(i+j−1)·C(n+i−1, n−j)·C(n+j−1, n−i)·C(i+j−2, i−1)². */
    private static double hilbert(int n, int i, int j) {
        BigDecimal square = binomial(i + j - 2, i - 1).pow(2);
        BigDecimal size = binomial(n + i - 1, n - j)
                .multiply(binomial(n + j - 1, n - i))
                .multiply(square)
                .multiply(BigDecimal.valueOf(i + j - 1));
        return ((i + j) % 2 == 0 ? 1 : -1) * size.doubleValue();
    }

    private static BigDecimal binomial(int n, int k) {
        BigDecimal result = BigDecimal.ONE;
        for (int i = 1; i <= k; i++) {
            result = result.multiply(BigDecimal.valueOf(n - k + i)).divide(BigDecimal.valueOf(i));
        }
        return result;
    }

    @Test
    void a_singular_matrix_has_none() {
        assertThat(PreciseInverse.of(new double[] {1, 2, 4}, new double[3], 2)).isNull();
        assertThat(PreciseInverse.of(new double[] {1, 0, 0}, new double[3], 2)).isNull();
        assertThat(PreciseInverse.of(new double[] {Double.NaN}, new double[1], 1))
                .isNull();
    }

    @Test
    void scales_do_not_matter() {
        double[] inverse = PreciseInverse.of(new double[] {1e-200, 0, 1e200}, new double[3], 2);
        assertThat(inverse)
                .containsExactly(
                        new double[] {1 / 1e-200, 0, 0, 1 / 1e200}, org.assertj.core.api.Assertions.within(1e185));
    }
}
