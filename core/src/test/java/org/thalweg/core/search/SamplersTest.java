package org.thalweg.core.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.BitSet;
import org.hipparchus.random.SobolSequenceGenerator;
import org.junit.jupiter.api.Test;
import org.thalweg.core.linalg.Bounds;

class SamplersTest {

    private static double[] point(StartSampler sampler, long index, int dimension) {
        double[] x = new double[dimension];
        sampler.sample(index, Bounds.cube(dimension, 0, 1), x);
        return x;
    }

    private static void assertOneInEachSlice(StartSampler sampler, long from, int slices, int coordinate) {
        BitSet met = new BitSet();
        for (long i = from; i < from + slices; i++) {
            met.set((int) Math.floor(point(sampler, i, coordinate + 1)[coordinate] * slices));
        }
        assertThat(met.cardinality())
                .as("%s, coordinate %d, points from %d", sampler, coordinate, from)
                .isEqualTo(slices);
    }

    @Test
    void direction_numbers_make_the_sequence_that_others_make() {
        int dimension = 1000;
        SobolSequenceGenerator others = new SobolSequenceGenerator(dimension);
        long[] directions = SobolDirections.first(dimension);
        for (int n = 0; n < 300; n++) {
            double[] expected = others.nextVector(); // in the order of Gray's code
            int gray = n ^ n >>> 1;
            for (int j = 0; j < dimension; j++) {
                long word = 0;
                for (int k = 0; k < 10; k++) {
                    word ^= (gray >>> k & 1) * directions[j * SobolDirections.BITS + k];
                }
                assertThat((word >>> 12) * 0x1p-52).isEqualTo(expected[j]);
            }
        }
    }

    @Test
    void far_direction_numbers_keep_every_digit_of_the_index() {
        long[] directions = SobolDirections.first(SobolDirections.DIMENSIONS);
        for (int at = 0; at < directions.length; at++) { // the k-th number is an odd multiple of 2^-(k+1)
            assertThat(Long.numberOfTrailingZeros(directions[at])).isEqualTo(Long.SIZE - 1 - at % SobolDirections.BITS);
        }
    }

    @Test
    void every_aligned_power_of_two_of_sobol_points_meets_every_slice_once() {
        for (long seed = 0; seed < 4; seed++) {
            StartSampler sobol = new SobolSampler(seed);
            for (int coordinate : new int[] {0, 1, 2, 17, 300, 1023}) {
                for (int bits = 0; bits <= 8; bits++) {
                    assertOneInEachSlice(sobol, 0, 1 << bits, coordinate);
                    assertOneInEachSlice(sobol, 5L << bits, 1 << bits, coordinate);
                }
                assertOneInEachSlice(sobol, (1L << 62) + 512, 512, coordinate);
            }
        }
    }

    @Test
    void two_coordinates_of_sobol_points_are_a_net() {
        StartSampler sobol = new SobolSampler(9);
        for (int split = 0; split <= 8; split++) { // 256 boxes of 2^-split by 2^-(8 - split), one point in each
            BitSet met = new BitSet();
            for (int i = 256; i < 512; i++) {
                double[] x = point(sobol, i, 2);
                int column = (int) Math.floor(Math.scalb(x[0], split));
                met.set((column << 8 - split) + (int) Math.floor(Math.scalb(x[1], 8 - split)));
            }
            assertThat(met.cardinality()).as("split %d", split).isEqualTo(256);
        }
    }

    @Test
    void every_aligned_power_of_the_base_of_halton_points_meets_every_slice_once() {
        int[] primes = HaltonSampler.firstPrimes(40);
        for (long seed = 0; seed < 4; seed++) {
            StartSampler halton = new HaltonSampler(seed);
            for (int coordinate : new int[] {0, 1, 2, 5, 39}) {
                for (int slices = primes[coordinate]; slices < 600; slices *= primes[coordinate]) {
                    assertOneInEachSlice(halton, 0, slices, coordinate);
                    assertOneInEachSlice(halton, 7L * slices, slices, coordinate);
                    assertOneInEachSlice(halton, 1_000_000_007L * slices, slices, coordinate);
                }
            }
        }
    }

    @Test
    void every_block_of_a_latin_hypercube_meets_every_slice_once() {
        for (int size : new int[] {1, 2, 3, 10, 97, 1000}) {
            StartSampler sampler = new LatinHypercubeSampler(size, size);
            for (int coordinate : new int[] {0, 1, 50}) {
                assertOneInEachSlice(sampler, 0, size, coordinate);
                assertOneInEachSlice(sampler, 3L * size, size, coordinate);
            }
        }
        assertThat(point(new LatinHypercubeSampler(1, Long.MAX_VALUE), 5, 1)[0]).isBetween(0.0, Math.nextDown(1.0));
        assertThatThrownBy(() -> new LatinHypercubeSampler(1, 0)).hasMessageContaining("block size (0)");
    }

    @Test
    void coordinates_past_the_sobol_table_are_uniform_and_apart() {
        StartSampler sobol = new SobolSampler(3);
        double sum = 0;
        for (int i = 0; i < 200; i++) {
            double[] x = point(sobol, i, 1026);
            assertThat(x[1024]).isStrictlyBetween(0.0, 1.0).isNotEqualTo(x[1025]);
            sum += x[1024] - x[1025];
        }
        assertThat(sum / 200).isBetween(-0.15, 0.15);
    }

    @Test
    void primes_are_the_primes() {
        assertThat(HaltonSampler.firstPrimes(10)).containsExactly(2, 3, 5, 7, 11, 13, 17, 19, 23, 29);
        assertThat(HaltonSampler.firstPrimes(0)).isEmpty();
        assertThat(HaltonSampler.firstPrimes(1000)[999]).isEqualTo(7919);
        assertThat(HaltonSampler.firstPrimes(100_000)[99_999]).isEqualTo(1_299_709);
    }

    @Test
    void the_first_points_of_seed_42_never_change() {
        assertThat(point(new SobolSampler(42), 1, 2)).containsExactly(0.3266475935550127, 0.15940318446879365);
        assertThat(point(new UniformSampler(42), 1, 2)).containsExactly(0.09803929713451265, 0.7799040356939982);
        assertThat(point(new HaltonSampler(42), 1, 2)).containsExactly(0.8643067509791988, 0.8673957025637671);
        assertThat(point(new LatinHypercubeSampler(42, 1000), 1, 2))
                .containsExactly(0.8663563844169224, 0.7228352152477192);
    }
}
