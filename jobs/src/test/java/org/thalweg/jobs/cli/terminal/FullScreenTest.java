package org.thalweg.jobs.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class FullScreenTest {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final PrintStream terminal = new PrintStream(written, true, StandardCharsets.UTF_8);

    @Test
    void takes_the_terminal_draws_what_changed_and_gives_it_back() {
        AtomicInteger asked = new AtomicInteger();
        try (FullScreen<Integer> screen = new FullScreen<>(
                terminal,
                () -> CompletableFuture.completedFuture(asked.incrementAndGet()),
                count -> count == 1 ? List.of("title", "one", "gone") : List.of("title", "more"))) {
            screen.begin();
            await().until(() -> asked.get() > 3);
        }

        String text = text();
        assertThat(text).startsWith("\u001b[?1049h\u001b[?25l").endsWith("\u001b[?25h\u001b[?1049l");
        assertThat(text).containsOnlyOnce("title").containsOnlyOnce("more").contains("\u001b[3;1H\u001b[K");
    }

    @Test
    void gives_the_terminal_back_once_and_draws_no_more() {
        FullScreen<String> screen = new FullScreen<>(terminal, CompletableFuture::new, List::of);
        screen.begin();
        screen.close();
        screen.close();

        assertThat(text()).containsOnlyOnce("\u001b[?1049l");
    }

    private String text() {
        return written.toString(StandardCharsets.UTF_8);
    }
}
