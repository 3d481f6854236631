package org.thalweg.core.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WavesTest {
    private static final Waves WAVES = new Waves(10);

    @Test
    void the_first_waves_are_of_one_size() {
        for (long start = 0; start < 160; start++) {
            assertThat(WAVES.index(start)).isEqualTo(start / 10);
            assertThat(WAVES.begin(start)).isEqualTo(start / 10 * 10);
            assertThat(WAVES.end(start)).isEqualTo(start / 10 * 10 + 10);
        }
    }

    @Test
    void later_waves_are_about_an_eighth_of_all_before() {
        assertThat(WAVES.end(160)).isEqualTo(180);
        for (long begin = WAVES.end(160); begin < 1L << 50; begin = WAVES.end(begin)) {
            assertThat(WAVES.end(begin) - begin).isBetween(begin / 16, begin / 8);
        }
        assertThat(WAVES.index(1L << 50)).isLessThan(500);
    }

    @Test
    void waves_follow_each_other_without_a_gap() {
        long index = 0;
        for (long begin = 0; begin < 1_000_000; begin = WAVES.end(begin)) {
            assertThat(WAVES.begin(begin)).isEqualTo(begin);
            assertThat(WAVES.index(begin)).isEqualTo(index);
            assertThat(WAVES.index(WAVES.end(begin) - 1)).isEqualTo(index++);
            assertThat(WAVES.areWhole(begin)).isTrue();
            assertThat(WAVES.areWhole(begin + 1)).isFalse();
        }
    }

    @Test
    void there_may_be_as_many_starts_as_a_long_holds() {
        assertThat(WAVES.end(Long.MAX_VALUE - 1)).isEqualTo(Long.MAX_VALUE);
        assertThat(new Waves(Long.MAX_VALUE).end(5)).isEqualTo(Long.MAX_VALUE);
    }
}
