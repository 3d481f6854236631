package org.thalweg.jobs.search.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.thalweg.monitoring.meters.Durations;

class StopwatchTest {
    private static final long SEED = 20_261_127;

    private long nanos = 5_000;

    @Test
    void however_many_run_together_each_is_timed_from_its_beginning() {
        Random random = new Random(SEED);
        Stopwatch stopwatch = new Stopwatch(() -> nanos);
        Map<Long, Long> running = new HashMap<>();
        double expected = 0;
        long ended = 0;
        long next = Long.MAX_VALUE - 100_000;
        for (int i = 0; i < 20_000; i++) {
            nanos += random.nextInt(1_000_000);
            stopwatch.moveOn();
            if (running.isEmpty() || random.nextInt(200) > running.size()) {
                next += 1 + random.nextInt(random.nextInt(50) == 0 ? 1_000 : 2);
                stopwatch.begin(next);
                running.put(next, nanos);
            } else {
                long start = running.keySet().stream()
                        .skip(random.nextInt(running.size()))
                        .findFirst()
                        .orElseThrow();
                stopwatch.end(start);
                expected += (nanos - running.remove(start)) * 1e-9;
                ended++;
            }
        }
        Durations durations = stopwatch.durations();
        assertThat(durations.count()).isEqualTo(ended).isGreaterThan(5_000);
        assertThat(durations.seconds()).isCloseTo(expected, within(1e-9 * expected));
        assertThat(stopwatch.durations().count()).isZero();
    }

    @Test
    void what_began_before_a_failure_is_timed_from_the_opening() {
        Stopwatch stopwatch = new Stopwatch(() -> nanos);
        nanos += 3_000_000_000L;
        stopwatch.moveOn();
        stopwatch.end(17);
        assertThat(stopwatch.durations().seconds()).isCloseTo(3, within(1e-12));
    }

    @Test
    void the_clock_is_read_once_for_all_that_begin_and_end_together() {
        int[] looks = new int[1];
        Stopwatch stopwatch = new Stopwatch(() -> looks[0]++);
        stopwatch.moveOn();
        stopwatch.begin(1);
        stopwatch.begin(2);
        stopwatch.end(1);
        assertThat(looks[0]).isEqualTo(2);
    }
}
