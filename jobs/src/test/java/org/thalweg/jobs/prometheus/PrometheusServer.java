package org.thalweg.jobs.prometheus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A real Prometheus with the rules that a distribution has, but with time running {@value #FASTER} times as fast: what is
 * a minute in a rule is two seconds here.
 */
record PrometheusServer(Program program, String address) implements AutoCloseable {
    static final int FASTER = 30;

    private static final Pattern MINUTES = Pattern.compile("(?<=\\[|for: )(\\d+)m\\b");
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Starts Prometheus; it scrapes these targets four times a second. */
    static PrometheusServer start(Path folder, int port, int alertmanager, List<String> targets) throws IOException {
        for (String rules : List.of("thalweg.rules.yml", "thalweg.alerts.yml")) {
            Files.writeString(folder.resolve(rules), faster(Files.readString(Program.FILES.resolve(rules))));
        }
        String configuration = Files.readString(Program.FILES.resolve("prometheus.yml"))
                .replace("interval: 15s", "interval: 250ms")
                .replace("127.0.0.1:9093", "127.0.0.1:" + alertmanager);
        Files.writeString(folder.resolve("prometheus.yml"), configuration);
        Files.createDirectories(folder.resolve("targets"));
        Files.writeString(
                folder.resolve("targets/thalweg.yml"),
                "- targets: [\"%s\"]%n".formatted(String.join("\", \"", targets)));
        Program program = Program.start(
                folder,
                "prometheus",
                "--config.file=prometheus.yml",
                "--storage.tsdb.path=data",
                "--log.level=warn",
                "--web.listen-address=127.0.0.1:" + port);
        return new PrometheusServer(program, "http://127.0.0.1:" + port);
    }

    /** A rule or query in which minutes have become seconds, and fewer. */
    static String faster(String text) {
        Matcher minutes = MINUTES.matcher(text);
        return minutes.replaceAll(found -> Integer.parseInt(found.group(1)) * 60 / FASTER + "s");
    }

    /** Whether it answers yet. */
    boolean isReady() {
        try {
            return get("/-/ready").statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** The series that a query gives now. */
    JsonNode query(String query) throws IOException {
        var response = get("/api/v1/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
        JsonNode answer = JSON.readTree(response.body());
        if (!answer.get("status").asText().equals("success")) {
            throw new AssertionError(query + ": " + response.body());
        }
        return answer.at("/data/result");
    }

    /** The single value that a query gives now; NaN for none. */
    double value(String query) throws IOException {
        JsonNode result = query(query);
        return result.isEmpty()
                ? Double.NaN
                : Double.parseDouble(result.at("/0/value/1").asText());
    }

    /** The alerts that fire now, as {@code alertname/study}. */
    Set<String> firing() throws IOException {
        Set<String> firing = new TreeSet<>();
        for (JsonNode alert : query("ALERTS{alertstate=\"firing\"}")) {
            JsonNode labels = alert.get("metric");
            firing.add(labels.get("alertname").asText() + "/"
                    + labels.path("study").asText());
        }
        return firing;
    }

    private java.net.http.HttpResponse<String> get(String path) throws IOException {
        try {
            return CLIENT.send(
                    HttpRequest.newBuilder(URI.create(address + path)).build(), BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        program.close();
    }
}
