package org.thalweg.jobs.cli.terminal;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A view that has the whole terminal to itself and is drawn anew in place, until it is closed: then the terminal is as it
 * was before, what had been on it included. A process that is interrupted gives it back as well.
 *
 * <p>It uses the alternate screen of xterm ({@code CSI ? 1049}), which all terminals in use know, and draws no more than
 * changed lines, so that nothing flickers and little is sent over a slow connection.
 *
 * @param <T> what is shown
 */
public final class FullScreen<T> implements AutoCloseable {
    private static final Duration EVERY = Duration.ofMillis(250);
    private static final String ENTER = "\u001b[?1049h\u001b[?25l\u001b[2J";
    private static final String LEAVE = "\u001b[?25h\u001b[?1049l";

    private final PrintStream terminal;
    private final Supplier<CompletableFuture<T>> question;
    private final Function<T, List<String>> frame;
    private final Thread restoration = new Thread(this::leave, "terminal-restoration");
    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "full-screen");
        thread.setDaemon(true);
        return thread;
    });

    private @Nullable List<String> shown;
    private boolean left;

    /**
     * @param question asks what is to be shown
     * @param frame turns that into lines, each of which fits the terminal's width and all of which fit its height
     */
    public FullScreen(PrintStream terminal, Supplier<CompletableFuture<T>> question, Function<T, List<String>> frame) {
        this.terminal = terminal;
        this.question = question;
        this.frame = frame;
    }

    /** Takes the terminal and draws from now on. */
    public void begin() {
        Runtime.getRuntime().addShutdownHook(restoration);
        terminal.print(ENTER);
        terminal.flush();
        var ignored = ticker.scheduleWithFixedDelay(this::ask, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** A question that is not answered is no matter: the next one comes soon. */
    private void ask() {
        var ignored = question.get().thenAccept(answer -> draw(frame.apply(answer)));
    }

    private synchronized void draw(List<String> lines) {
        if (left) {
            return;
        }
        StringBuilder text = new StringBuilder();
        int before = shown == null ? 0 : shown.size();
        for (int i = 0; i < Math.max(lines.size(), before); i++) {
            String line = i < lines.size() ? lines.get(i) : "";
            if (shown == null || i >= before || !shown.get(i).equals(line)) {
                text.append("\u001b[").append(i + 1).append(";1H").append(line).append("\u001b[K");
            }
        }
        shown = lines;
        terminal.print(text);
        terminal.flush();
    }

    private synchronized void leave() {
        if (!left) {
            left = true;
            terminal.print(LEAVE);
            terminal.flush();
        }
    }

    /** Gives the terminal back. */
    @Override
    public void close() {
        ticker.shutdownNow();
        leave();
        try {
            Runtime.getRuntime().removeShutdownHook(restoration);
        } catch (IllegalStateException e) {
            // the virtual machine is shutting down: the hook runs already, and finds the terminal given back
        }
    }
}
