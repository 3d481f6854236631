package org.thalweg.jobs.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaceTest {
    private static final long MILLISECOND = 1_000_000;

    @Test
    void slices_grow_to_a_millisecond_and_no_faster_than_twofold() {
        SlicePace pace = new SlicePace();
        for (int slice = 0; slice < 30; slice++) {
            long before = pace.evaluations();
            pace.took(before, before * 1_000);
            assertThat(pace.evaluations()).isLessThanOrEqualTo(2 * before);
        }
        assertThat(pace.evaluations()).isEqualTo(1_000);
    }

    @Test
    void slices_of_costly_evaluations_hold_one() {
        SlicePace pace = new SlicePace();
        pace.took(1, 1_000 * MILLISECOND);

        assertThat(pace.evaluations()).isEqualTo(1);
        assertThat(pace.lanes()).isEqualTo(1);
    }

    @Test
    void a_slice_without_evaluations_teaches_nothing() {
        SlicePace pace = new SlicePace();
        pace.took(0, 0);

        assertThat(pace.evaluations()).isEqualTo(1);
    }

    @Test
    void ranges_take_a_tenth_of_a_second_once_the_reader_is_known() {
        RangeSizes sizes = new RangeSizes(2);
        assertThat(sizes.next(0, 1_000_000, 2)).isEqualTo(8);

        sizes.took(0, 1e-3);
        sizes.took(1, 10);
        assertThat(sizes.next(0, 1_000_000, 2)).isEqualTo(100);
        assertThat(sizes.next(1, 1_000_000, 2)).isEqualTo(1);
    }

    @Test
    void ranges_shrink_towards_the_end_and_are_never_empty() {
        RangeSizes sizes = new RangeSizes(2);
        sizes.took(0, 1e-6);

        assertThat(sizes.next(0, 400, 4)).isEqualTo(50);
        assertThat(sizes.next(0, 3, 4)).isEqualTo(1);
    }

    @Test
    void what_a_range_finds_fits_into_a_message() {
        RangeSizes small = new RangeSizes(1);
        RangeSizes large = new RangeSizes(1_000_000);
        small.took(0, 1e-12);
        large.took(0, 1e-12);

        assertThat(small.next(0, Long.MAX_VALUE, 1)).isBetween(1_000L, 10_000L);
        assertThat(large.next(0, Long.MAX_VALUE, 1)).isEqualTo(1);
    }

    @Test
    void a_speed_that_is_not_known_yet_is_ignored() {
        RangeSizes sizes = new RangeSizes(2);
        sizes.took(0, Double.NaN);

        assertThat(sizes.next(0, 1_000_000, 2)).isEqualTo(8);
    }
}
