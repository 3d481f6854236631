package org.thalweg.monitoring.page;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * One HTTP request as bytes on a socket, since libraries refuse to send what an attacker would: foreign {@code Host}s,
 * paths that lead upwards.
 */
final class Wire implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 10_000;

    final int status;
    final Map<String, String> headers = new TreeMap<>();
    private final Socket socket;
    private final BufferedReader in;

    private Wire(Socket socket, String request) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
        in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        status = Integer.parseInt(in.readLine().split(" ")[1]);
        for (String line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
    }

    /**
     * Sends a request and reads the head of the answer.
     *
     * @param line such as {@code GET /}
     * @param headers such as {@code Origin: http://elsewhere}; with a Host unless one is given
     */
    static Wire send(int port, String line, String... headers) throws IOException {
        StringBuilder request = new StringBuilder(line + " HTTP/1.1\r\n");
        boolean host = false;
        for (String header : headers) {
            host |= header.startsWith("Host:");
            request.append(header).append("\r\n");
        }
        if (!host) {
            request.append("Host: 127.0.0.1:").append(port).append("\r\n");
        }
        if (line.startsWith("POST")) {
            request.append("Content-Length: 0\r\n");
        }
        return new Wire(new Socket("127.0.0.1", port), request + "\r\n");
    }

    static int status(int port, String line, String... headers) throws IOException {
        try (Wire wire = send(port, line, headers)) {
            return wire.status;
        }
    }

    String header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }

    /** The whole body of an answer whose length is told. */
    String body() throws IOException {
        int length = Integer.parseInt(header("Content-Length"));
        StringBuilder body = new StringBuilder();
        while (body.toString().getBytes(StandardCharsets.UTF_8).length < length) {
            body.append((char) in.read());
        }
        return body.toString();
    }

    /** The next {@code count} events of a stream: name, id and data of each. */
    List<String[]> events(int count) throws IOException {
        List<String[]> events = new ArrayList<>();
        String[] event = new String[3];
        while (events.size() < count) {
            String line = in.readLine();
            if (line == null) {
                throw new IOException("the stream ended after %d events of %d".formatted(events.size(), count));
            }
            for (int i = 0; i < 3; i++) {
                String field = List.of("event: ", "id: ", "data: ").get(i);
                if (line.startsWith(field)) {
                    event[i] = line.substring(field.length());
                }
            }
            if (event[2] != null && line.isEmpty()) {
                events.add(event);
                event = new String[3];
            }
        }
        return events;
    }

    /** Whether the server ends the stream, after whatever it had left to send. */
    boolean ends() throws IOException {
        while (in.readLine() != null) {
            // what was left to send
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
