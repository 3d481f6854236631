package org.thalweg.core.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DrawsTest {

    @Test
    void the_bits_are_the_same_on_every_machine() {
        Draws draws = Draws.seeded(42);
        assertThat(draws.bits(0)).isEqualTo(3217010957869214735L);
        assertThat(draws.stream(7).bits(1L << 62)).isEqualTo(2412247568845505535L);
    }

    @Test
    void numbers_lie_strictly_between_zero_and_one_and_are_symmetric() {
        assertThat(Draws.unitFromBits(0)).isEqualTo(0x1p-53);
        assertThat(Draws.unitFromBits(-1)).isEqualTo(1 - 0x1p-53);
        assertThat(Draws.unitFromBits(Long.MIN_VALUE)).isGreaterThan(0.5);
        assertThat(Draws.unitFromBits(Long.MAX_VALUE)).isLessThan(0.5);
    }

    @Test
    void one_flipped_bit_of_seed_name_or_index_flips_half_of_the_bits() {
        for (int bit = 0; bit < Long.SIZE; bit++) {
            long flip = 1L << bit;
            long bySeed = 0;
            long byName = 0;
            long byIndex = 0;
            int trials = 500;
            for (long i = 0; i < trials; i++) {
                Draws draws = Draws.seeded(i);
                bySeed += Long.bitCount(draws.bits(i) ^ Draws.seeded(i ^ flip).bits(i));
                byName += Long.bitCount(
                        draws.stream(i).bits(3) ^ draws.stream(i ^ flip).bits(3));
                byIndex += Long.bitCount(draws.bits(i) ^ draws.bits(i ^ flip));
            }
            for (long flipped : new long[] {bySeed, byName, byIndex}) { // 32 each, standard deviation 4 / √500 = 0.18
                assertThat(flipped / (double) trials).as("bit %d", bit).isBetween(31.0, 33.0);
            }
        }
    }

    @Test
    void streams_and_draws_do_not_collide() {
        Set<Long> seen = new HashSet<>();
        int taken = 0;
        for (long seed = -5; seed < 5; seed++) {
            for (long name = -5; name < 5; name++) {
                for (long index = -5; index < 5; index++) {
                    seen.add(Draws.seeded(seed).stream(name).bits(index));
                    seen.add(Draws.seeded(seed).stream(name).stream(index).key());
                    taken += 2;
                }
                seen.add(Draws.seeded(seed).bits(name));
                seen.add(Draws.seeded(seed).stream(name).key());
                taken += 2;
            }
        }
        assertThat(seen).hasSize(taken);
    }

    @Test
    void integers_below_a_bound_are_uniform() {
        for (long bound : new long[] {1, 2, 3, 10, 1000}) {
            int each = 200;
            long[] counts = new long[(int) bound];
            for (long i = 0; i < each * bound; i++) {
                counts[(int) Draws.seeded(bound).below(bound, i)]++;
            }
            double chiSquare = 0;
            for (long count : counts) {
                chiSquare += (count - each) * (count - each) / (double) each;
            }
            double degrees = Math.max(bound - 1, 1);
            assertThat(chiSquare).as("bound %d", bound).isLessThan(degrees + 6 * Math.sqrt(2 * degrees));
        }
        assertThat(Draws.seeded(1).below(Long.MAX_VALUE, 2)).isBetween(0L, Long.MAX_VALUE - 1);
    }
}
