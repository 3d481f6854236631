package org.thalweg.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageOptionsTest {
    private static final Pattern ADDRESS = Pattern.compile("live page at (http://\\S+)");

    @TempDir
    private Path directory;

    @Test
    void a_page_shows_the_result_that_is_written_and_goes_with_the_process() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Streams streams = new Streams(
                new ByteArrayInputStream(new byte[0]),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Map.of());
        String[] arguments = {
            "minimize", "(x-1)^2", "--starts", "20", "--page", "0", "--page-linger", "2s", "--output", "json"
        };
        CompletableFuture<Integer> run =
                CompletableFuture.supplyAsync(() -> Thalweg.run(arguments, streams, new InProcessRunner()));

        await().until(() -> out.toString(StandardCharsets.UTF_8).contains("\n"));
        Matcher address = ADDRESS.matcher(err.toString(StandardCharsets.UTF_8));
        assertThat(address.find()).isTrue();
        assertThat(address.group(1)).startsWith("http://127.0.0.1:");
        assertThat(get(address.group(1) + "api/state")).isEqualTo(out.toString(StandardCharsets.UTF_8));
        assertThat(get(address.group(1))).contains("<title>Thalweg</title>");
        assertThat(run.get(30, TimeUnit.SECONDS)).isZero();
    }

    @Test
    void without_a_terminal_a_page_ends_with_the_run() {
        Invocation run = Invocation.of("minimize", "(x-1)^2", "--starts", "5", "--page", "0");

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).containsPattern(ADDRESS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"(x-1)^2", "x^2 + 8"})
    void a_formula_that_follows_is_no_port(String formula) {
        Invocation run = Invocation.of("minimize", "--starts", "5", "--page", formula);

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("lowest found");
    }

    @Test
    void the_port_may_be_a_variable() {
        Invocation run = Invocation.with(Map.of("THALWEG_PAGE", "0"), "", "minimize", "(x-1)^2", "--starts", "5");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err()).containsPattern(ADDRESS);
    }

    @Test
    void a_page_for_others_has_a_token_in_its_address() {
        Invocation run = Invocation.of("minimize", "(x-1)^2", "--starts", "5", "--page", "0.0.0.0:0");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err()).containsPattern("http://localhost:[0-9]+/\\?token=[A-Za-z0-9_-]{32}");
    }

    @Test
    void a_port_that_is_taken_is_said_and_nothing_is_run() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            Invocation run = Invocation.of("minimize", "(x-1)^2", "--page", port);

            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.out()).isEmpty();
            assertThat(run.err())
                    .contains("--page", port, "Port 0 takes any that is free")
                    .doesNotContain("\tat ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--page=99999", "--page=host:70000", "--page-linger=soon"})
    void what_is_no_address_or_no_time_is_refused(String option) {
        Invocation run = Invocation.of("minimize", "(x-1)^2", option);

        assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
        assertThat(run.err()).contains(option.substring(0, option.indexOf('='))).hasLineCount(1);
    }

    @Test
    void a_report_is_the_page_with_the_result_inside() throws Exception {
        Path report = directory.resolve("report.html");
        Invocation run = Invocation.of(
                "minimize",
                "log(x^4 + x^3 + 2)",
                "--bounds",
                "-10:10",
                "--starts",
                "50",
                "--report",
                report.toString(),
                "--output",
                "json");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err()).doesNotContain("live page");
        Matcher data = Pattern.compile("(?s)id=\"data\">(.*?)</script>").matcher(Files.readString(report));
        assertThat(data.find()).isTrue();
        JsonNode inside = new ObjectMapper().readTree(data.group(1));
        assertThat(inside.get("state")).isEqualTo(new ObjectMapper().readTree(run.out()));
        assertThat(inside.get("landscape").get("values")).hasSizeGreaterThan(100);
        assertThat(directory.toFile().list()).containsExactly("report.html");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--starts=20", "--partitioned"})
    void a_report_of_a_fit_has_its_parameters_and_its_curve_inside(String how) throws Exception {
        Path report = directory.resolve("report.html");
        Path data = directory.resolve("data.csv");
        Files.writeString(data, "x,y\n1,2.7\n2,7.4\n3,20.1\n4,54.6\n5,148\n");
        List<String> words = new ArrayList<>(
                List.of("fit", "a*exp(b*x)", "--data", data.toString(), "--response", "y", "--output", "json"));
        words.addAll(List.of("--bounds", "a=0:10,b=-2:2", "--report", report.toString(), how));
        if (how.equals("--partitioned")) {
            words.addAll(List.of("--start", "1,0.9", "--parallelism", "2", "--method", "lbfgs"));
        }
        Invocation run = Invocation.of(words.toArray(String[]::new));

        assertThat(run.exitCode()).as(run.err()).isZero();
        Matcher inside = Pattern.compile("(?s)id=\"data\">(.*?)</script>").matcher(Files.readString(report));
        assertThat(inside.find()).isTrue();
        JsonNode shown = new ObjectMapper().readTree(inside.group(1));
        assertThat(shown.get("state")).isEqualTo(new ObjectMapper().readTree(run.out()));
        JsonNode history = shown.get("events").get(1).get(1);
        assertThat(history.get("columns").get(3).asText()).isEqualTo("loss");
        assertThat(history.get("rows")).hasSizeGreaterThan(1);
        JsonNode last = history.get("rows").get(history.get("rows").size() - 1);
        assertThat(last.get(3)).isEqualTo(shown.get("state").get("fun"));
        assertThat(last.get(5)).isEqualTo(shown.get("state").get("parameters").get("a"));
    }

    @Test
    void the_page_of_a_fit_goes_with_the_process() {
        Path data = directory.resolve("line.csv");
        assertThatCode(() -> Files.writeString(data, "x,y\n1,1\n2,2.1\n3,2.9\n"))
                .doesNotThrowAnyException();
        Invocation run = Invocation.of(
                "fit", "a + b*x", "--data", data.toString(), "--response", "y", "--page", "0", "--starts", "3");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err()).containsPattern(ADDRESS);
    }

    @Test
    void a_page_needs_a_process_that_stays() {
        Invocation run = Invocation.of("minimize", "(x-1)^2", "--page", "0", "--detach", "--cluster", "127.0.0.1:1");

        assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
        assertThat(run.err()).contains("--page needs a process that stays", "thalweg watch JOB");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--detach --cluster 127.0.0.1:1 --page 0             | --page needs a process that stays",
                "--detach --cluster 127.0.0.1:1 --model-output m.json | thalweg watch JOB --model-output FILE",
                "--model-output /no/such/place/m.json                 | --model-output: there is no directory",
                "--detach                                             | --detach needs --cluster",
                "--detach --partitioned                               | --detach needs --cluster"
            })
    void a_fit_that_is_left_keeps_nothing_here_and_what_cannot_be_kept_is_told_first(String options, String sentence) {
        List<String> words = new ArrayList<>(List.of("fit", "linear", "--data", "no.csv", "--response", "y"));
        words.addAll(List.of(options.split(" ")));

        Invocation run = Invocation.of(words.toArray(String[]::new));

        assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
        assertThat(run.err()).contains(sentence).hasLineCount(1);
    }

    @Test
    void a_report_that_cannot_be_written_is_refused_before_the_work() {
        Invocation run = Invocation.of("minimize", "(x-1)^2", "--report", directory + "/none/report.html");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--report: there is no directory");
    }

    private static String get(String address) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address)).build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8))
                .body();
    }
}
