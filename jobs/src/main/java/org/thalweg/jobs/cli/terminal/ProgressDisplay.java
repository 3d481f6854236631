package org.thalweg.jobs.cli.terminal;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.thalweg.jobs.search.SearchProgress;

/**
 * Shows on standard error how far a search is, until it is closed: on a terminal one line that is drawn anew, elsewhere a
 * plain line now and then.
 */
public final class ProgressDisplay implements AutoCloseable {
    private static final Duration LIVE = Duration.ofMillis(100);
    private static final Duration PLAIN = Duration.ofSeconds(2);
    /** Of so many looks one is told where lines stay. */
    private static final int TOLD = 5;

    private static final String ERASE = "\r\u001b[K";

    private final PrintStream err;
    private final TerminalStyle style;
    private final Supplier<CompletableFuture<SearchProgress>> progress;
    private final ProgressLine line;
    private final long began = System.nanoTime();
    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "progress");
        thread.setDaemon(true);
        return thread;
    });
    private int looks;
    private String mentioned = "";
    private boolean closed;

    public ProgressDisplay(PrintStream err, TerminalStyle style, Supplier<CompletableFuture<SearchProgress>> progress) {
        this(err, style, progress, "starts");
    }

    /** @param noun what is counted, in the plural */
    public ProgressDisplay(
            PrintStream err, TerminalStyle style, Supplier<CompletableFuture<SearchProgress>> progress, String noun) {
        this.err = err;
        this.style = style;
        this.progress = progress;
        this.line = new ProgressLine(style, noun);
    }

    /** Draws from now on. */
    public void begin() {
        begin(Optional::empty);
    }

    /**
     * Draws from now on.
     *
     * @param trouble what keeps from seeing how the search is, which is then told in its place
     */
    public void begin(Supplier<Optional<String>> trouble) {
        long every = (style.live() ? LIVE : PLAIN).toMillis();
        var ignored = ticker.scheduleAtFixedRate(() -> ask(trouble), every, every, TimeUnit.MILLISECONDS);
    }

    /** A question that is not answered is no matter: the next one comes soon. */
    private void ask(Supplier<Optional<String>> trouble) {
        boolean told = style.live() || ++looks % TOLD == 0;
        var ignored = progress.get().thenAccept(now -> {
            if (told) {
                draw(now);
            }
        });
        mention(trouble.get().orElse(""));
    }

    private synchronized void mention(String word) {
        if (!closed && !word.equals(mentioned)) {
            mentioned = word;
            if (style.live()) {
                err.print(ERASE + (" " + word).substring(0, Math.min(word.length() + 1, style.columns() - 1)));
                err.flush();
            } else if (!word.isEmpty()) {
                err.println(word);
            }
        }
    }

    private synchronized void draw(SearchProgress now) {
        if (closed) {
            return;
        }
        Duration elapsed = Duration.ofNanos(System.nanoTime() - began);
        String text = line.render(now.finished(), now.total(), now.best(), elapsed);
        if (style.live()) {
            err.print(ERASE + text);
            err.flush();
        } else {
            err.println(text.strip());
        }
    }

    /** Stops drawing and clears the line. */
    @Override
    public void close() {
        ticker.shutdownNow();
        synchronized (this) {
            closed = true;
            if (style.live()) {
                err.print(ERASE);
                err.flush();
            }
        }
    }
}
