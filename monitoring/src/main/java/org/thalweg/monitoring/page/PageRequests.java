package org.thalweg.monitoring.page;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Answers the requests of a page: the files that it consists of and what it asks for; anything else is 404, since there is
 * no directory that a path could lead out of.
 */
final class PageRequests implements HttpHandler {
    private static final String JSON = "application/json; charset=utf-8";

    /** What a page may do: load its own files, ask its own server, show pictures that it made itself. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; "
            + "img-src 'self' data: blob:; connect-src 'self'; base-uri 'none'; form-action 'none'; "
            + "frame-ancestors 'none'";

    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy", POLICY,
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            "Referrer-Policy", "no-referrer",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Permissions-Policy", "camera=(), geolocation=(), microphone=()",
            "Cache-Control", "no-store");

    private final Map<String, PageFile> files = new HashMap<>();
    private final PageContent content;
    private final EventStream events;
    private final PageAccess access;

    PageRequests(PageContent content, EventStream events, PageAccess access) {
        this.content = content;
        this.events = events;
        this.access = access;
        files.put("/", PageFile.PAGE);
        PageFile.STYLES.forEach(this::offer);
        PageFile.SCRIPTS.forEach(this::offer);
        offer(PageFile.ICON);
        offer(PageFile.LICENSE);
    }

    private void offer(PageFile file) {
        files.put("/" + file.name(), file);
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            HEADERS.forEach(exchange.getResponseHeaders()::set);
            int refusal = access.refusal(exchange);
            String cookie = refusal == 0 ? access.newCookie(exchange) : null;
            if (refusal != 0) {
                refuse(exchange, refusal);
            } else if (cookie != null) {
                exchange.getResponseHeaders().set("Set-Cookie", cookie);
                exchange.getResponseHeaders().set("Location", "/");
                exchange.sendResponseHeaders(303, -1);
            } else {
                answer(exchange);
            }
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String method = exchange.getRequestMethod();
        PageFile file = files.get(path);
        boolean known = file != null || path.matches("/api/(state|events|landscape|stop)");
        boolean right = path.equals("/api/stop")
                ? method.equals("POST")
                : method.equals("GET") || (method.equals("HEAD") && !path.equals("/api/events"));
        if (!known) {
            refuse(exchange, 404);
        } else if (!right) {
            exchange.getResponseHeaders().set("Allow", path.equals("/api/stop") ? "POST" : "GET, HEAD");
            refuse(exchange, 405);
        } else if (file != null) {
            send(exchange, file.type(), file.bytes());
        } else {
            answerCall(exchange, path);
        }
    }

    private void answerCall(HttpExchange exchange, String path) throws IOException {
        switch (path) {
            case "/api/state" -> send(exchange, JSON, content.state());
            case "/api/landscape" -> {
                Optional<byte[]> landscape = content.landscape();
                if (landscape.isPresent()) {
                    send(exchange, JSON, landscape.get());
                } else {
                    refuse(exchange, 404);
                }
            }
            case "/api/events" -> {
                if (!events.serve(exchange)) {
                    exchange.getResponseHeaders().set("Retry-After", "5");
                    refuse(exchange, 503);
                }
            }
            default -> stop(exchange);
        }
    }

    /** Only a script of this very page can send the header; a form of another page cannot. */
    private void stop(HttpExchange exchange) throws IOException {
        if (!"stop".equals(exchange.getRequestHeaders().getFirst("X-Thalweg"))) {
            refuse(exchange, 403);
        } else if (!content.isStoppable()) {
            refuse(exchange, 409);
        } else {
            content.stop();
            exchange.sendResponseHeaders(202, -1);
        }
    }

    private static void refuse(HttpExchange exchange, int status) throws IOException {
        String text = switch (status) {
            case 401 -> "401: this page needs its token. Open the address that was printed when the run began.";
            case 403 -> "403: only the page itself may ask this.";
            case 404 -> "404: there is nothing here. The page is at /.";
            case 405 -> "405: this cannot be asked in that way.";
            case 409 -> "409: the run is over, or cannot be stopped.";
            default -> status + ": too many pages watch this run (%d). Close one.".formatted(PageServer.CLIENTS);
        };
        byte[] body = PageContent.utf8(text + "\n");
        exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
        if (status == 401) {
            exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer");
        }
        write(exchange, status, body);
    }

    private static void send(HttpExchange exchange, String type, byte[] body) throws IOException {
        Headers answer = exchange.getResponseHeaders();
        String tag = tag(body);
        answer.set("Content-Type", type);
        answer.set("ETag", tag);
        answer.set("Cache-Control", "no-cache"); // may be kept, must be asked for
        @Nullable String known = exchange.getRequestHeaders().getFirst("If-None-Match");
        if (tag.equals(known)) {
            exchange.sendResponseHeaders(304, -1);
        } else {
            write(exchange, 200, body);
        }
    }

    private static void write(HttpExchange exchange, int status, byte[] body) throws IOException {
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", Integer.toString(body.length));
            exchange.sendResponseHeaders(status, -1);
            return;
        }
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    private static String tag(byte[] body) {
        CRC32C checksum = new CRC32C();
        checksum.update(body);
        return "\"%08x-%x\"".formatted(checksum.getValue(), body.length);
    }
}
