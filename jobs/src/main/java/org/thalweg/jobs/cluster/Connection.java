package org.thalweg.jobs.cluster;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.apache.flink.client.deployment.StandaloneClusterId;
import org.apache.flink.client.program.rest.RestClusterClient;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.RestOptions;

/** The way to a job manager, which may be slow to answer, or away for a while: then somebody is told, and it is waited for. */
final class Connection implements AutoCloseable {
    /** How long a job manager is waited for that is known to be started again, to take up its jobs, or to answer. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);
    static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(1);

    /** How often a question is repeated while a job manager does not answer: another may be taking over. */
    private static final int ATTEMPTS = 30;

    /** An answer that takes so long is worth a word. */
    private static final Duration NOTEWORTHY = Duration.ofSeconds(3);

    private static final int REACH_MILLIS = 3_000;

    private final ClusterAddress address;
    private final RestClusterClient<StandaloneClusterId> client;
    private final Runnable waiting;

    private Connection(ClusterAddress address, Runnable waiting) throws ClusterException {
        this.address = address;
        this.client = client(address);
        this.waiting = waiting;
    }

    /**
     * Opens a connection to where something listens.
     *
     * @param waiting is called, at most once, when an answer takes long
     * @throws ClusterException if nothing listens there
     */
    static Connection open(ClusterAddress address, Runnable waiting) throws ClusterException {
        reach(address);
        return new Connection(address, once(waiting));
    }

    /**
     * Opens a connection to where something will listen.
     *
     * @param waiting is called, at most once, if nothing does yet, or when an answer takes long
     * @throws ClusterException if nothing does after a while
     */
    static Connection await(ClusterAddress address, Runnable waiting) throws ClusterException {
        Runnable telling = once(waiting);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                reach(address);
                return new Connection(address, telling);
            } catch (ClusterException e) {
                if (System.nanoTime() > deadline) {
                    throw e;
                }
                telling.run();
                LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            }
        }
    }

    private static Runnable once(Runnable action) {
        AtomicBoolean done = new AtomicBoolean();
        return () -> {
            if (!done.getAndSet(true)) {
                action.run();
            }
        };
    }

    private static void reach(ClusterAddress address) throws ClusterException {
        try (Socket socket = new Socket()) {
            InetSocketAddress place = new InetSocketAddress(address.host(), address.port());
            if (place.isUnresolved()) {
                throw new ClusterException(
                        "the cluster at %s cannot be reached: no machine of that name is known.".formatted(address));
            }
            socket.connect(place, REACH_MILLIS);
        } catch (IOException e) {
            throw new ClusterException(
                    "the cluster at %s cannot be reached: %s. Is it running? thalweg cluster status tells of one on this machine."
                            .formatted(address, String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT)),
                    e);
        }
    }

    private static RestClusterClient<StandaloneClusterId> client(ClusterAddress address) throws ClusterException {
        Configuration configuration = new Configuration();
        configuration.set(RestOptions.ADDRESS, address.host());
        configuration.set(RestOptions.PORT, address.port());
        configuration.set(JobManagerOptions.ADDRESS, address.host());
        configuration.set(RestOptions.RETRY_MAX_ATTEMPTS, ATTEMPTS);
        configuration.set(RestOptions.RETRY_DELAY, BETWEEN_ATTEMPTS);
        configuration.set(RestOptions.CLIENT_MAX_CONTENT_LENGTH, Integer.MAX_VALUE);
        try {
            return new RestClusterClient<>(configuration, StandaloneClusterId.getInstance());
        } catch (Exception e) { // that is what Flink declares
            throw new ClusterException("no connection to the cluster at %s can be made: %s".formatted(address, e), e);
        }
    }

    ClusterAddress address() {
        return address;
    }

    RestClusterClient<StandaloneClusterId> client() {
        return client;
    }

    /**
     * Asks the job manager, and waits for its answer.
     *
     * @throws ClusterException if there is none for a minute
     */
    <T> T ask(Function<RestClusterClient<?>, CompletableFuture<T>> question) throws ClusterException {
        CompletableFuture<T> asked = question.apply(client);
        CompletableFuture.delayedExecutor(NOTEWORTHY.toMillis(), TimeUnit.MILLISECONDS)
                .execute(() -> {
                    if (!asked.isDone()) {
                        waiting.run();
                    }
                });
        try {
            return asked.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof TimeoutException) {
                throw new ClusterException(
                        "the job manager at %s has not answered for %d s. Does it run, or is it paused?"
                                .formatted(address, PATIENCE.toSeconds()),
                        e);
            }
            throw e;
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
