package org.thalweg.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.thalweg.deploy.Launch.Ended;
import org.thalweg.deploy.Launch.Running;

/** Who interrupts a fit gets what it has found. */
class InterruptIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern ADDRESS = Pattern.compile("live page at (http://\\S+)");

    /** A fit that no machine ends. */
    private static final List<String> WORDS = List.of(
            "fit",
            "linear",
            "--response",
            "y",
            "--method",
            "gradient-descent",
            "--step",
            "1e-8",
            "--max-iterations",
            "1000000000",
            "--page",
            "0",
            "--output",
            "json");

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"--parallelism=2", "--partitioned"})
    void an_interrupted_fit_writes_where_it_was(String where) throws Exception {
        StringBuilder rows = new StringBuilder("x,y\n");
        for (int i = 0; i < 1000; i++) {
            rows.append("%s,%s%n".formatted(Math.sin(i), 2 + Math.cos(3 * i)));
        }
        List<String> words = new ArrayList<>(WORDS);
        words.addAll(List.of(
                "--data", Files.writeString(directory.resolve("rows.csv"), rows).toString(), where));

        Running fit = Launch.of(Launch.DISTRIBUTION.resolve("bin/thalweg"), words.toArray(String[]::new))
                .start();
        fit.awaitErr("live page at");
        await().atMost(PATIENCE).until(() -> state(fit).path("parameters").size() == 2);
        double before = loss(state(fit).path("parameters"));
        RunningCluster.signal(fit.process().pid(), "INT");
        Ended ended = fit.await();

        assertThat(ended.code()).as(ended.err()).isEqualTo(130);
        JsonNode result = JSON.readTree(ended.out());
        assertThat(result.path("status").asText()).isEqualTo("CANCELLED");
        assertThat(result.path("fun").asDouble()).isLessThanOrEqualTo(before * (1 + 1e-12));
        assertThat(result.path("parameters")).hasSize(2);
    }

    private static JsonNode state(Running fit) throws IOException {
        Matcher address = ADDRESS.matcher(Files.readString(fit.err()));
        assertThat(address.find()).isTrue();
        try (InputStream in = URI.create(address.group(1) + "api/state").toURL().openStream()) {
            return JSON.readTree(in);
        }
    }

    private static double loss(JsonNode parameters) {
        double sum = 0;
        for (int i = 0; i < 1000; i++) {
            double residual = 2
                    + Math.cos(3 * i)
                    - parameters.path("intercept").asDouble()
                    - parameters.path("x").asDouble() * Math.sin(i);
            sum += residual * residual;
        }
        return sum;
    }
}
