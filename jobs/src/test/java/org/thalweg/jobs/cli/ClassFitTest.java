package org.thalweg.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fits to classes that have names. */
class ClassFitTest {
    private static final List<String> NAMES = List.of("\"oak, red\"", "ash", "elm");

    private final FitFolder folder;

    ClassFitTest(@TempDir Path path) {
        this.folder = new FitFolder(path);
    }

    /** Trees whose kinds overlap, called by these names. */
    private static String trees(List<String> names) {
        StringBuilder text = new StringBuilder("height,kind,width\n");
        for (int i = 0; i < 90; i++) {
            double angle = 2 * Math.PI * (i % 3) / 3;
            text.append(String.format(
                    Locale.ROOT,
                    "%.4f,%s,%.4f%n",
                    Math.cos(angle) + 1.5 * Math.sin(i * 1.7),
                    names.get(i % 3),
                    Math.sin(angle) + 1.5 * Math.cos(i * 2.3)));
        }
        return text.toString();
    }

    private static String[] arguments(String data, String... more) {
        List<String> all =
                new ArrayList<>(List.of("linear", "--data", data, "--response", "kind", "--loss", "cross-entropy"));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    @Test
    void classes_that_are_words_are_those_that_are_numbers_by_other_names() throws IOException {
        String model = folder.resolve("model.json").toString();
        String data = folder.file("words.csv", trees(NAMES));
        JsonNode words = FitFolder.fit(arguments(data, "--model-output", model));
        JsonNode numbers = FitFolder.fit(arguments(folder.file("numbers.csv", trees(List.of("3", "1", "2.0")))));

        assertThat(words.get("fun").doubleValue()).isCloseTo(numbers.get("fun").doubleValue(), within(1e-10));
        assertThat(words.get("parameters").fieldNames())
                .toIterable()
                .containsExactly(
                        "elm:intercept",
                        "elm:height",
                        "elm:width",
                        "oak, red:intercept",
                        "oak, red:height",
                        "oak, red:width");
        assertThat(words.get("parameters").get("oak, red:height").doubleValue())
                .isCloseTo(numbers.get("parameters").get("3:height").doubleValue(), within(1e-6));
        assertThat(words.get("message").textValue()).isNotEmpty();

        Invocation predicted = Invocation.of("predict", model, "--data", data);
        assertThat(predicted.out().lines().findFirst()).contains("prediction,p_ash,p_elm,\"p_oak, red\"");
        long right = predicted
                .out()
                .lines()
                .skip(1)
                .filter(line -> line.startsWith("\"oak, red\","))
                .count();
        assertThat(right).isBetween(15L, 45L);
    }

    @Test
    void the_workers_of_flink_find_the_same_bits() throws IOException {
        String data = folder.file("words.csv", trees(NAMES));

        JsonNode here = FitFolder.fit(arguments(data));
        JsonNode shared = FitFolder.fit(arguments(data, "--partitioned", "--parallelism", "2"));

        assertThat(shared.get("x")).isEqualTo(here.get("x"));
        assertThat(shared.get("nit").longValue())
                .as("the workers' iterations count")
                .isBetween(5L, 2 * here.get("nit").longValue());
        assertThat(shared.get("nfev").longValue()).isGreaterThan(5);
    }

    @Test
    void rows_without_a_class_are_missing_and_words_that_are_left_out_are_no_classes() throws IOException {
        String text = trees(NAMES) + "0.1,,0.2\n0.3,beech,high\n";
        String data = folder.file("missing.csv", text);

        Invocation strict = FitFolder.run(arguments(data));
        JsonNode lenient = FitFolder.fit(arguments(data, "--missing", "skip", "--on-bad-row", "skip"));

        assertThat(strict.exitCode()).isEqualTo(ExitCode.BAD_DATA.code());
        assertThat(strict.err()).contains("line 92").contains("column kind").contains("missing");
        assertThat(lenient.get("rejectedRows").intValue()).isEqualTo(2);
        assertThat(lenient.get("parameters")).hasSize(6);
    }

    @Test
    void a_class_with_a_colon_is_refused() throws IOException {
        Invocation run = FitFolder.run(arguments(folder.file("colon.csv", trees(List.of("a:b", "c", "d")))));

        assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_DATA.code());
        assertThat(run.err()).contains("a:b has a colon");
    }

    @Test
    void one_class_is_too_few_and_a_thousand_and_one_are_too_many() throws IOException {
        Invocation one = FitFolder.run(arguments(folder.file("one.csv", trees(List.of("a", "a", "a")))));
        StringBuilder many = new StringBuilder("kind,x\n");
        for (int i = 0; i < 1_001; i++) {
            many.append('w').append(i).append(",1\n");
        }
        Invocation all = FitFolder.run(arguments(folder.file("many.csv", many.toString())));

        assertThat(one.exitCode()).isEqualTo(ExitCode.BAD_DATA.code());
        assertThat(one.err()).contains("kind has 1 different values");
        assertThat(all.exitCode()).isEqualTo(ExitCode.BAD_DATA.code());
        assertThat(all.err()).contains("more than 1,000 different values");
    }

    @Test
    void mini_batches_come_before_all_rows_and_end_in_the_same_place() throws IOException {
        String data = folder.file("words.csv", trees(NAMES));
        String[] batches = {"--partitioned", "--method", "adam", "--step", "0.05", "--batches", "6"};
        List<String> words = new ArrayList<>(List.of(batches));
        words.addAll(List.of("--max-iterations", "60"));

        JsonNode whole = FitFolder.fit(arguments(data));
        JsonNode first = FitFolder.fit(arguments(data, words.toArray(String[]::new)));
        words.addAll(List.of("--parallelism", "1"));
        JsonNode second = FitFolder.fit(arguments(data, words.toArray(String[]::new)));

        assertThat(first.get("fun").doubleValue()).isCloseTo(whole.get("fun").doubleValue(), within(1e-9));
        assertThat(second.get("x")).isEqualTo(first.get("x"));
        assertThat(second.get("digest")).isEqualTo(first.get("digest"));
    }

    @Test
    void mini_batches_without_a_method_for_them_are_refused() throws IOException {
        String data = folder.line();
        String[][] wrong = {
            {"--batches", "2"},
            {"--batches", "2", "--partitioned"},
            {"--batches", "2", "--partitioned", "--method", "lbfgs", "--step", "1"},
            {"--batches", "0", "--partitioned"}
        };
        for (String[] words : wrong) {
            List<String> all = new ArrayList<>(List.of("linear", "--data", data, "--response", "y"));
            all.addAll(List.of(words));
            Invocation run = FitFolder.run(all.toArray(String[]::new));

            assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.USAGE.code());
            assertThat(run.err()).doesNotContain("\tat ");
        }
    }
}
