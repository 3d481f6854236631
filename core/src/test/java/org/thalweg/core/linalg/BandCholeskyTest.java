package org.thalweg.core.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.thalweg.core.random.Draws;

class BandCholeskyTest {
    private static final long SEED = 7;

    /** Random entries, with a diagonal that outweighs its row. */
    private static double[] matrix(int n, int band) {
        double[] entries = new BandCholesky(band).zero(n);
        for (int i = 0; i < entries.length; i++) {
            entries[i] = 2 * Draws.seeded(SEED).unit(i) - 1;
        }
        for (int i = 0; i < n; i++) {
            entries[i * (band + 1)] = 2 * band + 1;
        }
        return entries;
    }

    private static double[] product(double[] entries, int band, double[] x) {
        double[] product = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            for (int k = 0; k <= Math.min(i, band); k++) {
                double entry = entries[i * (band + 1) + k];
                product[i] += entry * x[i - k];
                product[i - k] += k == 0 ? 0 : entry * x[i];
            }
        }
        return product;
    }

    @ParameterizedTest
    @CsvSource({"0, 2", "1, 0", "1, 3", "5, 1", "40, 0", "40, 4", "3, 6"})
    void the_solution_solves_the_equations(int n, int band) {
        double[] entries = matrix(n, band);
        double[] x = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = i - 3.5;
        }
        double[] right = product(entries, band, x);
        BandCholesky cholesky = new BandCholesky(band);

        assertThat(cholesky.factor(entries, n, 0)).isTrue();
        cholesky.solve(right);

        for (int i = 0; i < n; i++) {
            assertThat(right[i]).as("x[%d], seed %d", i, SEED).isCloseTo(x[i], within(1e-11));
        }
    }

    @Test
    void what_is_not_positive_definite_is_refused_and_shifted() {
        double[] entries = {1, 0, -2, 1, 1, 0.5};
        BandCholesky cholesky = new BandCholesky(1);

        assertThat(cholesky.factor(entries, 3, 0)).isFalse();
        double shift = cholesky.factorShifted(entries, 3, 0);

        assertThat(shift).isBetween(2.0, 20.0);
        assertThat(cholesky.factor(entries, 3, shift)).isTrue();
    }

    @Test
    void a_singular_matrix_is_not_taken_for_a_definite_one() {
        assertThat(new BandCholesky(1).factor(new double[] {0.1, 0, 0.1, 0.1}, 2, 0))
                .isFalse();
    }

    @Test
    void what_is_not_finite_has_no_shift() {
        assertThat(new BandCholesky(0).factorShifted(new double[] {Double.NaN}, 1, 0))
                .isNaN();
        assertThat(new BandCholesky(0).factorShifted(new double[] {Double.NEGATIVE_INFINITY}, 1, 0))
                .isNaN();
    }
}
