package org.thalweg.core.linalg;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ExactSumsTest {
    private static final long SEED = 20_250_101;

    @Test
    void a_sum_of_products_that_almost_cancels_keeps_its_digits() {
        System.out.println("ExactSumsTest seed " + SEED);
        Random random = new Random(SEED);
        ExactSums sums = new ExactSums(2);
        BigDecimal exact = BigDecimal.ZERO;
        for (int i = 0; i < 10_000; i++) {
            double a = random.nextGaussian() * Math.scalb(1.0, random.nextInt(40));
            double b = random.nextGaussian();
            sums.addProduct(1, a, b);
            exact = exact.add(new BigDecimal(a).multiply(new BigDecimal(b)));
        }
        sums.add(1, -exact.doubleValue());
        exact = exact.subtract(new BigDecimal(exact.doubleValue()));
        double error = exact.subtract(new BigDecimal(sums.value(1))).abs().doubleValue();
        assertThat(error).isLessThan(1e-12 * Math.abs(exact.doubleValue()));
        assertThat(sums.value(0)).isZero();
    }

    @Test
    void head_and_rest_together_are_the_sum() {
        ExactSums sums = new ExactSums(1);
        sums.add(0, 1);
        sums.add(0, 0x1p-80);
        assertThat(sums.value(0)).isEqualTo(1);
        assertThat(sums.rest(0)).isEqualTo(0x1p-80);
    }

    @Test
    void what_overflows_is_not_finite_and_leaves_no_rest() {
        ExactSums sums = new ExactSums(2);
        sums.add(0, Double.MAX_VALUE);
        sums.add(0, Double.MAX_VALUE);
        sums.add(1, Double.NaN);
        assertThat(sums.value(0)).isNotFinite();
        assertThat(sums.value(1)).isNaN();
        assertThat(sums.rest(0)).isZero();
        assertThat(sums.rest(1)).isZero();
    }
}
