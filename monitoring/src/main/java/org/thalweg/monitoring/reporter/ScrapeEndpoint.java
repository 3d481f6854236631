package org.thalweg.monitoring.reporter;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP server that is scraped: {@code GET /metrics}, and nothing else.
 *
 * <p>On loopback it answers only who asks for a loopback name, so that no page in a browser reads it by a name of its
 * own; nor does it answer pages of other origins. With a token it answers only who knows that.
 */
final class ScrapeEndpoint implements AutoCloseable {
    static final String PATH = "/metrics";

    private static final Logger LOG = LoggerFactory.getLogger(ScrapeEndpoint.class);
    private static final int THREADS = 2;
    private static final int WAITING = 32;
    private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";
    private static final String OPEN_METRICS = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    private static final Pattern LOOPBACK = Pattern.compile("(localhost|127(\\.\\d{1,3}){3}|\\[::1])(:\\d+)?");

    private final HttpServer server;
    private final ExecutorService executor;
    private final @Nullable String token;
    private final Exposition exposition;

    /** Writes what there is to be scraped. */
    @FunctionalInterface
    interface Exposition {
        void write(OutputStream out, String contentType) throws IOException;
    }

    private ScrapeEndpoint(HttpServer server, @Nullable String token, Exposition exposition) {
        this.server = server;
        this.token = token;
        this.exposition = exposition;
        this.executor = new ThreadPoolExecutor(
                THREADS, THREADS, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING), task -> {
                    Thread thread = new Thread(task, "thalweg-metrics");
                    thread.setDaemon(true);
                    return thread;
                });
        server.setExecutor(executor);
        server.createContext("/", this::handle);
        server.start();
    }

    /**
     * Opens the first port that is free.
     *
     * @param token that a scraper must bear; null for none
     * @throws IOException if no port of the range is free, or the host is not of this machine
     */
    static ScrapeEndpoint open(String host, PortRange ports, @Nullable String token, Exposition exposition)
            throws IOException {
        InetAddress address = InetAddress.getByName(host);
        for (int port = ports.first(); port <= ports.last(); port++) {
            try {
                HttpServer server = HttpServer.create(new InetSocketAddress(address, port), WAITING);
                ScrapeEndpoint endpoint = new ScrapeEndpoint(server, token, exposition);
                String taken = port == ports.first() ? "" : " (%d is taken)".formatted(ports.first());
                LOG.info("Metrics are served at {}{}.", endpoint.address(), taken);
                return endpoint;
            } catch (BindException e) {
                LOG.info("Port {} of {} is taken: {}", port, host, e.getMessage());
            }
        }
        throw new IOException(
                "%s of %s: none is free. Give the reporter another range of ports.".formatted(ports, host));
    }

    URI address() {
        InetSocketAddress bound = server.getAddress();
        String host = bound.getAddress().isAnyLocalAddress()
                ? "127.0.0.1"
                : bound.getAddress().getHostAddress();
        return URI.create(
                "http://%s:%d%s".formatted(host.contains(":") ? '[' + host + ']' : host, bound.getPort(), PATH));
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            int refusal = refusal(exchange);
            if (refusal == 0) {
                answer(exchange);
            } else {
                exchange.sendResponseHeaders(refusal, -1);
            }
        } catch (RuntimeException e) {
            LOG.warn("A scrape could not be answered.", e);
            throw e;
        }
    }

    /** The status to refuse a request with; 0 if there is no reason to. */
    private int refusal(HttpExchange exchange) {
        Headers request = exchange.getRequestHeaders();
        boolean loopback = exchange.getLocalAddress().getAddress().isLoopbackAddress();
        String host = Objects.requireNonNullElse(request.getFirst("Host"), "");
        if (request.containsKey("Origin") || loopback && !LOOPBACK.matcher(host).matches()) {
            return 403;
        }
        if (!exchange.getRequestURI().getRawPath().equals(PATH)) {
            return 404;
        }
        if (token != null && !isToken(request.getFirst("Authorization"), token)) {
            exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer");
            return 401;
        }
        if (!exchange.getRequestMethod().equals("GET")) {
            exchange.getResponseHeaders().set("Allow", "GET");
            return 405;
        }
        return 0;
    }

    /** Takes as long for a token that is nearly right as for one that is all wrong. */
    private static boolean isToken(@Nullable String given, String token) {
        byte[] expected = ("Bearer " + token).getBytes(StandardCharsets.UTF_8);
        return given != null && MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), expected);
    }

    private void answer(HttpExchange exchange) throws IOException {
        Headers request = exchange.getRequestHeaders();
        String accepted = String.join(",", Objects.requireNonNullElse(request.get("Accept"), List.of()));
        String type = accepted.contains("application/openmetrics-text") ? OPEN_METRICS : TEXT;
        boolean zipped = String.join(",", Objects.requireNonNullElse(request.get("Accept-Encoding"), List.of()))
                .contains("gzip");
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        if (zipped) {
            try (OutputStream zip = new GZIPOutputStream(body)) {
                exposition.write(zip, type);
            }
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
        } else {
            exposition.write(body, type);
        }
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
        exchange.sendResponseHeaders(200, body.size());
        body.writeTo(exchange.getResponseBody());
    }

    @Override
    public void close() {
        server.stop(0);
        executor.shutdownNow();
    }
}
