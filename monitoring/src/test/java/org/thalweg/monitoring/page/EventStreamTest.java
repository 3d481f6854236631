package org.thalweg.monitoring.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventStreamTest {
    private final ScriptedContent content = new ScriptedContent();
    private PageServer server;
    private int port;

    @BeforeEach
    void start() throws IOException {
        server = PageServer.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), content);
        port = server.address().getPort();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void tells_a_new_page_what_came_before_and_then_what_happens() throws IOException {
        publish(1, 3);
        content.opening = List.of(new PageEvent("run", "{}"), new PageEvent("history", "{\"rows\":[]}"));
        try (Wire page = Wire.send(port, "GET /api/events")) {
            assertThat(page.header("Content-Type")).startsWith("text/event-stream");
            assertThat(page.events(2)).extracting(event -> event[0]).containsExactly("run", "history");
            publish(4, 5);
            assertThat(page.events(2)).extracting(event -> event[2]).containsExactly("4", "5");
        }
    }

    @Test
    void goes_on_where_a_page_was_that_comes_back() throws IOException {
        String id;
        try (Wire page = Wire.send(port, "GET /api/events")) {
            page.events(1);
            publish(1, 1);
            id = page.events(1).get(0)[1];
        }
        publish(2, 4);
        try (Wire page = Wire.send(port, "GET /api/events", "Last-Event-ID: " + id)) {
            assertThat(page.events(3)).extracting(event -> event[2]).containsExactly("2", "3", "4");
        }
    }

    @Test
    void begins_anew_for_a_page_that_was_away_too_long_or_saw_another_run() throws IOException {
        String id;
        try (Wire page = Wire.send(port, "GET /api/events")) {
            id = page.events(1).get(0)[1];
        }
        publish(1, PageServer.KEPT + 1);
        String future = id.substring(0, id.indexOf('-')) + "-999999";

        for (String last : List.of(id, "0badcafe-1", future, "nonsense", id + "x")) {
            try (Wire page = Wire.send(port, "GET /api/events", "Last-Event-ID: " + last)) {
                assertThat(page.events(1).get(0)[0]).as(last).isEqualTo("run");
            }
        }
    }

    @Test
    void carries_numbers_that_are_none_and_any_letters_unharmed() throws IOException {
        String json = "{\"best\":\"NaN\",\"text\":\"\u202e${jndi:ldap://x} \u00e9\u4e2d\\n\"}";
        try (Wire page = Wire.send(port, "GET /api/events")) {
            page.events(1);
            server.publish(new PageEvent("progress", json));
            assertThat(page.events(1).get(0)[2]).isEqualTo(json);
        }
        assertThatIllegalArgumentException().isThrownBy(() -> new PageEvent("progress", "{}\n\nevent: run"));
        assertThatIllegalArgumentException().isThrownBy(() -> new PageEvent("run\ndata", "{}"));
    }

    @Test
    void bounds_the_number_of_pages_and_takes_the_next_when_one_goes() throws Exception {
        List<Wire> pages = new ArrayList<>();
        try {
            for (int i = 0; i < PageServer.CLIENTS; i++) {
                Wire page = Wire.send(port, "GET /api/events");
                pages.add(page);
                page.events(1);
            }
            try (Wire refused = Wire.send(port, "GET /api/events")) {
                assertThat(refused.status).isEqualTo(503);
                assertThat(refused.header("Retry-After")).isNotEmpty();
                assertThat(refused.body()).contains("too many pages").contains("64");
            }
            assertThat(Wire.status(port, "GET /api/state")).isEqualTo(200);

            pages.remove(0).close();
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
            int status = 503;
            while (status == 503 && System.nanoTime() < end) {
                publish(1, 2); // writing to it shows that the page has gone
                status = Wire.status(port, "GET /api/events");
            }
            assertThat(status).isEqualTo(200);
        } finally {
            for (Wire page : pages) {
                page.close();
            }
        }
    }

    @Test
    void sends_what_is_left_when_it_closes() throws IOException {
        try (Wire page = Wire.send(port, "GET /api/events")) {
            page.events(1);
            publish(1, 1);
            server.close();
            assertThat(page.events(1).get(0)[2]).isEqualTo("1");
            assertThat(page.ends()).isTrue();
        }
    }

    private void publish(int from, int to) {
        for (int i = from; i <= to; i++) {
            server.publish(new PageEvent("progress", Integer.toString(i)));
        }
    }
}
