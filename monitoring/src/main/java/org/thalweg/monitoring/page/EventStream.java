package org.thalweg.monitoring.page;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Server-sent events: to each client all events in order, after those that tell it what came before.
 *
 * <p>A client that comes back with the {@code Last-Event-ID} it saw last goes on after that one while it is still kept;
 * otherwise it is told everything anew. The id is {@code life-number}, so that the ids of an earlier process mean nothing.
 */
final class EventStream {
    private static final long BEAT_MILLIS = 10_000;
    private static final int RECONNECT_MILLIS = 1_000;

    private final String life;
    private final EventLog log;
    private final PageContent content;
    private final Semaphore places = new Semaphore(PageServer.CLIENTS);

    EventStream(String life, EventLog log, PageContent content) {
        this.life = life;
        this.log = log;
        this.content = content;
    }

    /** Sends events until the client goes or the log is closed; false, and nothing is sent, if all places are taken. */
    boolean serve(HttpExchange exchange) throws IOException {
        if (!places.tryAcquire()) {
            return false;
        }
        try {
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream; charset=utf-8");
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream out = exchange.getResponseBody()) {
                follow(out, exchange.getRequestHeaders().getFirst("Last-Event-ID"));
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the server is closing
            return true;
        } finally {
            places.release();
        }
    }

    /** Waits until no client is left, or for as long as that. */
    void awaitEnd(long millis) {
        try {
            if (places.tryAcquire(PageServer.CLIENTS, millis, TimeUnit.MILLISECONDS)) {
                places.release(PageServer.CLIENTS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // then they hear the end a little less whole
        }
    }

    private void follow(OutputStream out, @Nullable String lastId) throws IOException, InterruptedException {
        send(out, "retry: " + RECONNECT_MILLIS + "\n\n");
        long position = position(lastId);
        while (true) {
            boolean ends = log.isClosed();
            List<PageEvent> events = log.after(position);
            if (events == null) {
                position = log.last(); // before the opening is put together: what comes meanwhile is sent after it
                events = content.opening();
                sendAll(out, events, position);
            } else if (events.isEmpty()) {
                if (ends) {
                    return;
                }
                send(out, ": still here\n\n"); // finds out whether the client is
            } else {
                for (PageEvent event : events) {
                    position++;
                    send(out, text(event, position));
                }
            }
            log.await(position, BEAT_MILLIS);
        }
    }

    private void sendAll(OutputStream out, List<PageEvent> events, long position) throws IOException {
        StringBuilder text = new StringBuilder();
        events.forEach(event -> text.append(text(event, position)));
        send(out, text.toString());
    }

    private String text(PageEvent event, long position) {
        return "event: " + event.name() + "\nid: " + life + "-" + position + "\ndata: " + event.json() + "\n\n";
    }

    private static void send(OutputStream out, String text) throws IOException {
        out.write(PageContent.utf8(text));
        out.flush();
    }

    /** The number in an id of this life; −1, which no event has, for any other text. */
    private long position(@Nullable String id) {
        String start = life + "-";
        if (id == null || !id.startsWith(start) || !id.substring(start.length()).matches("[0-9]{1,18}")) {
            return -1;
        }
        return Long.parseLong(id.substring(start.length()));
    }
}
