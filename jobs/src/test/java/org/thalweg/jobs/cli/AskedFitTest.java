package org.thalweg.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.thalweg.jobs.data.DataException;
import org.thalweg.jobs.search.source.SearchRequest;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The words that the job of a fit carries, and what becomes of them where somebody else reads them. */
final class AskedFitTest {
    private FitFolder folder;

    @Command
    private static final class Asking {
        @Mixin
        private final FitArguments fit = new FitArguments();
    }

    @BeforeEach
    void open(@TempDir Path path) {
        folder = new FitFolder(path);
    }

    private static Streams streams(String input) {
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        return new Streams(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), nowhere, nowhere, Map.of());
    }

    /** What a command line asks for. */
    private static FitArguments asked(Map<String, String> environment, String... words) {
        Asking asking = new Asking();
        Thalweg.lenient(new CommandLine(asking))
                .setDefaultValueProvider(new EnvironmentDefaults(environment))
                .parseArgs(words);
        return asking.fit;
    }

    private static SearchRequest request(FitArguments asked, String input) {
        FittedModel meant = asked.model();
        FitTask task = meant.task(new RowPlace(asked.data(), streams(input), true));
        return AskedFit.request(asked, task, asked.specification(meant, task).starts());
    }

    private static SearchRequest request(String... words) {
        return request(asked(Map.of(), words), "");
    }

    private static FitTask again(SearchRequest request) {
        AskedFit fit = AskedFit.of(request, null);
        return fit.task(fit.arguments().model(), streams(""));
    }

    /** The result of a fit in words, on Flink. */
    private static JsonNode fitted(List<String> words) throws IOException {
        List<String> all = new ArrayList<>(words);
        all.addAll(List.of("--partitioned", "--parallelism", "2"));
        return FitFolder.fit(all.toArray(String[]::new));
    }

    @Test
    void the_same_fit_is_asked_for_again() throws IOException {
        List<String> words = List.of(
                "a*x + b + c*0.5",
                "--data",
                folder.line(),
                "--response",
                "log(y)",
                "--let",
                "c=2",
                "--bounds",
                "a=0:10,b=-3:3",
                "--start",
                "1,-0.1",
                "--method",
                "lbfgs",
                "--l2",
                "0.25",
                "--seed",
                "-7");

        SearchRequest request = request(words.toArray(String[]::new));

        assertThat(AskedFit.isOf(request)).isTrue();
        List<String> told = new ArrayList<>(request.words());
        assertThat(told.remove(told.size() - 1)).startsWith("--rows=5,0,");
        assertThat(fitted(told).get("digest")).isEqualTo(fitted(words).get("digest"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"linear", "mlp"})
    void a_word_in_place_of_a_formula_stays_a_word(String keyword) throws IOException {
        String labels = folder.file("l.csv", "x,z,y\n1,0,-1\n2,1,1\n3,1,-1\n4,0,1\n5,2,1\n0,3,-1\n");
        SearchRequest request = request(
                keyword, "--data", labels, "--response", "y", "--loss", "logistic", "--starts", "1", "--no-intercept");

        assertThat(request.words()).startsWith(keyword).contains("--no-intercept", "--loss=logistic");
        assertThat(again(request).parameters()).doesNotContain("intercept").isNotEmpty();
    }

    @Test
    void files_with_a_formula_and_a_start_and_variables_of_the_environment_are_not_needed_again() throws IOException {
        String formula = folder.file("model.txt", "a + b*x");
        String start = folder.file("start.txt", "1 2\n");
        FitArguments asked = asked(
                Map.of("THALWEG_L2", "0.5", "THALWEG_STANDARDIZE", "false"),
                "@" + formula,
                "--data",
                folder.line(),
                "--response",
                "y",
                "--start",
                "@" + start);

        SearchRequest request = request(asked, "");
        Files.delete(Path.of(formula));
        Files.delete(Path.of(start));

        assertThat(request.words()).contains("a + b*x", "--start=1.0,2.0", "--l2=0.5", "--starts=1");
        AskedFit fit = AskedFit.of(request, null);
        FittedModel meant = fit.arguments().model();
        FitTask task = fit.task(meant, streams(""));
        assertThat(fit.arguments().specification(meant, task).starts().point(0)).containsExactly(1, 2);
        assertThat(fit.arguments().losses().l2()).isEqualTo(0.5);
    }

    @Test
    void a_start_of_very_many_numbers_does_not_travel() throws IOException {
        StringBuilder row = new StringBuilder("1");
        for (int j = 1; j <= 10_001; j++) {
            row.append(' ').append(j).append(":0.5");
        }
        String data = folder.file("wide.libsvm", row + "\n-1 10001:1\n");
        SearchRequest request = request("linear", "--data", data, "--start", "0.25");

        assertThat(request.words()).contains("--starts=1").noneMatch(word -> word.startsWith("--start="));
        assertThat(again(request).parameters()).hasSize(10_002);
    }

    @Test
    void a_path_is_found_from_any_directory() {
        Path here = Path.of("").toAbsolutePath();
        FitArguments asked = asked(Map.of(), "linear", "--data", "no/such.csv");

        assertThat(asked.data().location())
                .isEqualTo(here.resolve("no/such.csv").toString());
        assertThat(asked(Map.of(), "linear", "--data", "s3://bucket/rows.csv")
                        .data()
                        .location())
                .isEqualTo("s3://bucket/rows.csv");
    }

    @Test
    void rows_that_are_gone_are_told_and_may_be_elsewhere() throws IOException {
        String data = folder.line();
        SearchRequest request = request("linear", "--data", data, "--response", "y");
        Path moved = folder.resolve("moved.csv");
        Files.move(Path.of(data), moved);

        assertThatThrownBy(() -> again(request))
                .isInstanceOf(DataException.class)
                .hasMessageContainingAll("--data: cannot read " + data, "--data FILE says where");
        AskedFit fit = AskedFit.of(request, moved.toString());
        assertThatCode(() -> fit.task(fit.arguments().model(), streams(""))).doesNotThrowAnyException();
    }

    @Test
    void rows_that_have_changed_are_told() throws IOException {
        SearchRequest request = request("linear", "--data", folder.line(), "--response", "y");

        folder.file("line.csv", "x,y\n1,3.1\n2,4.9\n3,7.2\n4,8.8\n5,11.1\n6,13\n");
        assertThatThrownBy(() -> again(request))
                .isInstanceOf(DataException.class)
                .hasMessageContainingAll("has changed since the fit began", "5 rows", "6 rows");

        folder.file("line.csv", "x,y\n1,3.1\n2,4.9\n3,7.2\n4,8.8\n5,11.2\n");
        assertThatThrownBy(() -> again(request))
                .isInstanceOf(DataException.class)
                .hasMessageContainingAll("has changed since the fit began", "another response");

        AskedFit fit = AskedFit.of(request, null);
        assertThatThrownBy(() -> fit.compare(1.5, 1.500001))
                .isInstanceOf(DataException.class)
                .hasMessageContainingAll("1.5 here", "1.500001 there");
        assertThatCode(() -> fit.compare(0.1 + 0.2, 0.3)).doesNotThrowAnyException();
    }

    @Test
    void rows_that_were_typed_are_asked_for_again() {
        String rows = "x,y\n1,3.1\n2,4.9\n3,7.2\n";
        SearchRequest request = request(asked(Map.of(), "linear", "--data", "-", "--response", "y"), rows);

        assertThatThrownBy(() -> AskedFit.of(request, null))
                .isInstanceOf(CommandException.class)
                .hasMessageContainingAll("standard input", "--data - < FILE");
        AskedFit fit = AskedFit.of(request, "-");
        assertThat(fit.task(fit.arguments().model(), streams(rows)).rows().count())
                .isEqualTo(3);
    }

    @Test
    void words_of_another_version_are_refused_in_a_sentence() {
        for (List<String> words : List.of(
                List.of("linear", "--data=x.csv", "--rows=1,0,0,1", "--weather=fine"),
                List.of("linear", "--data=x.csv", "--rows=some"),
                List.of("linear", "--data=x.csv"))) {
            assertThatThrownBy(() -> AskedFit.of(new SearchRequest(words), null))
                    .isInstanceOf(CommandException.class)
                    .hasMessageContaining("Maybe a newer Thalweg took them down?");
        }
    }

    @Test
    void a_search_is_no_fit() {
        assertThat(AskedFit.isOf(new SearchRequest(List.of("data^2", "--seed=3", "--start=1"))))
                .isFalse();
    }
}
