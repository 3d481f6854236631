package org.thalweg.jobs.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ChartTest {
    private static final TerminalStyle PLAIN = new TerminalStyle(true, false, false, 50);
    private static final TerminalStyle SIGNS = new TerminalStyle(true, false, true, 30);

    private static List<String> lines(Chart chart, int height, TerminalStyle style) {
        return chart.lines(new Chart.Labels("low", "high"), height, style);
    }

    @Test
    void a_line_that_falls_is_a_slope_of_bars() {
        Chart chart = new Chart(new double[] {0, 1, 2, 3}, new double[] {40, 30, 20, 10});

        List<String> lines = lines(chart, 2, SIGNS);

        assertThat(chart.isLogarithmic()).isFalse();
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).startsWith(" high ┤███").doesNotEndWith("█");
        assertThat(lines.get(1)).startsWith("  low ┤███").endsWith("▁");
        assertThat(lines.get(2).strip()).startsWith("0.0s").endsWith("3.0s");
    }

    @Test
    void what_falls_far_falls_evenly_on_a_scale_of_its_logarithm() {
        double[] seconds = new double[21];
        double[] values = new double[21];
        for (int i = 0; i <= 20; i++) {
            seconds[i] = i;
            values[i] = Math.pow(10, 10 - i);
        }
        Chart chart = new Chart(seconds, values);

        List<String> lines = lines(chart, 4, PLAIN);

        assertThat(chart.isLogarithmic()).isTrue();
        assertThat(lines.get(4)).contains("logarithmic");
        for (int row = 0; row < 4; row++) {
            long full = lines.get(row).chars().filter(sign -> sign == '#').count();
            assertThat(full).as(lines.get(row)).isBetween(10L * row + 1, 11L * row + 4);
        }
    }

    @Test
    void a_single_value_is_a_flat_line_and_none_is_nothing() {
        assertThat(lines(new Chart(new double[] {2}, new double[] {7}), 3, SIGNS))
                .hasSize(4)
                .anySatisfy(line -> assertThat(line).contains("▁▁▁▁▁"));
        assertThat(lines(new Chart(new double[0], new double[0]), 3, SIGNS)).isEmpty();
        assertThat(lines(new Chart(new double[] {1}, new double[] {Double.NaN}), 3, SIGNS))
                .isEmpty();
        assertThat(lines(new Chart(new double[] {1}, new double[] {1}), 3, new TerminalStyle(true, false, true, 15)))
                .as("no room")
                .isEmpty();
    }

    @Test
    void values_that_are_not_finite_are_passed_over() {
        Chart chart = new Chart(
                new double[] {0, 1, 2, 3},
                new double[] {Double.NaN, -Double.MAX_VALUE, Double.POSITIVE_INFINITY, Double.MAX_VALUE});

        assertThat(lines(chart, 2, SIGNS))
                .hasSize(3)
                .allSatisfy(line -> assertThat(line).hasSizeLessThan(30));
        assertThat(lines(chart, 2, SIGNS).get(0)).endsWith("█");
    }
}
