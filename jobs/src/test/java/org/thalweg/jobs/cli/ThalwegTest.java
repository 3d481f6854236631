package org.thalweg.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ThalwegTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String RUNNING_EXAMPLE = "log(x^4 + x^3 + 2)";

    @Test
    void finds_the_lowest_point_of_the_running_example() throws IOException {
        Invocation run =
                Invocation.of("minimize", RUNNING_EXAMPLE, "--bounds", "-10:10", "--seed", "42", "--output", "json");
        assertThat(run.exitCode()).as(run.err()).isZero();
        JsonNode result = JSON.readTree(run.out());
        assertThat(result.get("minima")).hasSize(1);
        assertThat(result.get("x").get(0).doubleValue()).isBetween(-0.75 - 1e-8, -0.75 + 1e-8);
        assertThat(result.get("fun").doubleValue()).isBetween(0.63897144645792, 0.63897144645793);
        assertThat(result.get("starts").get("total").longValue()).isEqualTo(1000);
        assertThat(hits(result)).isEqualTo(result.get("starts").get("converged").longValue());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                RUNNING_EXAMPLE,
                "x^2 + y^2",
                "sqrt(-1 - x^2)",
                "-x^2",
                "3 + 0*x",
                "x^4 + y^2",
                "(x^2 - 1)^2 + 0*y",
                "abs(x)",
                "sin(x)*exp(y)/0",
            })
    void every_json_result_fits_its_schema(String text) {
        Invocation run = Invocation.of("minimize", text, "--starts", "20", "--output", "json");
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(SchemaLocation.of("classpath:org/thalweg/schema/result-1.json"));
        assertThat(schema.validate(run.out(), InputFormat.JSON)).as(run.out()).isEmpty();
        assertThat(run.out().lines()).hasSize(1);
    }

    @Test
    void a_minimum_with_a_singular_hessian_is_found_and_called_degenerate() {
        Invocation run = Invocation.of("minimize", "x^4 + y^2", "--bounds", "-10:10", "--starts", "50");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .contains(
                        "lowest found  f = 0.0",
                        "50 of 50 descents converged; 1 distinct minimum",
                        "degenerate-minimum, 1 flat");
    }

    @Test
    void the_textbook_run_with_the_printed_derivative_ends_where_the_book_does() throws IOException {
        Invocation run = textbook("--gradient", "(4*x^3+3*x^2)/log(x^4+x^3+2)");
        JsonNode result = JSON.readTree(run.out());
        assertThat(result.get("x").get(0).doubleValue())
                .isBetween(-0.7500000134493898 - 1e-12, -0.7500000134493898 + 1e-12);
    }

    @Test
    void the_textbook_run_with_the_true_derivative_has_not_converged() throws IOException {
        Invocation run = textbook();
        assertThat(run.exitCode()).isEqualTo(3);
        JsonNode result = JSON.readTree(run.out());
        assertThat(result.get("x").get(0).doubleValue())
                .isBetween(-6.8680438462800595 - 1e-9, -6.8680438462800595 + 1e-9);
        assertThat(result.get("status").asText()).isEqualTo("BUDGET_SPENT");
        assertThat(result.get("kind").asText()).isEqualTo("not-stationary");
        assertThat(result.get("minima")).isEmpty();
        assertThat(result.get("nit").longValue()).isEqualTo(5000);
    }

    private static Invocation textbook(String... more) {
        String[] arguments = {
            "minimize",
            RUNNING_EXAMPLE,
            "--method",
            "gradient-descent",
            "--step",
            "0.001",
            "--max-iterations",
            "5000",
            "--start",
            "-9.41",
            "--output",
            "json"
        };
        String[] all = java.util.Arrays.copyOf(arguments, arguments.length + more.length);
        System.arraycopy(more, 0, all, arguments.length, more.length);
        return Invocation.of(all);
    }

    @Test
    void the_printed_derivative_is_not_the_gradient_and_check_says_by_which_factor() throws IOException {
        String[] arguments = {"check", RUNNING_EXAMPLE, "--gradient", "(4*x^3+3*x^2)/log(x^4+x^3+2)"};
        Invocation text = Invocation.of(arguments);
        assertThat(text.exitCode()).isEqualTo(3);
        assertThat(text.out()).contains("this is not the gradient").contains("(x^4 + x^3 + 2)/");
        Invocation json = Invocation.of(arguments[0], arguments[1], arguments[2], arguments[3], "--output", "json");
        JsonNode report = JSON.readTree(json.out());
        assertThat(report.get("schema").asText()).isEqualTo("thalweg.check/1");
        assertThat(report.get("matches").booleanValue()).isFalse();
        assertThat(report.get("maximumError").doubleValue()).isPositive();
        assertThat(report.get("at")).hasSize(1);
        Invocation right = Invocation.of("check", RUNNING_EXAMPLE, "--gradient", "(4*x^3+3*x^2)/(x^4+x^3+2)");
        assertThat(right.exitCode()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "log(x^4 + x^3 + 2) | d/dx = (4*x^3 + 3*x^2)/(x^4 + x^3 + 2)",
                "x^2*sin(y) | d/dx = 2*x*sin(y)",
                "-x^2 | d/dx = -2*x",
                "x*exp(x) | d/dx = ",
            })
    void derive_prints_a_line_a_variable(String text, String line) {
        Invocation run = Invocation.of("derive", text);
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).startsWith(line);
    }

    @Test
    void maximizing_reports_the_users_values_highest_first() throws IOException {
        Invocation run = Invocation.of(
                "minimize", "sin(x) + x/10", "--maximize", "--bounds", "-8:8", "--starts", "100", "--output", "json");
        assertThat(run.exitCode()).as(run.err()).isZero();
        JsonNode result = JSON.readTree(run.out());
        double previous = Double.POSITIVE_INFINITY;
        for (JsonNode maximum : result.get("minima")) {
            assertThat(maximum.get("fun").doubleValue()).isLessThan(previous);
            previous = maximum.get("fun").doubleValue();
            assertThat(maximum.get("kind").asText()).isIn("minimum", "boundary-minimum");
        }
        assertThat(result.get("fun").doubleValue()).isGreaterThan(1.7);
    }

    @Test
    void a_target_ends_the_search_early_with_success() throws IOException {
        Invocation run =
                Invocation.of("minimize", "x^2 + y^2", "--target", "1e-6", "--starts", "100000", "--output", "json");
        assertThat(run.exitCode()).as(run.err()).isZero();
        JsonNode result = JSON.readTree(run.out());
        assertThat(result.get("status").asText()).isEqualTo("TARGET_REACHED");
        assertThat(result.get("starts").get("total").longValue()).isLessThan(100_000);
    }

    @Test
    void text_fits_eighty_columns_and_says_what_was_found() {
        Invocation run = Invocation.of("minimize", RUNNING_EXAMPLE, "--bounds", "-10:10");
        assertThat(run.out().lines()).allMatch(line -> line.length() <= 80);
        assertThat(run.out())
                .contains("✔ lowest found  f = 0.638971446457920")
                .contains("1,000 starts: 1,000 converged")
                .contains("seed 42")
                .doesNotContain("\u001b");
    }

    @Test
    void text_for_many_variables_fits_too() {
        Invocation run = Invocation.of("minimize", "sum(i, 1, n, (x[i] - i)^2)", "--dimension", "60", "--starts", "3");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out().lines()).allMatch(line -> line.length() <= 80);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sum(i, 1, n, abs(x[i] - i)) + abs(x[1] - x[2])",
                "(x[1]*x[2] - 1)^2 + x[3]^4 + max(x[4], x[5])^2 - x[6] - x[7]",
                "sum(i, 1, n, cos(1e-3*x[i]) + 1234.5678*i)",
                "sum(i, 1, n, -x[i])",
                "sum(i, 1, n, floor(x[i]))"
            })
    void text_fits_eighty_columns_whatever_there_is_to_say_of_a_minimum(String formula) {
        Invocation run = Invocation.of(
                "minimize", formula, "--dimension", "7", "--bounds", "-1234.567891:987.6543211", "--starts", "20");
        assertThat(run.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
        assertThat(run.out()).contains("20 starts");
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "vector", "scalar", "reference"})
    void no_kernel_changes_a_bit(String kernel) throws IOException {
        for (String text : List.of(RUNNING_EXAMPLE, "sum(i, 1, 5, i*cos((i+1)*x + i)) + abs(y - sin(x))*exp(-x^2)")) {
            String[] words = {"minimize", text, "--bounds", "-3:3", "--starts", "60", "--output", "json"};
            JsonNode usual = JSON.readTree(Invocation.of(words).out());
            String[] more = Arrays.copyOf(words, words.length + 2);
            more[words.length] = "--kernel";
            more[words.length + 1] = kernel;
            assertThat(JSON.readTree(Invocation.of(more).out()).get("digest")).isEqualTo(usual.get("digest"));
        }
    }

    @Test
    void without_a_unicode_locale_text_is_ascii() {
        Invocation run = Invocation.with(Map.of(), "", "minimize", "x^2", "--starts", "5");
        assertThat(run.out()).matches("\\p{ASCII}*");
    }

    @Test
    void csv_has_a_row_a_minimum() {
        Invocation run =
                Invocation.of("minimize", "(x^2 - 1)^2 + y^2", "--bounds", "-2:2", "--starts", "50", "--output", "csv");
        assertThat(run.out().lines().findFirst())
                .hasValue("rank,kind,fun,hits,escapes,gradientNorm,smallestEigenvalue,flatDirections,x,y");
        assertThat(run.out().lines().filter(line -> line.contains(",minimum,"))).hasSize(2);
    }

    @Test
    void a_result_file_appears_whole(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("result.json");
        Invocation run =
                Invocation.of("minimize", "x^2", "--starts", "5", "--output", "json", "--output-file", file.toString());
        assertThat(run.out()).isEmpty();
        assertThat(JSON.readTree(Files.readString(file)).get("success").booleanValue())
                .isTrue();
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void a_result_file_without_a_directory_is_refused_before_the_work() {
        Invocation run = Invocation.of("minimize", "x^2", "--output-file", "/nonexistent/result.json");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--output-file: there is no directory /nonexistent");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "minimize x^2 --sedd 4      | --sedd is not an option of thalweg minimize. Maybe you meant --seed?",
                "minimise x^2               | 'minimise' is not a command. Maybe you meant minimize?",
                "minimize x^2 y^2           | 'y^2' is one argument too many. Maybe the formula needs quotes?",
                "minimize                   | missing: EXPR.",
                "minimize x^2 --method lbgfs| --method: there is no method 'lbgfs'. Maybe you meant lbfgs?",
                "minimize x^2 --sampler sob | --sampler: there is no sampler 'sob'. Maybe you meant sobol?",
                "minimize x^2 --kernel gpu  | --kernel: there is no kernel 'gpu'. Kernels: reference, scalar, vector, auto.",
                "minimize x^2 --step 0      | --step: 0 must be positive.",
                "minimize x^2 --step 1      | --step: the method lbfgs finds its own steps.",
                "minimize x^2 --starts 0    | --starts: 0 must be at least 1.",
                "minimize x^2 --starts many | --starts: 'many' must be a whole number",
                "minimize 1+2               | EXPR (1+2) has no variables: there is nothing to search.",
                "minimize x^2 --gradient 2*x --gradient 3 | --gradient is given 2 times for 1 variables",
            })
    void mistakes_are_explained(String line, String message) {
        Invocation run = Invocation.of(line.strip().split(" +"));
        assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
        assertThat(run.err()).startsWith("thalweg: " + message);
        assertThat(run.out()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"-(x-1)^2*-1 | 1", "-cos(x) | 0", "--start | 2"})
    void texts_that_begin_with_a_dash_are_formulas(String text, double x) throws IOException {
        Invocation run = text.equals("--start")
                ? Invocation.of("minimize", "(x-2)^2", "--start", "-9.41", "--bounds", "-10:10", "--output", "json")
                : Invocation.of("minimize", text, "--bounds", "-3:3", "--starts", "9", "--output", "json");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(JSON.readTree(run.out()).get("x").get(0).doubleValue()).isBetween(x - 1e-7, x + 1e-7);
    }

    @Test
    void the_formula_may_come_from_a_file_or_from_standard_input(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("formula.txt");
        Files.writeString(file, "(x - 1)^2\n");
        Invocation fromFile = Invocation.of("minimize", "@" + file, "--starts", "3", "--output", "json");
        Invocation fromInput =
                Invocation.with(Map.of(), "(x - 1)^2\n", "minimize", "-", "--starts", "3", "--output", "json");
        assertThat(JSON.readTree(fromFile.out()).get("digest"))
                .isEqualTo(JSON.readTree(fromInput.out()).get("digest"));
    }

    @Test
    void a_variable_of_the_environment_stands_in_for_an_option_that_is_not_given() throws IOException {
        Map<String, String> environment = Map.of("THALWEG_SEED", "7", "THALWEG_OUTPUT", "json");
        Invocation run = Invocation.with(environment, "", "minimize", "x^2", "--starts", "3");
        assertThat(JSON.readTree(run.out()).get("seed").longValue()).isEqualTo(7);
        Invocation flagged = Invocation.with(environment, "", "minimize", "x^2", "--starts", "3", "--seed", "8");
        assertThat(JSON.readTree(flagged.out()).get("seed").longValue()).isEqualTo(8);
    }

    @Test
    void a_region_that_was_assumed_is_said() throws IOException {
        Invocation run = Invocation.of("minimize", "x^2", "--starts", "3", "--output", "json");
        assertThat(JSON.readTree(run.out()).get("message").asText())
                .contains("[-10, 10]")
                .contains("--start-region");
    }

    @Test
    void several_vectors_have_dimensions_of_their_own() throws IOException {
        Invocation run = Invocation.of(
                "minimize",
                "sum(i,1,3,(x[i]-i)^2) + sum(j,1,2,(y[j]+j)^2)",
                "--dimension",
                "x=3,y=2",
                "--starts",
                "3",
                "--output",
                "json");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(JSON.readTree(run.out()).get("variables").toString())
                .isEqualTo("[\"x[1]\",\"x[2]\",\"x[3]\",\"y[1]\",\"y[2]\"]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "json", "csv"})
    void methods_and_doctor_print_in_every_form(String form) {
        for (String command : new String[] {"methods", "doctor"}) {
            Invocation run = Invocation.of(command, "--output", form);
            assertThat(run.exitCode()).as(run.err()).isZero();
            assertThat(run.out()).contains(command.equals("methods") ? "lbfgs" : "2.3.0");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "minimize", "derive", "check", "methods", "doctor"})
    void help_fits_eighty_columns(String command) {
        Invocation run = command.isEmpty() ? Invocation.of("--help") : Invocation.of(command, "--help");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains(("Usage: thalweg " + command).strip()).doesNotContain("Exception");
        assertThat(run.out().lines()).allMatch(line -> line.length() <= 80);
    }

    @Test
    void the_share_of_the_lowest_minimum_is_told_with_its_interval() throws IOException {
        String[] words = {"minimize", "cos(3*x) + x^2/20", "--bounds", "-9:9", "--starts", "200"};
        Invocation text = Invocation.of(words);
        assertThat(text.exitCode()).as(text.err()).isZero();
        assertThat(text.out()).containsPattern("The first of them was met by \\d+ descents: [\\d.]+ % of the starts");

        String[] more =
                Stream.concat(Stream.of(words), Stream.of("--output", "json")).toArray(String[]::new);
        JsonNode result = JSON.readTree(Invocation.of(more).out());
        double sum = 0;
        for (JsonNode minimum : result.get("minima")) {
            JsonNode share = minimum.get("share");
            sum += share.get("estimate").asDouble();
            assertThat(share.get("estimate").asDouble() * 200)
                    .isCloseTo(minimum.get("hits").asDouble(), within(1e-9))
                    .isBetween(
                            200 * share.get("low").asDouble(),
                            200 * share.get("high").asDouble());
        }
        assertThat(sum).isCloseTo(1, within(1e-12));
    }

    private static long hits(JsonNode result) {
        long hits = 0;
        for (String list : new String[] {"minima", "stationary"}) {
            for (JsonNode point : result.get(list)) {
                hits += point.get("hits").longValue();
            }
        }
        return hits;
    }
}
