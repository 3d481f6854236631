package org.thalweg.monitoring.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageServerTest {
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
    void serves_the_page_and_every_file_that_it_names() throws IOException {
        try (Wire page = Wire.send(port, "GET /")) {
            assertThat(page.status).isEqualTo(200);
            assertThat(page.header("Content-Type")).startsWith("text/html");
            Matcher names = Pattern.compile("(?:src|href)=\"([^\"#]+)\"").matcher(page.body());
            List<String> files = new ArrayList<>();
            while (names.find()) {
                files.add(names.group(1));
            }
            assertThat(files).hasSizeGreaterThan(15).allSatisfy(file -> {
                assertThat(file).doesNotContain(":").doesNotStartWith("/");
                assertThat(Wire.status(port, "GET /" + file)).isEqualTo(200);
            });
        }
    }

    @Test
    void names_the_scripts_in_the_order_in_which_they_are_to_run() {
        String page = PageFile.PAGE.text();

        assertThat(PageFile.SCRIPTS)
                .isSortedAccordingTo((a, b) -> Integer.compare(page.indexOf(a.name()), page.indexOf(b.name())))
                .allSatisfy(script -> assertThat(page).contains("<script defer src=\"" + script.name() + "\">"));
        assertThat(PageFile.STYLES)
                .allSatisfy(
                        style -> assertThat(page).contains("<link rel=\"stylesheet\" href=\"" + style.name() + "\">"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/page.css", "/main.js", "/api/state", "/nowhere"})
    void sends_a_strict_policy_with_every_answer(String path) throws IOException {
        try (Wire answer = Wire.send(port, "GET " + path)) {
            assertThat(answer.header("Content-Security-Policy"))
                    .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                    .doesNotContain("unsafe", "http:", "https:", "*");
            assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(answer.header("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
            assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
            assertThat(answer.headers).doesNotContainKey("access-control-allow-origin");
        }
    }

    @Test
    void serves_the_state_and_says_when_it_is_the_same() throws IOException {
        content.state = "{\"fun\":\"NaN\",\"x\":[\"Infinity\",\"-Infinity\"]}";
        String tag;
        try (Wire first = Wire.send(port, "GET /api/state")) {
            assertThat(first.body()).isEqualTo(content.state);
            assertThat(first.header("Content-Type")).startsWith("application/json");
            tag = first.header("ETag");
        }

        assertThat(Wire.status(port, "GET /api/state", "If-None-Match: " + tag)).isEqualTo(304);
        content.state = "{}";
        assertThat(Wire.status(port, "GET /api/state", "If-None-Match: " + tag)).isEqualTo(200);
        try (Wire head = Wire.send(port, "HEAD /api/state")) {
            assertThat(head.status).isEqualTo(200);
            assertThat(head.header("Content-Length")).isEqualTo("2");
        }
    }

    @Test
    void serves_the_landscape_once_it_is_known() throws IOException {
        assertThat(Wire.status(port, "GET /api/landscape")).isEqualTo(404);
        content.landscape = Optional.of(PageContent.utf8("{\"values\":[]}"));
        assertThat(Wire.status(port, "GET /api/landscape")).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../pom.xml",
                "/..%2f..%2fetc/passwd",
                "/%2e%2e/%2e%2e/etc/passwd",
                "//etc/passwd",
                "/page.html/",
                "/PageServer.class",
                "/package-info.class",
                "/api/",
                "/api/states",
                "/main.js%00.css",
                "/\\..\\pom.xml"
            })
    void has_nothing_beside_its_own_files(String path) throws IOException {
        assertThat(Wire.status(port, "GET " + path)).isIn(400, 404);
    }

    @Test
    void answers_to_names_of_this_machine_alone() throws IOException {
        assertThat(Wire.status(port, "GET /", "Host: localhost:" + port)).isEqualTo(200);
        assertThat(Wire.status(port, "GET /", "Host: [::1]:9000")).isEqualTo(200);
        assertThat(Wire.status(port, "GET /", "Host: attacker.example:" + port)).isEqualTo(403);
        assertThat(Wire.status(port, "GET /api/state", "Host: 127.0.0.1.attacker.example"))
                .isEqualTo(403);
    }

    @Test
    void shows_nothing_to_other_origins() throws IOException {
        String own = "Origin: http://127.0.0.1:" + port;

        assertThat(Wire.status(port, "GET /api/state", own)).isEqualTo(200);
        assertThat(Wire.status(port, "GET /api/state", "Origin: http://attacker.example"))
                .isEqualTo(403);
        assertThat(Wire.status(port, "GET /api/state", "Origin: null")).isEqualTo(403);
        assertThat(Wire.status(port, "GET /api/state", "Origin: http://127.0.0.1:1"))
                .isEqualTo(403);
        assertThat(Wire.status(port, "GET /api/state", "Sec-Fetch-Site: cross-site"))
                .isEqualTo(403);
        assertThat(Wire.status(port, "GET /", "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate"))
                .isEqualTo(200);
    }

    @Test
    void stops_the_run_for_the_page_alone_and_while_there_is_one() throws Exception {
        assertThat(Wire.status(port, "GET /api/stop", "X-Thalweg: stop")).isEqualTo(405);
        assertThat(Wire.status(port, "POST /api/stop")).isEqualTo(403);
        assertThat(Wire.status(port, "POST /api/stop", "X-Thalweg: stop", "Origin: http://attacker.example"))
                .isEqualTo(403);
        content.stoppable = false;
        assertThat(Wire.status(port, "POST /api/stop", "X-Thalweg: stop")).isEqualTo(409);
        assertThat(content.stopped.getCount()).isOne();

        content.stoppable = true;
        assertThat(Wire.status(port, "POST /api/stop", "X-Thalweg: stop")).isEqualTo(202);
        assertThat(content.stopped.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void only_shows_what_it_has() throws IOException {
        assertThat(Wire.status(port, "PUT /api/state")).isEqualTo(405);
        assertThat(Wire.status(port, "DELETE /")).isEqualTo(405);
        assertThat(Wire.status(port, "POST /api/events")).isEqualTo(405);
    }

    @Test
    void beyond_loopback_wants_the_token_that_is_in_the_address() throws IOException {
        try (PageServer open = PageServer.start(new InetSocketAddress(InetAddress.getByName("0.0.0.0"), 0), content)) {
            URI address = open.address();
            int openPort = address.getPort();
            String token = address.getQuery().substring("token=".length());
            assertThat(token).hasSizeGreaterThanOrEqualTo(32);

            assertThat(Wire.status(openPort, "GET /")).isEqualTo(401);
            assertThat(Wire.status(openPort, "GET /api/state")).isEqualTo(401);
            assertThat(Wire.status(openPort, "GET /main.js")).isEqualTo(401);
            assertThat(Wire.status(openPort, "POST /api/stop", "X-Thalweg: stop"))
                    .isEqualTo(401);
            assertThat(Wire.status(openPort, "GET /?token=" + token.substring(1)))
                    .isEqualTo(401);
            assertThat(Wire.status(openPort, "GET /", "Authorization: Bearer " + token))
                    .isEqualTo(200);
            String cookie;
            try (Wire entry = Wire.send(openPort, "GET /?token=" + token)) {
                assertThat(entry.status).isEqualTo(303);
                assertThat(entry.header("Location")).isEqualTo("/");
                assertThat(entry.header("Set-Cookie")).contains("HttpOnly", "SameSite=Strict");
                cookie = entry.header("Set-Cookie").split(";")[0];
            }
            assertThat(Wire.status(openPort, "GET /api/state", "Cookie: a=b; " + cookie))
                    .isEqualTo(200);
            assertThat(Wire.status(openPort, "GET /api/state", "Cookie: " + cookie + "x"))
                    .isEqualTo(401);
            assertThat(open.toString()).doesNotContain(token);
        }
    }
}
