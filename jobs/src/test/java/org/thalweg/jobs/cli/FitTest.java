package org.thalweg.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.thalweg.jobs.cli.FitFolder.fit;
import static org.thalweg.jobs.cli.FitFolder.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Fits and predictions through the command line. */
final class FitTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long SEED = 11;

    private FitFolder folder;

    @BeforeEach
    void open(@TempDir Path path) {
        folder = new FitFolder(path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"linear", "a + b*x", "a + 0*b*x"})
    void every_json_result_fits_its_schema(String model) throws IOException {
        Invocation run = run(model, "--data", folder.line(), "--response", "y");
        var schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(SchemaLocation.of("classpath:org/thalweg/schema/result-1.json"));
        assertThat(schema.validate(run.out(), InputFormat.JSON)).as(run.out()).isEmpty();
    }

    @Test
    void linear_and_the_same_formula_agree() throws IOException {
        JsonNode formula = fit("a + b*x", "--data", folder.line(), "--response", "y");
        JsonNode linear = fit("linear", "--data", folder.line(), "--response", "y");
        assertThat(linear.get("parameters").get("intercept").doubleValue())
                .isCloseTo(formula.get("parameters").get("a").doubleValue(), within(1e-12));
        assertThat(linear.get("standardErrors").get("x").doubleValue())
                .isCloseTo(formula.get("standardErrors").get("b").doubleValue(), within(1e-12));
    }

    @Test
    void weights_count_rows_as_often_as_they_say() throws IOException {
        String once = folder.file("w.csv", "x,y,w\n1,3,2\n2,4,1\n3,7,3\n");
        String often = folder.file("o.csv", "x,y\n1,3\n1,3\n2,4\n3,7\n3,7\n3,7\n");
        JsonNode weighted = fit("a + b*x", "--data", once, "--response", "y", "--weight", "w");
        JsonNode repeated = fit("a + b*x", "--data", often, "--response", "y");
        assertThat(weighted.get("rss").doubleValue())
                .isCloseTo(repeated.get("rss").doubleValue(), within(1e-12));
    }

    @Test
    void the_number_of_threads_does_not_show() throws IOException {
        String[] arguments = {"a*exp(-b*x) + c", "--data", folder.line(), "--response", "y", "--starts", "20"};
        List<String> digests = new ArrayList<>();
        for (String threads : List.of("1", "2", "3")) {
            List<String> all = new ArrayList<>(Arrays.asList(arguments));
            all.addAll(List.of("--parallelism", threads));
            digests.add(JSON.readTree(run(all.toArray(String[]::new)).out())
                    .get("digest")
                    .asText());
        }
        assertThat(digests).containsOnly(digests.get(0));
    }

    @ParameterizedTest
    @CsvSource({"levenberg-marquardt", "lbfgs", "newton"})
    void methods_agree_on_a_logistic_fit(String method) throws IOException {
        String labels = folder.file("l.csv", "x,z,y\n1,0,-1\n2,1,1\n3,1,-1\n4,0,1\n5,2,1\n0,3,-1\n");
        JsonNode result = fit(
                "linear", "--data", labels, "--response", "y", "--loss", "logistic", "--l2", "1", "--method", method);
        assertThat(result.get("fun").doubleValue()).isCloseTo(2.920322519712, within(1e-11));
        assertThat(result.get("rss").isNull()).isTrue();
    }

    @Test
    void zero_and_one_are_labels_too() throws IOException {
        String signs = folder.file("s.csv", "x,y\n1,-1\n2,1\n3,-1\n4,1\n");
        String bits = folder.file("b.csv", "x,y\n1,0\n2,1\n3,0\n4,1\n");
        assertThat(fit("linear", "--data", signs, "--response", "y", "--loss", "logistic")
                        .get("fun"))
                .isEqualTo(fit("linear", "--data", bits, "--response", "y", "--loss", "logistic")
                        .get("fun"));
    }

    @Test
    void a_magnitude_penalty_holds_parameters_at_zero_exactly() throws IOException {
        System.out.println("FitTest seed " + SEED);
        Random random = new Random(SEED);
        StringBuilder text = new StringBuilder("a,b,c,y\n");
        for (int i = 0; i < 200; i++) {
            double a = random.nextGaussian();
            double b = random.nextGaussian();
            text.append(
                    "%s,%s,%s,%s\n".formatted(a, b, random.nextGaussian(), 2 * a - b + 0.1 * random.nextGaussian()));
        }
        JsonNode result =
                fit("linear", "--data", folder.file("l1.csv", text.toString()), "--response", "y", "--l1", "20");
        JsonNode parameters = result.get("parameters");
        assertThat(parameters.get("c").doubleValue()).isZero();
        assertThat(parameters.get("a").doubleValue()).isBetween(1.9, 2.0);
        assertThat(result.get("standardErrors").get("c").isNull()).isTrue();
        double penalty = Math.abs(parameters.get("a").doubleValue())
                + Math.abs(parameters.get("b").doubleValue());
        assertThat(result.get("fun").doubleValue())
                .isCloseTo(result.get("rss").doubleValue() + 20 * penalty, within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({"--l2, 3, false", "--l1, 3, false", "--l2, 3, true"})
    void a_standardized_penalty_is_that_of_standardized_columns(String penalty, String lambda, boolean partitioned)
            throws IOException {
        System.out.println("FitTest seed " + SEED);
        Random random = new Random(SEED);
        int rows = 300;
        double[][] columns = new double[3][rows];
        for (int i = 0; i < rows; i++) {
            columns[0][i] = 50 + 20 * random.nextGaussian();
            columns[1][i] = 0.01 * random.nextGaussian();
            columns[2][i] = columns[0][i] / 10 - 100 * columns[1][i] + random.nextGaussian();
        }
        double[] deviations = new double[2];
        StringBuilder raw = new StringBuilder("a,b,y\n");
        StringBuilder standardized = new StringBuilder("a,b,y\n");
        for (int j = 0; j < 2; j++) {
            double mean = Arrays.stream(columns[j]).average().orElseThrow();
            deviations[j] = Math.sqrt(Arrays.stream(columns[j])
                    .map(x -> (x - mean) * (x - mean))
                    .average()
                    .orElseThrow());
        }
        for (int i = 0; i < rows; i++) {
            raw.append("%s,%s,%s%n".formatted(columns[0][i], columns[1][i], columns[2][i]));
            standardized.append("%s,%s,%s%n"
                    .formatted(columns[0][i] / deviations[0], columns[1][i] / deviations[1], columns[2][i]));
        }
        List<String> arguments = new ArrayList<>(List.of("linear", "--response", "y", penalty, lambda, "--quiet"));
        arguments.addAll(List.of("--data", folder.file("standardized.csv", standardized.toString())));
        JsonNode there = fit(arguments.toArray(String[]::new));
        arguments.set(arguments.size() - 1, folder.file("raw.csv", raw.toString()));
        arguments.add("--standardize");
        if (partitioned) {
            arguments.addAll(List.of("--partitioned", "--parallelism", "2"));
        }
        JsonNode here = fit(arguments.toArray(String[]::new));
        assertThat(here.get("fun").doubleValue()).isCloseTo(there.get("fun").doubleValue(), within(1e-8));
        for (int j = 0; j < 2; j++) {
            String name = j == 0 ? "a" : "b";
            for (String what : List.of("parameters", "standardErrors")) {
                double other = there.get(what).get(name).doubleValue();
                assertThat(here.get(what).get(name).doubleValue() * deviations[j])
                        .as(what)
                        .isCloseTo(other, within(1e-7 * Math.abs(other)));
            }
        }
    }

    @Test
    void robust_losses_forgive_an_outlier() throws IOException {
        String data = folder.file("out.csv", "x,y\n1,2\n2,4.1\n3,5.9\n4,8\n5,100\n6,12.1\n7,13.9\n");
        for (String loss : List.of("absolute", "huber")) {
            JsonNode result = fit("a + b*x", "--data", data, "--response", "y", "--loss", loss);
            assertThat(result.get("parameters").get("b").doubleValue()).as(loss).isBetween(1.9, 2.6);
        }
    }

    @Test
    void bounds_hold_and_are_said() throws IOException {
        JsonNode result = fit("a + b*x", "--data", folder.line(), "--response", "y", "--bounds", "a=0:10,b=0:1.5");
        assertThat(result.get("parameters").get("b").doubleValue()).isEqualTo(1.5);
        assertThat(result.get("kind").asText()).isEqualTo("boundary-minimum");
        assertThat(result.get("standardErrors").get("b").isNull()).isTrue();
    }

    @Test
    void separable_labels_are_named() throws IOException {
        String data = folder.file("sep.csv", "x,y\n1,-1\n2,-1\n3,1\n4,1\n");
        Invocation run = run("linear", "--data", data, "--response", "y", "--loss", "logistic");
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.out()).contains("separable").contains("--l2");
        assertThat(JSON.readTree(run.out()).get("success").booleanValue()).isFalse();
    }

    @Test
    void parameters_that_the_data_do_not_tell_apart_are_named() throws IOException {
        Invocation run = run("(a + b)*x", "--data", folder.line(), "--response", "y", "--start", "1");
        assertThat(run.out()).contains("singular");
        assertThat(JSON.readTree(run.out()).get("kind").asText()).isEqualTo("degenerate-minimum");
    }

    @Test
    void a_spent_budget_is_named() throws IOException {
        Invocation run = run(
                "a*exp(-b*x)", "--data", folder.line(), "--response", "y", "--start", "1,1", "--max-iterations", "1");
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(JSON.readTree(run.out()).get("status").asText()).isEqualTo("BUDGET_SPENT");
    }

    @Test
    void a_formula_that_no_parameter_moves_is_a_plateau() throws IOException {
        Invocation run = run("0*a + x", "--data", folder.line(), "--response", "y", "--start", "1");
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(JSON.readTree(run.out()).get("status").asText()).isEqualTo("PLATEAU");
    }

    @Test
    void a_model_that_is_not_finite_anywhere_is_named() throws IOException {
        Invocation run = run("log(-exp(a))*x", "--data", folder.line(), "--response", "y", "--starts", "5");
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(JSON.readTree(run.out()).get("status").asText()).isEqualTo("NOTHING_FINITE");
    }

    @Test
    void what_is_saved_predicts_what_was_fitted() throws IOException {
        Path model = folder.resolve("model.json");
        for (String text : List.of("k*a + b*x", "linear")) {
            fit(text, "--data", folder.line(), "--response", "y", "--let", "k=2", "--model-output", model.toString());
            Invocation run = Invocation.of("predict", model.toString(), "--data", folder.line());
            assertThat(run.exitCode()).as(run.err()).isZero();
            List<String> lines = run.out().lines().toList();
            assertThat(lines.get(0)).isEqualTo("prediction");
            assertThat(Double.parseDouble(lines.get(1))).isCloseTo(3.04, within(1e-12));
            assertThat(lines).hasSize(6);
        }
    }

    @Test
    void a_logistic_model_predicts_probabilities() throws IOException {
        Path model = folder.resolve("model.json");
        String data = folder.file("l.libsvm", "+1 1:1\n-1 1:2\n+1 1:2 3:1\n-1 1:3\n");
        fit("linear", "--data", data, "--loss", "logistic", "--l2", "1", "--model-output", model.toString());
        Invocation run = Invocation.of("predict", model.toString(), "--data", data);
        String[] cells = run.out().lines().toList().get(1).split(",");
        assertThat(Double.parseDouble(cells[1]))
                .isCloseTo(1 / (1 + Math.exp(-Double.parseDouble(cells[0]))), within(1e-15));
    }

    @Test
    void of_very_many_features_no_matrix_of_their_square_is_made() throws IOException {
        String data = folder.file("wide.libsvm", "+1 1:1 90000:1\n-1 7:2\n+1 1:2 89999:1\n-1 90000:3\n");
        JsonNode result = fit("linear", "--data", data, "--loss", "logistic", "--l2", "1");
        assertThat(result.get("status").asText()).isEqualTo("CONVERGED");
        assertThat(result.get("x")).hasSize(90_001);
    }

    @Test
    void what_is_no_model_is_refused() throws IOException {
        Invocation run = Invocation.of("predict", folder.file("x.json", "{\"a\": 1}"), "--data", folder.line());
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("no model").contains("--model-output");
    }

    @Test
    void gzip_and_standard_input_are_read_as_files_are() throws IOException {
        String text = Files.readString(Path.of(folder.line()));
        Path packed = folder.resolve("line.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        JsonNode plain = fit("a + b*x", "--data", folder.line(), "--response", "y");
        assertThat(fit("a + b*x", "--data", packed.toString(), "--response", "y")
                        .get("digest"))
                .isEqualTo(plain.get("digest"));
        Invocation piped =
                Invocation.with(Map.of(), text, "fit", "a + b*x", "--data", "-", "--response", "y", "--output", "json");
        assertThat(JSON.readTree(piped.out()).get("digest")).isEqualTo(plain.get("digest"));
    }

    @Test
    void tables_apart_by_tabs_are_read() throws IOException {
        String data = folder.file("t.tsv", "x\ty\n1\t2\n2\t4\n");
        assertThat(fit("b*x", "--data", data, "--response", "y")
                        .get("parameters")
                        .get("b")
                        .doubleValue())
                .isEqualTo(2);
    }

    @Test
    void people_read_a_table_of_eighty_columns() throws IOException {
        Invocation run = Invocation.of("fit", "a + b*x", "--data", folder.line(), "--response", "y");
        assertThat(run.out()).contains("estimate", "std. error", "residual standard deviation", "R²");
        assertThat(run.out().lines()).allMatch(line -> line.length() <= 80);
    }

    @Test
    void a_fit_on_flink_has_the_same_bits_at_any_parallelism() throws IOException {
        System.out.println("FitTest seed " + SEED);
        Random random = new Random(SEED);
        StringBuilder text = new StringBuilder("x,y\n");
        for (int i = 0; i < 10_000; i++) {
            double x = random.nextDouble();
            text.append(x)
                    .append(',')
                    .append(2 * Math.exp(-3 * x) + 0.01 * random.nextGaussian())
                    .append('\n');
        }
        String data = folder.file("decay.csv", text.toString());
        String[] arguments = {"a*exp(-b*x)", "--data", data, "--response", "y", "--start", "1,1", "--partitioned"};
        List<JsonNode> results = new ArrayList<>();
        for (String slots : List.of("1", "2")) {
            List<String> all = new ArrayList<>(Arrays.asList(arguments));
            all.addAll(List.of("--parallelism", slots, "--quiet"));
            results.add(fit(all.toArray(String[]::new)));
        }
        assertThat(results.get(1).get("digest")).isEqualTo(results.get(0).get("digest"));
        JsonNode here = fit("a*exp(-b*x)", "--data", data, "--response", "y", "--start", "1,1");
        assertThat(results.get(0).get("fun").doubleValue())
                .isCloseTo(here.get("fun").doubleValue(), within(1e-12));
        assertThat(here.get("parameters").get("b").doubleValue()).isBetween(2.99, 3.01);
    }
}
