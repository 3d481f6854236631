package org.thalweg.monitoring.reporter;

import io.micrometer.core.ipc.http.HttpSender;
import io.micrometer.core.ipc.http.HttpUrlConnectionSender;
import java.io.IOException;
import java.time.Duration;

/**
 * Counts the requests that did not arrive, or were not taken. None is kept for later, since the next says all anew.
 *
 * <p>Whoever sends sees a response whatever happens: one that did not arrive is {@value #UNAVAILABLE}.
 */
final class CountingSender implements HttpSender {
    private static final Duration CONNECT = Duration.ofSeconds(1);
    private static final Duration READ = Duration.ofSeconds(2);
    private static final int UNAVAILABLE = 503;

    private final HttpSender sender;
    private final Tally tally;

    /** A sender that waits a second for a connection and two for an answer. */
    static CountingSender to(Tally tally) {
        return new CountingSender(new HttpUrlConnectionSender(CONNECT, READ), tally);
    }

    CountingSender(HttpSender sender, Tally tally) {
        this.sender = sender;
        this.tally = tally;
    }

    @Override
    public Response send(Request request) throws Throwable {
        Response response;
        try {
            response = sender.send(request);
        } catch (IOException e) {
            response = new Response(UNAVAILABLE, request.getUrl() + ": " + e.getMessage());
        }
        if (!response.isSuccessful()) {
            tally.drop();
        }
        return response;
    }
}
