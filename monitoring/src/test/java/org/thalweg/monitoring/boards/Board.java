package org.thalweg.monitoring.boards;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A Grafana dashboard, as its file says. */
record Board(Path file, JsonNode json) {
    private static final Path FOLDER = Path.of("src/main/grafana/dashboards");
    private static final Pattern LABEL_VALUES = Pattern.compile("label_values\\((.+), ([a-z_]+)\\)");

    /** A query, and where it is. */
    record Query(String place, String text) {

        /** The query as Grafana sends it when all is chosen. */
        String filledIn() {
            return text.replace("$__rate_interval", "1m")
                    .replace("$study", ".*")
                    .replace("$instance", ".*");
        }
    }

    static List<Board> all() throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        List<Board> boards = new ArrayList<>();
        try (Stream<Path> files = Files.list(FOLDER)) {
            for (Path file : files.sorted().toList()) {
                boards.add(new Board(file, mapper.readTree(file.toFile())));
            }
        }
        return boards;
    }

    String name() {
        return file.getFileName().toString();
    }

    List<JsonNode> panels() {
        List<JsonNode> panels = new ArrayList<>();
        json.get("panels").forEach(panels::add);
        return panels;
    }

    /** The queries of panels, annotations and variables. */
    List<Query> queries() {
        List<Query> queries = new ArrayList<>();
        for (JsonNode panel : panels()) {
            panel.path("targets")
                    .forEach(target -> queries.add(new Query(
                            name() + ", " + panel.get("title").asText(),
                            target.get("expr").asText())));
        }
        json.at("/annotations/list")
                .forEach(note -> queries.add(new Query(
                        name() + ", annotation " + note.get("name").asText(),
                        note.get("expr").asText())));
        json.at("/templating/list").forEach(variable -> {
            Matcher values = LABEL_VALUES.matcher(variable.path("definition").asText());
            if (values.matches()) {
                queries.add(new Query(
                        name() + ", variable " + variable.get("name").asText(),
                        "group by (%s) (%s)".formatted(values.group(2), values.group(1))));
            }
        });
        return queries;
    }
}
