package org.thalweg.core.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PermutationTest {

    @Test
    void every_position_has_its_own_image_below_the_size() {
        for (int size = 1; size <= 300; size++) {
            Permutation permutation = new Permutation(Draws.seeded(size), size);
            BitSet images = new BitSet();
            for (int i = 0; i < size; i++) {
                images.set((int) permutation.at(i));
            }
            assertThat(images.cardinality()).as("size %d", size).isEqualTo(size);
            assertThat(images.length()).isEqualTo(size);
        }
    }

    @Test
    void every_order_of_a_few_is_about_equally_frequent() {
        int trials = 24_000;
        for (int size = 2; size <= 4; size++) {
            Map<String, Integer> orders = new TreeMap<>();
            for (int seed = 0; seed < trials; seed++) {
                long[] order = new long[size];
                for (int i = 0; i < size; i++) {
                    order[i] = new Permutation(Draws.seeded(seed), size).at(i);
                }
                orders.merge(Arrays.toString(order), 1, Integer::sum);
            }
            int possible = size == 2 ? 2 : size == 3 ? 6 : 24;
            assertThat(orders).as("size %d", size).hasSize(possible);
            double expected = trials / (double) possible;
            assertThat(orders.values()).allSatisfy(n -> assertThat(n / expected).isBetween(0.87, 1.13));
        }
    }

    @Test
    void pairs_of_images_are_about_equally_frequent() {
        for (int size : new int[] {5, 7, 8, 11, 16, 23}) {
            int each = 100;
            int[] counts = new int[size * size];
            int trials = each * size * (size - 1);
            for (int seed = 0; seed < trials; seed++) {
                Permutation permutation = new Permutation(Draws.seeded(seed), size);
                counts[(int) (permutation.at(1) * size + permutation.at(2))]++;
            }
            double chiSquare = 0;
            for (int count : counts) {
                chiSquare += count == 0 ? 0 : (count - each) * (count - each) / (double) each;
            }
            double degrees = size * (size - 1) - 1.0;
            assertThat(chiSquare).as("size %d", size).isLessThan(degrees + 6 * Math.sqrt(2 * degrees));
        }
    }

    @Test
    void sizes_up_to_the_largest_are_fine_and_none_below_one() {
        assertThat(new Permutation(Draws.seeded(1), Long.MAX_VALUE).at(Long.MAX_VALUE - 1))
                .isBetween(0L, Long.MAX_VALUE - 1);
        assertThatThrownBy(() -> new Permutation(Draws.seeded(1), 0)).hasMessageContaining("size (0)");
    }
}
