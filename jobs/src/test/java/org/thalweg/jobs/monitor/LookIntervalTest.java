package org.thalweg.jobs.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LookIntervalTest {
    private final LookInterval interval = new LookInterval(Duration.ofMillis(200), Duration.ofSeconds(1));

    @Test
    void looks_are_a_twentieth_of_the_time_apart_within_bounds() {
        assertThat(nanosAfter(0)).isEqualTo(200_000_000);
        assertThat(nanosAfter(4)).isEqualTo(200_000_000);
        assertThat(nanosAfter(8)).isEqualTo(400_000_000);
        assertThat(nanosAfter(20)).isEqualTo(1_000_000_000);
        assertThat(nanosAfter(1_000_000)).isEqualTo(1_000_000_000);
    }

    private long nanosAfter(long seconds) {
        return interval.nanosAfter(Duration.ofSeconds(seconds).toNanos());
    }
}
