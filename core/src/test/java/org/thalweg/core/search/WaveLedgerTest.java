package org.thalweg.core.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.thalweg.core.search.Points.converged;
import static org.thalweg.core.search.Points.minimum;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WaveLedgerTest {
    private static final StopPlan NEVER = new StopPlan(10, Double.NEGATIVE_INFINITY, 0);

    @Test
    void ranges_cover_all_starts_once() {
        WaveLedger ledger = ledger(25, NEVER);
        List<StartRange> ranges = takeAll(ledger, 4);
        assertThat(ranges).extracting(StartRange::from).containsExactly(0L, 4L, 8L, 12L, 16L, 20L, 24L);
        assertThat(ranges).extracting(StartRange::wave).containsExactly(0L, 0L, 0L, 1L, 1L, 2L, 2L);
        assertThat(ledger.isExhausted()).isTrue();
        assertThat(ledger.stopReason()).isNull();
        ranges.forEach(range -> ledger.report(range, tally(range, 1)));
        assertThat(ledger.stopReason()).isEqualTo(StopReason.STARTS_SPENT);
        assertThat(ledger.tally().total()).isEqualTo(25);
    }

    @Test
    void ranges_of_a_search_that_may_end_early_do_not_cross_a_wave() {
        WaveLedger ledger = ledger(25, new StopPlan(10, -1e9, 0));
        List<StartRange> ranges = new ArrayList<>();
        for (StartRange range = ledger.next(4); range != null; range = ledger.next(4)) {
            ranges.add(range);
            ledger.report(range, tally(range, 1));
        }
        assertThat(ranges).extracting(StartRange::from).containsExactly(0L, 4L, 8L, 10L, 14L, 18L, 20L, 24L);
        assertThat(ranges).extracting(StartRange::wave).containsExactly(0L, 0L, 0L, 1L, 1L, 1L, 2L, 2L);
    }

    @Test
    void a_range_that_is_handed_back_is_handed_out_again() {
        WaveLedger ledger = ledger(10, NEVER);
        StartRange all = ledger.next(10);
        assertThat(ledger.next(10)).isNull();
        ledger.handBack(all);
        assertThat(ledger.handedOut()).isEqualTo(10);
        assertThat(ledger.isExhausted()).isFalse();
        assertThat(ledger.next(3)).isEqualTo(new StartRange(0, 0, 3));
        assertThat(ledger.next(100)).isEqualTo(new StartRange(0, 3, 10));
    }

    @Test
    void what_is_available_is_what_could_be_handed_out_now() {
        WaveLedger free = ledger(25, NEVER);
        assertThat(free.available()).isEqualTo(25);
        StartRange first = free.next(4);
        assertThat(free.available()).isEqualTo(21);
        free.handBack(first);
        assertThat(free.available()).isEqualTo(25);

        WaveLedger careful = ledger(25, new StopPlan(10, -1e9, 0));
        StartRange wave = careful.next(10);
        assertThat(careful.available()).isZero();
        careful.report(wave, tally(wave, 1));
        assertThat(careful.available()).isEqualTo(10);
    }

    @Test
    void a_tally_without_its_archive_counts_as_much() {
        SearchTally whole = tally(new StartRange(0, 0, 4), 1);
        SearchTally counts = whole.withoutArchive();

        assertThat(counts.total()).isEqualTo(4);
        assertThat(counts.evaluations()).isEqualTo(whole.evaluations());
        assertThat(counts.lowest()).isEqualTo(whole.lowest());
        assertThat(counts.archive().distinct().minima()).isEmpty();
        assertThat(whole.archive().distinct().minima()).isNotEmpty();
    }

    @Test
    void a_tally_is_the_sum_of_its_parts_and_counts_once() {
        SearchTally whole = tally(new StartRange(0, 0, 4), 1);
        whole.merge(tally(new StartRange(0, 4, 9), 2));
        List<SearchTally> parts = whole.parts(1);

        assertThat(parts).hasSize(whole.archive().cells());
        assertThat(parts.stream().mapToLong(SearchTally::total).sum()).isEqualTo(9);
        SearchTally sum = whole.parts(1).get(0);
        parts.subList(1, parts.size()).forEach(sum::merge);
        assertThat(sum).isEqualTo(whole);
        assertThat(whole.parts(1_000)).singleElement().isSameAs(whole);
    }

    @Test
    void a_range_reported_twice_counts_once() {
        WaveLedger ledger = ledger(10, NEVER);
        StartRange first = ledger.next(4);
        ledger.report(first, tally(first, 1));
        ledger.report(first, tally(first, 1));
        ledger.handBack(first);
        assertThat(ledger.tally().total()).isEqualTo(4);
        assertThat(takeAll(ledger, 4)).extracting(StartRange::from).containsExactly(4L, 8L);
    }

    @Test
    void a_range_that_overlaps_a_reported_one_is_refused() {
        WaveLedger ledger = ledger(10, NEVER);
        StartRange first = ledger.next(4);
        ledger.report(first, tally(first, 1));
        StartRange overlapping = new StartRange(0, 2, 6);
        assertThatThrownBy(() -> ledger.report(overlapping, tally(overlapping, 1)))
                .hasMessageContaining("was reported before");
    }

    @Test
    void a_search_with_a_target_hands_out_a_wave_when_the_last_is_complete() {
        WaveLedger ledger = ledger(30, new StopPlan(10, 0.5, 0));
        List<StartRange> wave = takeAll(ledger, 5);
        assertThat(wave).extracting(StartRange::from).containsExactly(0L, 5L);
        assertThat(ledger.isExhausted()).isFalse();
        wave.forEach(range -> ledger.report(range, tally(range, 1)));
        List<StartRange> second = takeAll(ledger, 5);
        assertThat(second).extracting(StartRange::from).containsExactly(10L, 15L);
        ledger.report(second.get(1), tally(second.get(1), 0.25));
        assertThat(ledger.stopReason()).as("the wave is not complete").isNull();
        ledger.report(second.get(0), tally(second.get(0), 1));
        assertThat(ledger.stopReason()).isEqualTo(StopReason.TARGET_REACHED);
        assertThat(ledger.next(5)).isNull();
        assertThat(ledger.isExhausted()).isTrue();
        assertThat(ledger.tally().total()).isEqualTo(20);
    }

    @Test
    void a_search_ends_when_no_new_minimum_was_met_for_long_enough() {
        WaveLedger ledger = ledger(10_000, new StopPlan(100, Double.NEGATIVE_INFINITY, 0.05));
        while (ledger.stopReason() == null) {
            StartRange range = ledger.next(100);
            ledger.report(range, tally(range, 1));
        }
        assertThat(ledger.stopReason()).isEqualTo(StopReason.UNSEEN_MASS_SMALL);
        // 99 starts without a new one bound the mass by 1 − 0.0304^(1/99) = 3.5 %
        assertThat(ledger.tally().total()).isEqualTo(100);
    }

    @Test
    void a_ledger_read_back_goes_on_where_it_was() throws IOException {
        StopPlan plan = new StopPlan(10, 0.5, 0);
        WaveLedger ledger = ledger(30, plan);
        List<StartRange> wave = takeAll(ledger, 3);
        ledger.report(wave.get(0), tally(wave.get(0), 1));
        ledger.report(wave.get(2), tally(wave.get(2), 1));
        ledger.handBack(wave.get(1));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ledger.write(new DataOutputStream(bytes));
        WaveLedger copy = WaveLedger.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())), plan);
        assertThat(copy.tally()).isEqualTo(ledger.tally());
        for (WaveLedger each : List.of(ledger, copy)) {
            assertThat(each.next(10)).isEqualTo(wave.get(1));
            assertThat(each.next(10)).isNull();
        }
    }

    @Test
    void a_search_without_end_hands_out_starts_for_ever() {
        WaveLedger ledger = ledger(Long.MAX_VALUE, NEVER);
        StartRange first = ledger.next(4);
        ledger.handBack(first);
        assertThat(ledger.available()).isEqualTo(Long.MAX_VALUE);
        assertThat(ledger.next(4)).isEqualTo(first);
        ledger.report(first, tally(first, 1));
        assertThat(ledger.stopReason()).isNull();
    }

    @Test
    void a_search_that_spent_its_starts_goes_on_to_more_as_if_begun_with_so_many() {
        WaveLedger extended = ledger(12, NEVER);
        takeAll(extended, 4).forEach(range -> extended.report(range, tally(range, 1)));
        assertThat(extended.stopReason()).isEqualTo(StopReason.STARTS_SPENT);

        extended.goOnTo(25);

        assertThat(extended.stopReason()).isNull();
        assertThat(extended.available()).isEqualTo(13);
        takeAll(extended, 4).forEach(range -> extended.report(range, tally(range, 1)));
        assertThat(extended.stopReason()).isEqualTo(StopReason.STARTS_SPENT);
        assertThat(extended.tally().total()).isEqualTo(25);
        assertThatThrownBy(() -> extended.goOnTo(24)).hasMessageContaining("24").hasMessageContaining("25");
    }

    @Test
    void a_search_without_end_may_be_given_one() {
        WaveLedger ledger = ledger(Long.MAX_VALUE, NEVER);
        StartRange first = ledger.next(10);
        ledger.report(first, tally(first, 1));
        ledger.goOnTo(14);
        assertThat(ledger.available()).isEqualTo(4);
        assertThat(ledger.stopReason()).isNull();
        ledger.goOnTo(10);
        assertThat(ledger.stopReason()).isEqualTo(StopReason.STARTS_SPENT);
    }

    @Test
    void a_decision_at_the_end_of_a_whole_wave_stands_and_one_in_a_wave_cut_short_is_taken_again() {
        StopPlan plan = new StopPlan(10, 1, 0);
        WaveLedger whole = ledger(20, plan);
        StartRange wave = whole.next(10);
        whole.report(wave, tally(wave, 1));
        whole.goOnTo(100);
        assertThat(whole.stopReason()).isEqualTo(StopReason.TARGET_REACHED);

        WaveLedger cut = ledger(5, plan);
        StartRange part = cut.next(5);
        cut.report(part, tally(part, 1));
        assertThat(cut.stopReason()).isEqualTo(StopReason.TARGET_REACHED);
        cut.goOnTo(100);
        assertThat(cut.stopReason()).isNull();
        StartRange rest = cut.next(100);
        assertThat(rest).isEqualTo(new StartRange(0, 5, 10));
        cut.report(rest, tally(rest, 2));
        assertThat(cut.stopReason()).isEqualTo(StopReason.TARGET_REACHED);
    }

    private static WaveLedger ledger(long total, StopPlan plan) {
        return new WaveLedger(total, plan, SearchTally.empty(1, Distinctness.standard()));
    }

    private static List<StartRange> takeAll(WaveLedger ledger, long size) {
        List<StartRange> ranges = new ArrayList<>();
        for (StartRange range = ledger.next(size); range != null; range = ledger.next(size)) {
            ranges.add(range);
        }
        return ranges;
    }

    private static SearchTally tally(StartRange range, double value) {
        SearchTally tally = SearchTally.empty(1, Distinctness.standard());
        for (long start = range.from(); start < range.to(); start++) {
            tally.add(converged(start, minimum(value, value)));
        }
        return tally;
    }
}
