package org.thalweg.core.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.search.Sampling;
import org.thalweg.core.search.StartSampler;

/** What every way of drawing starts must keep: joining is one line in {@link Sampling}. */
class SamplerConformanceTest {
    private static final long STARTS = 1000;
    private static final long[] FAR = {0, 1, 2, 999, 1000, 123_456_789, 1L << 40, (1L << 62) + 12345, Long.MAX_VALUE};

    private static double[] point(StartSampler sampler, long index, Bounds box) {
        double[] x = new double[box.dimension()];
        Arrays.fill(x, Double.NaN);
        sampler.sample(index, box, x);
        return x;
    }

    private static Bounds unit(int dimension) {
        return Bounds.cube(dimension, 0, 1);
    }

    @ParameterizedTest
    @EnumSource
    void every_point_lies_inside_its_box_however_wide_or_narrow(Sampling sampling) {
        double max = Double.MAX_VALUE;
        double[] lower = {-1, -1e308, -max, 1, 0, -0.0, -max, 1e-320, -10, max};
        double[] upper = {1, 1e308, max, Math.nextUp(1.0), Double.MIN_VALUE, 0.0, -1e300, 3e-320, 10, max};
        Bounds box = new Bounds(lower, upper);
        for (long seed = -3; seed < 3; seed++) {
            StartSampler sampler = sampling.sampler(seed, STARTS);
            for (long index = 0; index < STARTS; index++) {
                assertThat(box.contains(point(sampler, index, box))).isTrue();
            }
            for (long index : FAR) {
                assertThat(box.contains(point(sampler, index, box))).isTrue();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_fixed_coordinate_is_exactly_its_value_and_leaves_the_others_alone(Sampling sampling) {
        StartSampler sampler = sampling.sampler(42, STARTS);
        double[] fixed = {0.1, -1.0 / 3, 1e308, 5e-324};
        for (double value : fixed) {
            Bounds box = new Bounds(new double[] {0, value, 0}, new double[] {1, value, 1});
            for (long index = 0; index < 100; index++) {
                double[] x = point(sampler, index, box);
                double[] free = point(sampler, index, unit(3));
                assertThat(x).containsExactly(free[0], value, free[2]);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_point_depends_on_seed_and_index_alone(Sampling sampling) throws Exception {
        StartSampler sampler = sampling.sampler(42, STARTS);
        double[][] ascending = new double[FAR.length][];
        for (int i = 0; i < FAR.length; i++) {
            ascending[i] = point(sampler, FAR[i], unit(5));
        }
        StartSampler fresh = sampling.sampler(42, STARTS);
        point(fresh, 3, unit(2));
        StartSampler copied = copy(fresh);
        assertThat(copied).isEqualTo(sampler).hasSameHashCodeAs(sampler);
        for (int i = FAR.length - 1; i >= 0; i--) {
            assertThat(point(fresh, FAR[i], unit(5))).isEqualTo(ascending[i]);
            assertThat(point(copied, FAR[i], unit(5))).isEqualTo(ascending[i]);
            assertThat(point(copied, FAR[i], unit(1100))).startsWith(ascending[i]);
        }
        assertThat(sampling.sampler(43, STARTS)).isNotEqualTo(sampler);
        assertThat(point(sampling.sampler(43, STARTS), 0, unit(5))).isNotEqualTo(ascending[0]);
    }

    @ParameterizedTest
    @EnumSource
    void the_box_only_stretches_the_points(Sampling sampling) {
        StartSampler sampler = sampling.sampler(7, STARTS);
        for (long index : FAR) {
            double[] t = point(sampler, index, unit(3));
            double[] x = point(sampler, index, Bounds.cube(3, -8, 24));
            for (int j = 0; j < 3; j++) {
                assertThat(x[j]).isEqualTo(-8 + t[j] * 32);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void the_points_of_one_seed_fill_every_coordinate_evenly(Sampling sampling) {
        int dimension = 12;
        for (long seed = 0; seed < 20; seed++) {
            double[][] points = points(sampling.sampler(seed, STARTS), dimension);
            for (int j = 0; j < dimension; j++) {
                assertThat(Statistics.uniformDeviation(points[j]))
                        .as("seed %d, coordinate %d", seed, j)
                        .isLessThan(2.3);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void each_single_point_is_uniform_over_the_seeds(Sampling sampling) {
        int seeds = 1500;
        for (long index : new long[] {0, 1, 77, 1L << 40, Long.MAX_VALUE}) {
            double[][] values = new double[8][seeds];
            for (int seed = 0; seed < seeds; seed++) {
                double[] x = point(sampling.sampler(seed, STARTS), index, unit(values.length));
                for (int j = 0; j < values.length; j++) {
                    values[j][seed] = x[j];
                }
            }
            for (int j = 0; j < values.length; j++) {
                assertThat(Statistics.uniformDeviation(values[j]))
                        .as("index %d, coordinate %d", index, j)
                        .isLessThan(2.2);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void the_points_spread_at_least_as_evenly_as_independent_ones(Sampling sampling) {
        double worst = sampling == Sampling.SOBOL || sampling == Sampling.HALTON ? 0.35 : 1.15;
        for (int dimension : new int[] {2, 3, 5}) {
            double sum = 0;
            double independent = 0;
            for (long seed = 0; seed < 6; seed++) {
                sum += Statistics.squaredDiscrepancy(points(sampling.sampler(seed, 256), dimension, 256));
                independent += Statistics.squaredDiscrepancy(
                        points(Sampling.UNIFORM.sampler(seed + 100, 256), dimension, 256));
            }
            assertThat(Math.sqrt(sum / independent))
                    .as("dimension %d", dimension)
                    .isLessThan(worst);
        }
    }

    @ParameterizedTest
    @EnumSource
    void any_two_coordinates_are_uncorrelated(Sampling sampling) {
        int dimension = 40;
        for (long seed = 0; seed < 3; seed++) {
            double[][] points = points(sampling.sampler(seed, STARTS), dimension);
            for (int i = 0; i < dimension; i++) {
                for (int j = 0; j < i; j++) { // standard deviation 1/√1000 = 0.032 for independent points
                    assertThat(Statistics.correlation(points[i], points[j]))
                            .as("seed %d, coordinates %d and %d", seed, i, j)
                            .isBetween(-0.15, 0.15);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void mistakes_are_named(Sampling sampling) {
        StartSampler sampler = sampling.sampler(1, STARTS);
        assertThat(sampler.name()).isEqualTo(sampling.text());
        assertThat(Sampling.named(sampling.text())).isSameAs(sampling);
        assertThatThrownBy(() -> sampler.sample(-1, unit(1), new double[1])).hasMessageContaining("index (-1)");
        assertThatThrownBy(() -> sampler.sample(0, unit(2), new double[1])).hasMessageContaining("dimension 2");
        assertThatThrownBy(() -> sampler.sample(0, Bounds.unbounded(1), new double[1]))
                .hasMessageContaining("must be finite");
        assertThatThrownBy(() -> Sampling.named("sobel"))
                .hasMessage("sampler (sobel) must be one of sobol, uniform, latin-hypercube, halton");
    }

    private static double[][] points(StartSampler sampler, int dimension) {
        return points(sampler, dimension, (int) STARTS);
    }

    /** Coordinate j of point i at [j][i]. */
    private static double[][] points(StartSampler sampler, int dimension, int count) {
        double[][] points = new double[dimension][count];
        Bounds box = unit(dimension);
        for (int i = 0; i < count; i++) {
            double[] x = point(sampler, i, box);
            for (int j = 0; j < dimension; j++) {
                points[j][i] = x[j];
            }
        }
        return points;
    }

    private static StartSampler copy(StartSampler sampler) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(sampler);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (StartSampler) in.readObject();
        }
    }
}
