package org.thalweg.monitoring.boards;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The rules for Prometheus, as their files say. */
final class Rules {
    static final Path FOLDER = Path.of("src/main/prometheus");

    private Rules() {}

    /**
     * @param record the name that it records; empty for an alert
     * @param alert the name of the alert; empty for what is recorded
     */
    record Rule(String record, String alert, String expression, JsonNode yaml) {}

    static List<Rule> all() {
        List<Rule> rules = new ArrayList<>();
        for (String file : List.of("thalweg.rules.yml", "thalweg.alerts.yml")) {
            read(file)
                    .at("/groups/0/rules")
                    .forEach(rule -> rules.add(new Rule(
                            rule.path("record").asText(),
                            rule.path("alert").asText(),
                            rule.get("expr").asText(),
                            rule)));
        }
        return rules;
    }

    static JsonNode read(String file) {
        try {
            return new YAMLMapper().readTree(FOLDER.resolve(file).toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
