package org.thalweg.jobs.fit;

import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.fit.rounds.Call;
import org.thalweg.core.fit.rounds.Reply;

/**
 * Where the three tasks of a worker that share a process meet: the reader that computes, the function that owns blocks, and the tail that
 * closes the loop.
 *
 * <p>The reader opens it, and opens a new one after a recovery, so that nothing of an earlier life is found in it.
 */
final class Exchange {
    private static final ConcurrentHashMap<Place, Exchange> ALL = new ConcurrentHashMap<>();
    private static final CompletableFuture<Void> NOW = CompletableFuture.completedFuture(null);

    private final Place place;
    private final Queue<Call> calls = new ConcurrentLinkedQueue<>();
    private final AtomicReference<@Nullable CompletableFuture<Void>> waiting = new AtomicReference<>();
    private final ConcurrentHashMap<Integer, Call> handedCalls = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<Integer, Reply> handedReplies = new ConcurrentHashMap<>();

    private record Place(String loop, int worker) {}

    private Exchange(Place place) {
        this.place = place;
    }

    /**
     * Opens the exchange of a worker, in place of any before.
     *
     * @param loop names the loop among all in this process
     */
    static Exchange open(String loop, int worker) {
        Exchange exchange = new Exchange(new Place(loop, worker));
        ALL.put(exchange.place, exchange);
        return exchange;
    }

    /** The exchange that the worker's reader has opened. */
    static Exchange of(String loop, int worker) {
        Exchange exchange = ALL.get(new Place(loop, worker));
        if (exchange == null) {
            throw new IllegalStateException(
                    "worker %d of the loop has no reader in this process: its tasks must share a slot"
                            .formatted(worker));
        }
        return exchange;
    }

    void close() {
        ALL.remove(place, this);
    }

    /** Gives the reader a call. */
    void pass(Call call) {
        calls.add(call);
        wake();
    }

    /** The next call, or null if there is none. */
    @Nullable Call poll() {
        return calls.poll();
    }

    boolean isEmpty() {
        return calls.isEmpty();
    }

    /** Completes when there is a call. */
    CompletableFuture<Void> available() {
        if (!calls.isEmpty()) {
            return NOW;
        }
        CompletableFuture<Void> future = waiting.get();
        if (future == null) {
            future = new CompletableFuture<>();
            waiting.set(future); // only the reader sets it
        }
        if (!calls.isEmpty()) {
            wake();
        }
        return future;
    }

    void wake() {
        CompletableFuture<Void> future = waiting.getAndSet(null);
        if (future != null) {
            future.complete(null);
        }
    }

    /** Lays down a call of this worker's own block, to be taken up by the tail. */
    void hand(Call call) {
        handedCalls.put(call.block(), call);
    }

    Call takeCall(int block) {
        return taken(handedCalls.remove(block), block);
    }

    /** Lays down a reply to this worker's own block, to be taken up by its owner. */
    void hand(Reply reply) {
        handedReplies.put(reply.block(), reply);
    }

    Reply takeReply(int block) {
        return taken(handedReplies.remove(block), block);
    }

    private <T> T taken(@Nullable T handed, int block) {
        if (handed == null) {
            throw new IllegalStateException(
                    "worker %d: what was announced for block %d was not handed over".formatted(place.worker, block));
        }
        return handed;
    }
}
