package org.thalweg.core.fit.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class LogisticArithmeticTest {
    private static final long SEED = 61;
    private static final int ROWS = 512;

    private final double[] z = new double[ROWS];
    private final double[] y = new double[ROWS];
    private final double[] values = new double[ROWS];
    private final double[] slopes = new double[ROWS];

    private void draw(Random random, double reach) {
        for (int i = 0; i < ROWS; i++) {
            z[i] = reach * (2 * random.nextDouble() - 1);
            y[i] = random.nextBoolean() ? 1 : -1;
        }
    }

    @Test
    void values_and_slopes_are_right_to_two_units_in_the_last_place() {
        System.out.println("LogisticArithmeticTest seed " + SEED);
        Random random = new Random(SEED);
        for (double reach : new double[] {1e-9, 1e-3, 0.9, 3, 40, 700}) {
            draw(random, reach);
            LogisticArithmetic.fastest().evaluate(ROWS, z, y, values, slopes);
            for (int i = 0; i < ROWS; i++) {
                double m = y[i] * z[i];
                double value = Math.log1p(Math.exp(-Math.abs(m))) + Math.max(0, -m);
                double slope = -y[i] / (1 + Math.exp(m));
                assertThat(values[i]).as("%s", m).isCloseTo(value, within(4 * Math.ulp(value)));
                assertThat(slopes[i]).as("%s", m).isCloseTo(slope, within(4 * Math.ulp(slope)));
            }
        }
    }

    @Test
    void vectors_and_plain_loops_have_the_same_bits() {
        Random random = new Random(SEED);
        double[] plainValues = new double[ROWS];
        double[] plainSlopes = new double[ROWS];
        for (double reach : new double[] {1e-300, 1e-8, 1, 30, 709, 1e5}) {
            draw(random, reach);
            LogisticArithmetic.fastest().evaluate(ROWS, z, y, values, slopes);
            new PlainLogisticArithmetic().evaluate(ROWS, z, y, plainValues, plainSlopes);
            assertThat(values).isEqualTo(plainValues);
            assertThat(slopes).isEqualTo(plainSlopes);
        }
    }

    @Test
    void what_is_beyond_measure_is_treated_as_its_limit() {
        double[] far = {0, 800, -800, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN, -0.0, 708};
        System.arraycopy(far, 0, z, 0, far.length);
        Arrays.fill(y, 1);
        LogisticArithmetic.fastest().evaluate(far.length, z, y, values, slopes);
        assertThat(values[0]).isEqualTo(Math.log(2));
        assertThat(slopes[0]).isEqualTo(-0.5);
        assertThat(values[1]).isZero();
        assertThat(slopes[1]).isZero();
        assertThat(values[2]).isEqualTo(800);
        assertThat(slopes[2]).isEqualTo(-1);
        assertThat(values[3]).isZero();
        assertThat(values[4]).isInfinite();
        assertThat(values[5]).isNaN();
        assertThat(slopes[5]).isNaN();
        assertThat(values[6]).isEqualTo(Math.log(2));
    }
}
