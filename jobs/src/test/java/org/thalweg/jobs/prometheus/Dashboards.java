package org.thalweg.jobs.prometheus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The queries of all dashboards, as Grafana sends them when all is chosen. */
final class Dashboards {
    private static final Path FILES = Path.of("../monitoring/src/main/grafana/dashboards");

    private Dashboards() {}

    /** By where they are. */
    static Map<String, String> queries() throws IOException {
        Map<String, String> queries = new TreeMap<>();
        try (Stream<Path> files = Files.list(FILES)) {
            for (Path file : files.toList()) {
                JsonNode board = new ObjectMapper().readTree(file.toFile());
                String title = board.get("title").asText();
                for (JsonNode panel : board.get("panels")) {
                    for (JsonNode target : panel.path("targets")) {
                        String place = title + " / " + panel.get("type").asText() + " "
                                + panel.get("title").asText() + " "
                                + target.get("refId").asText();
                        queries.put(place, filledIn(target.get("expr").asText()));
                    }
                }
                for (JsonNode note : board.at("/annotations/list")) {
                    queries.put(
                            title + " / " + note.get("name").asText(),
                            filledIn(note.get("expr").asText()));
                }
            }
        }
        return queries;
    }

    private static String filledIn(String query) {
        return PrometheusServer.faster(
                query.replace("$__rate_interval", "1m").replace("$study", ".*").replace("$instance", ".*"));
    }
}
