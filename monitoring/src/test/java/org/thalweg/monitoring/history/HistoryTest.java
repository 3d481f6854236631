package org.thalweg.monitoring.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class HistoryTest {

    @Test
    void stays_small_however_long_the_run_and_keeps_its_beginning() {
        History history = History.of("seconds", "best");
        for (int i = 0; i <= 1_000_000; i++) {
            history = history.plus(i * 0.1, -i);
            if (i % 100_000 == 0) {
                assertThat(history.rows()).isLessThanOrEqualTo(History.ROWS);
            }
        }

        assertThat(history.rows()).isBetween(History.ROWS / 4, History.ROWS);
        assertThat(history.row(0)).containsExactly(0, 0);
        double[] last = history.row(history.rows() - 1);
        assertThat(last[0]).isBetween(100_000 - 2 * history.spacing(), 100_000.0);
        for (int i = 1; i < history.rows(); i++) {
            assertThat(history.row(i)[0]).isGreaterThan(history.row(i - 1)[0]);
        }
    }

    @Test
    void takes_no_row_that_comes_too_soon_unless_it_must() {
        History history = History.of("seconds").plus(1).plus(1.1).plus(1.2);

        assertThat(history.rows()).isEqualTo(1);
        assertThat(history.with(1.2).rows()).isEqualTo(2);
    }

    @Test
    void keeps_the_latest_marks_of_each_kind() {
        History history = History.of("seconds").plus(new Mark(0.5, Mark.Kind.RESTART));
        for (int i = 1; i <= 100; i++) {
            history = history.plus(new Mark(i, Mark.Kind.CHECKPOINT));
        }

        assertThat(history.marks()).hasSize(History.MARKS + 1);
        assertThat(history.marks().get(0)).isEqualTo(new Mark(0.5, Mark.Kind.RESTART));
        assertThat(history.marks().get(History.MARKS)).isEqualTo(new Mark(100, Mark.Kind.CHECKPOINT));
    }

    @Test
    void is_read_back_as_it_was_written() throws IOException {
        History history = History.of("seconds", "best", "minima")
                .plus(0, Double.POSITIVE_INFINITY, 0)
                .plus(1, Double.NaN, 3)
                .plus(new Mark(0.75, Mark.Kind.RESUMPTION));

        assertThat(History.read(new DataInputStream(new ByteArrayInputStream(bytes(history)))))
                .isEqualTo(history);
    }

    @Test
    void refuses_bytes_that_are_damaged_or_newer() throws IOException {
        byte[] newer = bytes(History.of("seconds"));
        newer[0] = 2;
        byte[] endless = bytes(History.of("seconds"));
        endless[1] = 0x7f; // so many columns

        assertThatIOException().isThrownBy(() -> read(newer)).withMessageContaining("version 2");
        assertThatIOException().isThrownBy(() -> read(endless)).withMessageContaining("columns");
    }

    @Test
    void refuses_rows_that_do_not_fit() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> History.of("seconds", "best").with(1))
                .withMessageContaining("one for each");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> History.of("best"))
                .withMessageContaining("seconds");
    }

    private static byte[] bytes(History history) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        history.write(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    private static History read(byte[] bytes) throws IOException {
        return History.read(new DataInputStream(new ByteArrayInputStream(bytes)));
    }
}
