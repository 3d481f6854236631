package org.thalweg.core.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class VectorsTest {

    @Test
    void sums_run_from_first_to_last_with_one_rounding_a_term() {
        double[] a = {0x1p53, 1, 1, -0x1p53};
        double[] ones = {1, 1, 1, 1};
        assertThat(Vectors.dot(a, ones)).isEqualTo(0);
        assertThat(Vectors.dot(new double[] {1, 1, 0x1p53, -0x1p53}, ones)).isEqualTo(2);
        double third = 1.0 / 3;
        assertThat(Vectors.dot(new double[] {1, third}, new double[] {-third, 1}))
                .isEqualTo(0);
        assertThat(Vectors.dot(new double[] {3}, new double[] {third})).isEqualTo(1);
    }

    @Test
    void rows_of_a_flat_array_are_vectors_too() {
        double[] rows = {9, 9, 1, 2, 3, 9};
        double[] x = {1, 10, 100};
        assertThat(Vectors.dot(rows, 2, x)).isEqualTo(321);
        Vectors.axpy(2, rows, 2, x);
        assertThat(x).containsExactly(3, 14, 106);
        Vectors.axpy(-1, new double[] {3, 14, 106}, x);
        assertThat(x).containsExactly(0, 0, 0);
    }

    @Test
    void the_euclidean_norm_neither_overflows_nor_vanishes() {
        for (double scale : new double[] {1, 1e-170, 1e-300, 4.9e-322, 1e160, 1e300}) {
            double norm = Vectors.norm(new double[] {3 * scale, -4 * scale});
            assertThat(norm / scale).as("scale %s", scale).isCloseTo(5, within(1e-15 * 5 + (scale < 1e-310 ? 0.1 : 0)));
        }
        assertThat(Vectors.norm(new double[] {})).isEqualTo(0);
        assertThat(Vectors.norm(new double[] {0, -0.0})).isEqualTo(0);
        assertThat(Vectors.norm(new double[] {1, Double.NaN})).isNaN();
        assertThat(Vectors.norm(new double[] {1, Double.NEGATIVE_INFINITY})).isInfinite();
        assertThat(Vectors.norm(new double[] {Double.MAX_VALUE, Double.MAX_VALUE}))
                .isInfinite();
    }

    @Test
    void maxima_see_every_coordinate() {
        assertThat(Vectors.maxNorm(new double[] {1, -7, 3})).isEqualTo(7);
        assertThat(Vectors.maxNorm(new double[] {1, Double.NaN, 3})).isNaN();
        assertThat(Vectors.maxDistance(new double[] {1, 2}, new double[] {4, -2}))
                .isEqualTo(4);
        assertThat(Vectors.isFinite(new double[] {1, 2})).isTrue();
        assertThat(Vectors.isFinite(new double[] {1, Double.POSITIVE_INFINITY})).isFalse();
    }

    @Test
    void the_projected_gradient_is_the_way_that_bounds_leave() {
        Bounds box = new Bounds(new double[] {0, 0, 0}, new double[] {1, 1, Double.POSITIVE_INFINITY});
        assertThat(box.projectedGradientNorm(new double[] {0, 1, 5}, new double[] {3, -3, 0}))
                .isEqualTo(0);
        assertThat(box.projectedGradientNorm(new double[] {0, 1, 5}, new double[] {-3, -3, 0}))
                .isEqualTo(1);
        assertThat(box.projectedGradientNorm(new double[] {0, 1, 1e9}, new double[] {3, -3, 1e-9}))
                .isEqualTo(1e-9);
        assertThat(box.projectedGradientNorm(new double[] {0, 1, 5}, new double[] {Double.NaN, 0, 0}))
                .isNaN();
    }
}
