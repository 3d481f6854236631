package org.thalweg.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.thalweg.jobs.cli.FitFolder.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fits that learn from a growing directory, through the command line. */
final class OnlineFitTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private FitFolder folder;

    @BeforeEach
    void open(@TempDir Path path) {
        folder = new FitFolder(path);
    }

    @Test
    void a_directory_that_is_complete_is_learned_from_and_the_model_predicts() throws IOException {
        Path directory = Files.createDirectory(folder.resolve("stream"));
        for (int number = 0; number < 8; number++) {
            StringBuilder text = new StringBuilder("x,y\n");
            for (int row = 0; row < 500; row++) {
                double x = (row * 37 % 100) / 50.0 - 1;
                text.append(x).append(',').append(3 + 2 * x).append('\n');
            }
            Files.writeString(directory.resolve("part-" + number + ".csv"), text);
        }
        Files.createFile(directory.resolve("_END"));
        Path model = folder.resolve("online.json");
        Invocation run = run(
                "a + b*x",
                "--online",
                directory.toString(),
                "--response",
                "y",
                "--method",
                "sgd",
                "--step",
                "0.2",
                "--round-rows",
                "50",
                "--model-output",
                model.toString());
        assertThat(run.exitCode()).as(run.err()).isZero();
        JsonNode result = JSON.readTree(run.out());
        assertThat(result.get("observations").intValue()).isEqualTo(4000);
        assertThat(result.get("rounds").intValue()).isEqualTo(80);
        assertThat(result.get("parameters").get("a").doubleValue()).isCloseTo(3, within(1e-3));
        assertThat(result.get("parameters").get("b").doubleValue()).isCloseTo(2, within(1e-2));
        assertThat(result.get("curve").get("loss").get(0).doubleValue()).isGreaterThan(9);
        Invocation predicted = Invocation.of("predict", model.toString(), "--data", folder.file("new.csv", "x\n1\n"));
        assertThat(Double.parseDouble(predicted.out().lines().toList().get(1))).isCloseTo(5, within(1e-2));
    }

    @Test
    void a_bad_row_in_a_growing_directory_is_named_by_file_line_and_column() throws IOException {
        Path directory = Files.createDirectory(folder.resolve("bad"));
        Files.writeString(directory.resolve("1.csv"), "x,y\n1,2\n");
        Files.writeString(directory.resolve("2.csv"), "y,x\n2,1\noops,3\n");
        Files.createFile(directory.resolve("_END"));
        Invocation run = run("a*x", "--online", directory.toString(), "--response", "y");
        assertThat(run.exitCode()).as(run.err()).isEqualTo(4);
        assertThat(run.err()).contains("2.csv, line 3, column y").doesNotContain("Exception");
        Invocation labels = run("a*x", "--online", directory.toString(), "--response", "y", "--loss", "logistic");
        assertThat(labels.exitCode()).as(labels.err()).isEqualTo(4);
        assertThat(labels.err()).contains("1.csv, row 1").contains("label");
    }

    @Test
    void an_online_fit_without_a_directory_or_a_known_method_is_refused() {
        assertThat(run("a*x", "--online", folder.resolve("none").toString(), "--response", "y")
                        .err())
                .contains("no directory");
        assertThat(run("a*x", "--response", "y").err()).contains("--data is needed");
    }
}
