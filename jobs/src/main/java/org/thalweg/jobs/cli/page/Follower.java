package org.thalweg.jobs.cli.page;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.thalweg.monitoring.page.PageEvent;

/**
 * Looks at a run four times a second for a page, knows where it is in its life, and lets it be stopped once.
 *
 * @param <G> what is seen at a look
 */
final class Follower<G> implements AutoCloseable {
    private static final long EVERY_MILLIS = 250;

    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "page-feed");
        thread.setDaemon(true);
        return thread;
    });

    private final Consumer<PageEvent> publisher;
    private Phase phase = Phase.STARTING;
    private @Nullable Supplier<Optional<String>> halt;
    private @Nullable PageEvent resumption;

    /** @param publisher is given what pages are to be told at once */
    Follower(Consumer<PageEvent> publisher) {
        this.publisher = publisher;
    }

    /**
     * Looks from now on.
     *
     * @param glimpses asks how the run is
     * @param shown is told
     * @param stop ends the run early, and tells the command that takes it up again, if it was saved; may take its time
     */
    synchronized void follow(
            Supplier<CompletableFuture<G>> glimpses, Consumer<G> shown, Supplier<Optional<String>> stop) {
        halt = stop;
        phase = Phase.RUNNING;
        var unused = ticker.scheduleWithFixedDelay(() -> look(glimpses, shown), 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** A question that is not answered is no matter: the next one comes soon. */
    private void look(Supplier<CompletableFuture<G>> glimpses, Consumer<G> shown) {
        CompletableFuture<G> asked = glimpses.get();
        if (asked.isDone()) {
            var unused = asked.thenAccept(shown);
        } else {
            var unused = asked.thenAcceptAsync(shown, ticker);
        }
    }

    synchronized Phase phase() {
        return phase;
    }

    /** Takes note of whether the run is recovering from a failure; a run that is stopping goes on to stop. */
    synchronized void recovering(boolean now) {
        if (phase == Phase.RUNNING || phase == Phase.RESTARTING) {
            phase = now ? Phase.RESTARTING : Phase.RUNNING;
        }
    }

    /** Waits for the look that goes on, if one does, and looks no more. */
    void lookNoMore() {
        ticker.shutdown();
        try {
            if (!ticker.awaitTermination(1, TimeUnit.SECONDS)) {
                ticker.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The run is over. */
    synchronized void ended() {
        phase = Phase.ENDED;
    }

    synchronized boolean isStoppable() {
        return phase == Phase.RUNNING || phase == Phase.RESTARTING;
    }

    /** Stops the run, unless that was asked before; returns at once. Pages are told of the command that takes it up again. */
    void stop() {
        Supplier<Optional<String>> stop;
        synchronized (this) {
            stop = isStoppable() ? halt : null;
            if (stop != null) {
                phase = Phase.STOPPING;
            }
        }
        if (stop != null) {
            Thread thread = new Thread(() -> stop.get().ifPresent(this::resumable), "page-stop");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void resumable(String command) {
        PageEvent event = new PageEvent("resumption", PageJson.resumption(command));
        synchronized (this) {
            resumption = event;
        }
        publisher.accept(event);
    }

    /** The command that takes the run up again; empty if it was not stopped here, or not saved. */
    synchronized Optional<PageEvent> resumption() {
        return Optional.ofNullable(resumption);
    }

    @Override
    public void close() {
        ticker.shutdownNow();
    }
}
