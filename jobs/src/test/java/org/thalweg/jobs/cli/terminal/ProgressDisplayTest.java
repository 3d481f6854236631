package org.thalweg.jobs.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.thalweg.jobs.search.SearchProgress;

class ProgressDisplayTest {
    private static final String TROUBLE = "no word from the job manager";
    private static final SearchProgress PROGRESS = new SearchProgress(100, 42, 0, 0, 0, 1000, -1.5, 3, 1);

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final PrintStream err = new PrintStream(written, true, StandardCharsets.UTF_8);

    private String text() {
        return written.toString(StandardCharsets.UTF_8);
    }

    @Test
    void a_terminal_shows_what_is_the_trouble_in_place_of_progress_and_then_progress_again() {
        AtomicReference<String> trouble = new AtomicReference<>();
        AtomicInteger asked = new AtomicInteger();
        TerminalStyle style = new TerminalStyle(true, false, true, 40);
        try (ProgressDisplay display = new ProgressDisplay(err, style, () -> {
            asked.incrementAndGet();
            return trouble.get() == null ? CompletableFuture.completedFuture(PROGRESS) : new CompletableFuture<>();
        })) {
            display.begin(() -> Optional.ofNullable(trouble.get()));
            await().until(() -> text().contains("42/100"));
            trouble.set(TROUBLE + " at a place with a very long name");
            await().until(() -> text().contains(TROUBLE));
            assertThat(text().substring(text().lastIndexOf("\u001b[K") + 3)).hasSize(39);
            trouble.set(null);
            await().until(() -> text().lastIndexOf("42/100") > text().lastIndexOf(TROUBLE));
        }

        assertThat(text()).containsOnlyOnce(TROUBLE).endsWith("\r\u001b[K").doesNotContain("\n");
        assertThat(asked).hasValueGreaterThan(2);
    }

    @Test
    void a_file_is_told_of_a_trouble_in_a_line_of_its_own() {
        TerminalStyle style = new TerminalStyle(false, false, true, 80);
        try (ProgressDisplay display =
                new ProgressDisplay(err, style, () -> CompletableFuture.completedFuture(PROGRESS))) {
            display.begin(() -> Optional.of(TROUBLE));
            await().until(() -> !text().isEmpty());
        }

        assertThat(text()).isEqualTo(TROUBLE + System.lineSeparator());
    }
}
