package org.thalweg.jobs.prometheus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/** What Alertmanager calls: remembers who was told of what, as {@code on-call: ThalwegNoProgress firing}. */
record Hook(HttpServer server, Set<String> told) implements AutoCloseable {

    static Hook open() throws IOException {
        Hook hook = new Hook(
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10),
                new ConcurrentSkipListSet<>());
        hook.server.createContext("/", hook::hear);
        hook.server.start();
        return hook;
    }

    int port() {
        return server.getAddress().getPort();
    }

    private void hear(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode message = new ObjectMapper().readTree(exchange.getRequestBody());
            String who = exchange.getRequestURI().getPath().substring(1);
            for (JsonNode alert : message.get("alerts")) {
                told.add(who + ": " + alert.at("/labels/alertname").asText() + " "
                        + alert.get("status").asText());
            }
            exchange.sendResponseHeaders(200, -1);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
