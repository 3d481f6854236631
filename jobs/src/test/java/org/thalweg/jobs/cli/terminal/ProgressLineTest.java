package org.thalweg.jobs.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ProgressLineTest {
    private static final TerminalStyle UNICODE = new TerminalStyle(true, false, true, 80);

    @Test
    void shows_bar_share_rate_time_left_and_best() {
        String line = new ProgressLine(UNICODE).render(732, 1000, 0.638971446457, Duration.ofMillis(1785));
        assertThat(line).isEqualTo(" ██████████░░░░░   73%  732/1,000  410/s  ETA 0.7s  best 0.638971446  ▁");
    }

    @Test
    void shows_how_the_best_value_fell() {
        ProgressLine progress = new ProgressLine(UNICODE);
        progress.render(1, 10, 8, Duration.ofSeconds(1));
        progress.render(2, 10, 4, Duration.ofSeconds(2));
        assertThat(progress.render(3, 10, 1, Duration.ofSeconds(3))).endsWith("█▄▁");
    }

    @Test
    void a_long_line_shows_as_much_of_how_the_best_value_fell_as_there_is_room_for() {
        ProgressLine progress = new ProgressLine(UNICODE);
        String line = "";
        for (int i = 0; i <= 20; i++) {
            line = progress.render(314_816, 3_000_000, 20 - i, Duration.ofSeconds(10));
        }
        assertThat(line)
                .isEqualTo(" █░░░░░░░░░░░░░░   10%  314,816/3,000,000  31k/s  ETA 1m25s  best 0  ▆▅▅▄▄▃▂▂▁")
                .hasSizeLessThan(80);
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 60, 80, 200})
    void never_reaches_the_edge_of_the_terminal(int columns) {
        ProgressLine progress = new ProgressLine(new TerminalStyle(true, false, false, columns));
        for (int i = 1; i <= 20; i++) {
            String line = progress.render(i * 1_000_000_000L, 1_000_000_000_000L, -1e300 / i, Duration.ofMillis(i));
            assertThat(line.length()).isLessThan(columns);
        }
    }

    @Test
    void a_fit_without_an_end_counts_its_rounds() {
        String line = new ProgressLine(UNICODE, "rounds").render(1_234, Long.MAX_VALUE, 124.5, Duration.ofSeconds(2));
        assertThat(line).startsWith(" 1,234 rounds  617/s  best 124.5");
    }

    @Test
    void a_search_without_a_finite_value_has_no_best() {
        String line = new ProgressLine(UNICODE).render(0, 10, Double.POSITIVE_INFINITY, Duration.ZERO);
        assertThat(line).isEqualTo(" ░░░░░░░░░░░░░░░    0%  0/10");
    }

    @Test
    void the_sparkline_takes_the_whole_range_of_doubles() {
        Sparkline sparkline = new Sparkline(3);
        sparkline.add(Double.MAX_VALUE);
        sparkline.add(-Double.MAX_VALUE);
        sparkline.add(Double.NaN);
        assertThat(sparkline.render(true)).isEqualTo("█▁");
    }
}
