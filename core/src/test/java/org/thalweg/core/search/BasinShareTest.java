package org.thalweg.core.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class BasinShareTest {
    private static final double Z = 1.959963984540054;

    @Test
    void the_ends_of_the_interval_are_z_standard_errors_from_the_estimate() {
        for (long[] each : new long[][] {{1, 10}, {257, 5_000}, {999_999, 20_000_000}, {7, 8}}) {
            BasinShare share = new BasinShare(each[0], each[1]);
            for (double p : new double[] {share.low(), share.high()}) {
                assertThat(Math.abs(share.estimate() - p) / Math.sqrt(p * (1 - p) / each[1]))
                        .isCloseTo(Z, within(1e-6));
            }
            assertThat(share.estimate()).isBetween(share.low(), share.high());
        }
    }

    @Test
    void nothing_met_and_nothing_else_met_leave_room_for_the_opposite() {
        assertThat(new BasinShare(0, 100).low()).isZero();
        assertThat(new BasinShare(0, 100).high()).isCloseTo(0.0370, within(1e-4)); // z² / (n + z²)
        assertThat(new BasinShare(100, 100).high()).isEqualTo(1);
        assertThat(new BasinShare(100, 100).low()).isCloseTo(0.9630, within(1e-4));
    }

    @Test
    void more_hits_than_descents_are_refused() {
        assertThatThrownBy(() -> new BasinShare(3, 2))
                .hasMessageContaining("hits (3)")
                .hasMessageContaining("(2)");
    }
}
