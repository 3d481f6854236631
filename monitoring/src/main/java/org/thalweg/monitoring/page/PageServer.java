package org.thalweg.monitoring.page;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Serves the live page of one run: the page at {@code /}, the result so far at {@code /api/state}, what happens at
 * {@code /api/events} (server-sent events), the objective's shape at {@code /api/landscape}; {@code POST /api/stop} stops
 * the run.
 *
 * <p>At most {@value #CLIENTS} pages watch at once. Nothing is loaded from elsewhere, and nobody else's page sees anything:
 * {@link PageAccess}.
 */
public final class PageServer implements AutoCloseable {
    /** How many may listen to events at once; the next is told 503. */
    public static final int CLIENTS = 64;

    /** Events that are kept for a page that comes back: a minute's, at the usual rate. */
    static final int KEPT = 512;

    private static final int OTHERS = 16;
    private static final int BACKLOG = 64;
    private static final long IDLE_SECONDS = 10;
    private static final long LAST_MILLIS = 1_000;

    private final HttpServer server;
    private final ThreadPoolExecutor threads;
    private final EventLog log = new EventLog(KEPT);
    private final EventStream stream;
    private final PageAccess access;

    private PageServer(HttpServer server, PageContent content) {
        this.server = server;
        this.access = PageAccess.to(server.getAddress().getAddress());
        this.threads = threads();
        byte[] life = new byte[4];
        new SecureRandom().nextBytes(life);
        this.stream = new EventStream(HexFormat.of().formatHex(life), log, content);
        PageRequests requests = new PageRequests(content, stream, access);
        server.createContext("/", requests);
        server.setExecutor(threads);
        server.start();
    }

    /**
     * Begins to serve a page.
     *
     * @param address where to listen; port 0 for any that is free
     * @throws IOException if the address cannot be listened to
     */
    public static PageServer start(InetSocketAddress address, PageContent content) throws IOException {
        return new PageServer(HttpServer.create(address, BACKLOG), content);
    }

    private static ThreadPoolExecutor threads() {
        AtomicInteger number = new AtomicInteger();
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                CLIENTS + OTHERS,
                CLIENTS + OTHERS,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                task -> {
                    Thread thread = new Thread(task, "page-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /** Tells all pages of an event. */
    public void publish(PageEvent event) {
        log.append(event);
    }

    /** Where the page is, with the token if one is needed. */
    public URI address() {
        InetSocketAddress address = server.getAddress();
        String host = address.getAddress().isAnyLocalAddress()
                ? "localhost"
                : address.getAddress().getHostAddress();
        String literal = host.contains(":") ? "[" + host + "]" : host;
        String query = access.token() == null ? "" : "?token=" + access.token();
        return URI.create("http://" + literal + ":" + address.getPort() + "/" + query);
    }

    /** Sends what is left to send, and ends. */
    @Override
    public void close() {
        log.close();
        stream.awaitEnd(LAST_MILLIS);
        server.stop(0);
        threads.shutdownNow();
    }
}
