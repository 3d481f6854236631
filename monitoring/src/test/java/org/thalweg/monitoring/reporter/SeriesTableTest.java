package org.thalweg.monitoring.reporter;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.SimpleCounter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.thalweg.monitoring.meters.Meter;

class SeriesTableTest {
    private static final Duration KEPT = Duration.ofSeconds(30);

    private final Shown shown = new Shown();
    private long nanos = -5_000_000_000L; // any moment will do, since clocks of nanoseconds may be negative
    private final SeriesTable table = new SeriesTable(shown, KEPT, 2, () -> nanos);

    @Test
    void what_is_registered_twice_is_shown_once_and_the_newest_tells() {
        table.add(observed("quartic", "a", counter(5)));
        table.add(observed("quartic", "a", counter(7)));

        assertThat(shown.values()).containsExactly(Map.entry("quartic", 7.0));
    }

    @Test
    void over_a_failure_the_last_value_stays_and_the_next_attempt_goes_on_from_it() {
        Counter first = counter(5);
        table.add(observed("quartic", "a", first));
        first.inc(4);
        table.remove(observed("quartic", "a", first));
        assertThat(shown.values()).containsEntry("quartic", 9.0);

        Counter second = counter(6); // restored from a checkpoint before the failure
        table.add(observed("quartic", "a", second));
        assertThat(shown.values()).containsEntry("quartic", 9.0);

        second.inc(5);
        assertThat(shown.values()).containsEntry("quartic", 11.0);
        assertThat(shown.additions).isEqualTo(1);
    }

    @Test
    void the_next_attempt_may_come_before_the_last_has_gone() {
        Counter first = counter(5);
        Counter second = counter(6);
        table.add(observed("quartic", "a", first));
        table.add(observed("quartic", "a", second));
        table.remove(observed("quartic", "a", first));
        pass(KEPT.multipliedBy(3));

        assertThat(shown.values()).containsEntry("quartic", 6.0);
    }

    @Test
    void another_job_of_that_name_counts_from_its_own_beginning() {
        Counter first = counter(100);
        table.add(observed("quartic", "a", first));
        table.remove(observed("quartic", "a", first));
        table.add(observed("quartic", "b", counter(3)));

        assertThat(shown.values()).containsExactly(Map.entry("quartic", 3.0));
        assertThat(shown.additions).isEqualTo(2); // so that what is sent as differences begins anew too
    }

    @Test
    void final_values_stay_for_two_intervals_and_then_go() {
        Counter counter = counter(5);
        table.add(observed("quartic", "a", counter));
        table.remove(observed("quartic", "a", counter));

        pass(KEPT.minusNanos(1));
        assertThat(shown.values()).containsEntry("quartic", 5.0);
        pass(Duration.ofNanos(1));
        assertThat(shown.values()).isEmpty();
    }

    @Test
    void one_study_too_many_is_refused_and_counted_and_there_is_room_again_when_one_has_gone() {
        Counter first = counter(1);
        table.add(observed("a", "1", first));
        table.add(observed("b", "2", counter(2)));
        table.add(observed("c", "3", counter(3)));
        assertThat(shown.values()).containsOnlyKeys("a", "b");
        assertThat(shown.tally().refused()).isEqualTo(1);

        table.remove(observed("a", "1", first));
        pass(KEPT);
        table.add(observed("c", "4", counter(4)));
        assertThat(shown.values()).containsOnlyKeys("b", "c");
    }

    @Test
    void a_gauge_shows_what_is_now_be_it_less_or_no_number() {
        double[] value = {3};
        Gauge<Double> gauge = () -> value[0];
        table.add(gauge("quartic", gauge));
        assertThat(shown.values()).containsEntry("quartic", 3.0);
        value[0] = -1;
        assertThat(shown.values()).containsEntry("quartic", -1.0);
        value[0] = Double.POSITIVE_INFINITY;
        assertThat(shown.values()).containsEntry("quartic", Double.POSITIVE_INFINITY);
        value[0] = Double.NaN;
        assertThat(shown.values()).containsEntry("quartic", Double.NaN);
    }

    @Test
    void a_gauge_that_fails_is_no_number_and_hurts_nobody() {
        table.add(gauge("quartic", (Gauge<Double>) () -> {
            throw new IllegalStateException("broken");
        }));
        table.add(gauge("text", (Gauge<String>) () -> "seven"));

        assertThat(shown.values()).containsEntry("quartic", Double.NaN).containsEntry("text", Double.NaN);
    }

    @Test
    void what_was_never_shown_can_be_removed() {
        table.remove(observed("quartic", "a", counter(5)));
        pass(KEPT);

        assertThat(shown.values()).isEmpty();
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
        table.expire();
    }

    private static Counter counter(long count) {
        Counter counter = new SimpleCounter();
        counter.inc(count);
        return counter;
    }

    private static Observation observed(String study, String run, Metric metric) {
        return new Observation(id(Meter.EVALUATIONS, study), new Source(metric, run, OptionalDouble.empty()));
    }

    private static Observation gauge(String study, Gauge<?> gauge) {
        return new Observation(id(Meter.BEST_OBJECTIVE, study), new Source(gauge, "a", OptionalDouble.empty()));
    }

    private static SeriesId id(Meter meter, String study) {
        return new SeriesId(meter, null, new TreeMap<>(Map.of(Meter.STUDY, study)));
    }

    /** Shows values by study. */
    private static final class Shown implements Sink {
        private final Map<SeriesId, Series> series = new HashMap<>();
        private final Tally tally = new Tally();
        private int additions;

        Map<String, Double> values() {
            Map<String, Double> values = new TreeMap<>();
            series.forEach((id, one) -> values.put(id.study(), one.value()));
            return values;
        }

        @Override
        public void add(Series one) {
            additions++;
            assertThat(series.put(one.id(), one)).isNull();
        }

        @Override
        public void remove(Series one) {
            assertThat(List.of(one)).containsExactly(series.remove(one.id()));
        }

        @Override
        public Tally tally() {
            return tally;
        }

        @Override
        public @Nullable URI address() {
            return null;
        }

        @Override
        public void close() {}
    }
}
