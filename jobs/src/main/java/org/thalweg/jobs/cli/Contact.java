package org.thalweg.jobs.cli;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Knows whether a cluster answers. A question that is asked over and over is not asked again before it is answered, so that
 * none pile up while a job manager is away.
 */
final class Contact {
    /** A silence as long as this is worth a word: answers are late on a busy machine, but not so late. */
    private static final long NOTEWORTHY_NANOS = Duration.ofSeconds(3).toNanos();

    private final LongSupplier nanoClock;
    private final long freshNanos;
    private boolean waiting;
    private long waitingSince;

    /** Contact where every question that is answered may be asked again. */
    Contact(LongSupplier nanoClock) {
        this(nanoClock, Duration.ZERO);
    }

    /** @param fresh how long an answer is good */
    Contact(LongSupplier nanoClock, Duration fresh) {
        this.nanoClock = nanoClock;
        freshNanos = fresh.toNanos();
    }

    /** Whether all that was asked for a while is without an answer. */
    synchronized boolean isSilent() {
        return waiting && nanoClock.getAsLong() - waitingSince > NOTEWORTHY_NANOS;
    }

    private synchronized void asked() {
        if (!waiting) {
            waiting = true;
            waitingSince = nanoClock.getAsLong();
        }
    }

    private synchronized void answered() {
        waiting = false;
    }

    /**
     * A question to the cluster.
     *
     * @param <T> what answers it
     */
    final class Question<T> implements Supplier<CompletableFuture<T>> {
        private final Supplier<CompletableFuture<T>> asking;
        private @Nullable CompletableFuture<T> open;
        private long openedAt;

        Question(Supplier<CompletableFuture<T>> asking) {
            this.asking = asking;
        }

        /** Asks, unless the last answer is still to come, or fresh: then that. A failure is no answer. */
        @Override
        public synchronized CompletableFuture<T> get() {
            CompletableFuture<T> last = open;
            long now = nanoClock.getAsLong();
            if (last != null && (!last.isDone() || !last.isCompletedExceptionally() && now - openedAt < freshNanos)) {
                return last;
            }
            asked();
            openedAt = now;
            CompletableFuture<T> next = asking.get();
            open = next;
            var unused = next.thenRun(Contact.this::answered);
            return next;
        }
    }
}
