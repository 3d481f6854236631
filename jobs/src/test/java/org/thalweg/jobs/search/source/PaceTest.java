package org.thalweg.jobs.search.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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
    void a_start_takes_what_recent_slices_took_however_ranges_end() {
        StartPace pace = new StartPace();
        assertThat(pace.seconds()).isNaN();
        for (int slice = 0; slice < 1_000; slice++) {
            pace.took(MILLISECOND, 10);
        }
        assertThat(pace.seconds()).isCloseTo(1e-4, within(1e-12));
        for (int slice = 0; slice < 1_000; slice++) {
            pace.took(MILLISECOND, 100);
        }
        assertThat(pace.seconds()).isCloseTo(1e-5, within(2e-7));
    }

    @Test
    void of_descents_that_take_long_enough_are_remembered() {
        StartPace pace = new StartPace();
        for (int slice = 0; slice < 1_000; slice++) {
            pace.took(10_000 * MILLISECOND, slice % 10 == 0 ? 1 : 0);
        }
        assertThat(pace.seconds()).isBetween(70.0, 130.0);
    }

    @Test
    void ranges_take_a_second_once_the_reader_is_known() {
        RangeSizes sizes = new RangeSizes(2, false);
        assertThat(sizes.amount(0, 1_000_000, 2)).isEqualTo(8);

        sizes.took(0, 1e-3, 8, 8);
        sizes.took(1, 10, 8, 8);
        assertThat(sizes.amount(0, 1_000_000, 2)).isEqualTo(1_000);
        assertThat(sizes.amount(1, 1_000_000, 2)).isEqualTo(1);
    }

    @Test
    void ranges_shrink_towards_the_end_and_are_never_empty() {
        RangeSizes sizes = new RangeSizes(2, false);
        sizes.took(0, 1e-3, 8, 8);

        assertThat(sizes.amount(0, 400, 4)).isEqualTo(50);
        assertThat(sizes.amount(0, 100, 4)).isEqualTo(20);
        assertThat(sizes.amount(0, 40, 4)).isEqualTo(10);
        assertThat(sizes.amount(0, 3, 4)).isEqualTo(1);
    }

    @Test
    void what_a_range_finds_fits_into_a_call_where_it_goes_by_one() {
        RangeSizes small = new RangeSizes(1, true);
        RangeSizes large = new RangeSizes(1_000_000, true);
        small.took(0, 1e-12, 8, 8);
        large.took(0, 1e-12, 8, 8);

        assertThat(small.size(0)).isBetween(5_000L, 10_000L);
        assertThat(large.size(0)).isEqualTo(1);
    }

    @Test
    void ranges_in_calls_whose_starts_find_nothing_new_are_longer_but_not_without_limit() {
        RangeSizes sizes = new RangeSizes(1, true);
        sizes.took(0, 1e-12, 1_000, 350);
        sizes.took(1, 1e-12, 1_000, 1);

        assertThat(sizes.size(0)).isBetween(20_000L, 22_000L);
        assertThat(sizes.size(1)).isBetween(50_000L, 60_000L);
    }

    @Test
    void a_reader_that_finds_much_is_handed_several_ranges_in_calls_at_once_but_not_without_limit() {
        RangeSizes sizes = new RangeSizes(1, true);
        sizes.took(0, 1e-5, 1_000, 1_000);
        sizes.took(1, 1e-12, 1_000, 1_000);

        assertThat(sizes.amount(0, Long.MAX_VALUE, 2)).isBetween(99_000L, 100_000L);
        assertThat(sizes.amount(1, Long.MAX_VALUE, 2)).isEqualTo(16 * sizes.size(1));
    }

    @Test
    void ranges_that_find_very_much_take_five_seconds_so_that_what_lies_higher_is_never_sent() {
        RangeSizes sizes = new RangeSizes(10, false);
        sizes.took(0, 1e-5, 10_000, 10_000);
        sizes.took(1, 1e-5, 100_000, 2_000); // in a second
        sizes.took(2, 1e-5, 100, 100);
        sizes.took(3, 1e-12, 10_000, 10_000);

        assertThat(sizes.amount(0, Long.MAX_VALUE, 4)).isBetween(499_000L, 500_000L);
        assertThat(sizes.amount(1, Long.MAX_VALUE, 4)).isBetween(99_000L, 100_000L);
        assertThat(sizes.amount(2, Long.MAX_VALUE, 4)).isBetween(99_000L, 100_000L);
        assertThat(sizes.amount(3, Long.MAX_VALUE, 4)).isEqualTo(sizes.size(3)).isLessThan(5_000_000);
    }

    @Test
    void very_many_readers_are_handed_more_at_once_so_that_they_ask_less_often() {
        RangeSizes sizes = new RangeSizes(2, false);
        sizes.took(0, 1e-2, 8, 8);

        assertThat(sizes.amount(0, Long.MAX_VALUE, 100)).isEqualTo(100);
        assertThat(sizes.amount(0, Long.MAX_VALUE, 10_000)).isEqualTo(1_000);
        assertThat(sizes.amount(1, Long.MAX_VALUE, 100)).isEqualTo(8);
        assertThat(sizes.amount(1, Long.MAX_VALUE, 10_000)).isEqualTo(200);
    }

    @Test
    void a_speed_that_is_not_known_yet_is_ignored() {
        RangeSizes sizes = new RangeSizes(2, false);
        sizes.took(0, Double.NaN, 8, 8);

        assertThat(sizes.amount(0, 1_000_000, 2)).isEqualTo(8);
    }
}
