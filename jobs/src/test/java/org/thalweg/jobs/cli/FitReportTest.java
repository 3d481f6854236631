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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a fit says of itself. */
final class FitReportTest {
    /** Speeds and stopping distances of cars in the 1920s (Ezekiel, <i>Methods of Correlation Analysis</i>, 1930). */
    private static final String CARS = """
            speed,dist
            4,2\n4,10\n7,4\n7,22\n8,16\n9,10\n10,18\n10,26\n10,34\n11,17\n11,28\n12,14\n12,20\n12,24\n12,28\n13,26\n13,34
            13,34\n13,46\n14,26\n14,36\n14,60\n14,80\n15,20\n15,26\n15,54\n16,32\n16,40\n17,32\n17,40\n17,50\n18,42\n18,56
            18,76\n18,84\n19,36\n19,46\n19,68\n20,32\n20,48\n20,52\n20,56\n20,64\n22,66\n23,54\n24,70\n24,92\n24,93\n24,120
            25,85
            """;

    @TempDir
    private Path folder;

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private static Invocation fit(String... arguments) {
        List<String> all = new ArrayList<>(List.of("fit"));
        all.addAll(List.of(arguments));
        return Invocation.of(all.toArray(String[]::new));
    }

    private static JsonNode result(Invocation run) throws IOException {
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(SchemaLocation.of("classpath:org/thalweg/schema/result-1.json"));
        assertThat(schema.validate(run.out(), InputFormat.JSON)).as(run.out()).isEmpty();
        return new ObjectMapper().readTree(run.out());
    }

    /** The figures are those of R's {@code summary} and {@code confint} of {@code lm(dist ~ speed, cars)}. */
    @Test
    void chances_and_intervals_are_those_of_the_textbook() throws IOException {
        String data = file("cars.csv", CARS);
        JsonNode found = result(fit("linear", "--data", data, "--response", "dist", "--output", "json"));

        assertThat(found.at("/pValues/speed").doubleValue()).isCloseTo(1.49e-12, within(0.005e-12));
        assertThat(found.at("/pValues/intercept").doubleValue()).isCloseTo(0.0123, within(5e-5));
        assertThat(found.at("/confidenceLow/intercept").doubleValue()).isCloseTo(-31.167850, within(1e-6));
        assertThat(found.at("/confidenceHigh/intercept").doubleValue()).isCloseTo(-3.990340, within(1e-6));
        assertThat(found.at("/confidenceLow/speed").doubleValue()).isCloseTo(3.096964, within(1e-6));
        assertThat(found.at("/confidenceHigh/speed").doubleValue()).isCloseTo(4.767853, within(1e-6));

        assertThat(fit("linear", "--data", data, "--response", "dist").out())
                .contains("t value", "Pr(>|t|)", "95% from", "1.49e-12", "9.464", "loss by iteration");
    }

    @Test
    void where_some_labels_are_told_apart_without_error_the_columns_that_do_it_are_named() throws IOException {
        String data = file(
                "quasi.csv",
                "x,z,y\n1,0.3,1\n2,-0.5,1\n1,1.1,1\n-1,0.2,-1\n-2,0.9,-1\n-1,-1.2,-1\n0,0.1,1\n0,0.4,-1\n0,-0.7,1\n0,-0.3,-1\n");

        Invocation run = fit("linear", "--data", data, "--response", "y", "--loss", "logistic");

        assertThat(run.exitCode()).as(run.out()).isEqualTo(ExitCode.NOTHING_CONVERGED.code());
        assertThat(run.out().replaceAll("\\s+", " "))
                .contains("quasi-separation", "larger parameters of x fit better without end", "--l2 1");
        assertThat(fit("linear", "--data", data, "--response", "y", "--loss", "logistic", "--l2", "1")
                        .exitCode())
                .isZero();
    }

    /** Two spirals, one the other turned by half a circle (after Lang and Witbrock, <i>Learning to tell two spirals apart</i>, 1988). */
    private String spirals() throws IOException {
        StringBuilder text = new StringBuilder("x,y,label\n");
        for (int i = 0; i < 25; i++) {
            double angle = i * Math.PI / 8;
            double radius = 6.5 * (28 - i) / 28;
            String row = "%s%.5f,%s%.5f,%d%n";
            double x = radius * Math.sin(angle);
            double y = radius * Math.cos(angle);
            text.append(String.format(Locale.ROOT, row, "", x, "", y, 1));
            text.append(String.format(Locale.ROOT, row, "", -x, "", -y, -1));
        }
        return file("spirals.csv", text.toString());
    }

    @Test
    void a_perceptron_tells_two_spirals_apart_and_its_loss_is_seen_to_fall() throws IOException {
        String data = spirals();
        Path model = folder.resolve("spirals.json");
        Invocation run = fit(
                "mlp",
                "--layers",
                "10,8",
                "--data",
                data,
                "--response",
                "label",
                "--l2",
                "0.01",
                "--gradient-tolerance",
                "0.001",
                "--starts",
                "2",
                "--model-output",
                model.toString(),
                "--output",
                "json");
        JsonNode found = result(run);

        JsonNode curve = found.get("curve");
        assertThat(curve.get(0).get("iteration").intValue()).isZero();
        assertThat(curve.get(0).get("value").doubleValue()).isGreaterThan(20);
        assertThat(curve.get(curve.size() - 1).get("value").doubleValue()).isLessThan(5);
        List<String> predictions = Invocation.of("predict", model.toString(), "--data", data)
                .out()
                .lines()
                .skip(1)
                .toList();
        for (int row = 0; row < predictions.size(); row++) {
            double z = Double.parseDouble(predictions.get(row).split(",")[0]);
            assertThat(z * (row % 2 == 0 ? 1 : -1)).as("row %d", row + 1).isPositive();
        }
    }

    @Test
    void classes_are_told_apart_by_linear_odds() throws IOException {
        StringBuilder text = new StringBuilder("x,y,kind\n");
        StringBuilder apart = new StringBuilder("x,y,kind\n");
        for (int i = 0; i < 90; i++) {
            int kind = i % 3;
            double angle = 2 * Math.PI * kind / 3;
            for (double radius : new double[] {0.5, 3}) {
                (radius < 1 ? text : apart)
                        .append(String.format(
                                Locale.ROOT,
                                "%.4f,%.4f,%d%n",
                                radius * Math.cos(angle) + Math.sin(i * 1.7),
                                radius * Math.sin(angle) + Math.cos(i * 2.3),
                                10 * kind));
            }
        }
        String data = file("kinds.csv", text.toString());
        Path model = folder.resolve("kinds.json");
        JsonNode found = result(fit(
                "linear",
                "--data",
                data,
                "--response",
                "kind",
                "--loss",
                "cross-entropy",
                "--model-output",
                model.toString(),
                "--output",
                "json"));

        assertThat(found.get("success").booleanValue()).isTrue();
        assertThat(found.get("fun").doubleValue()).isBetween(20.0, 90 * Math.log(3));
        assertThat(found.get("standardErrors").fieldNames())
                .toIterable()
                .containsExactly("10:intercept", "10:x", "10:y", "20:intercept", "20:x", "20:y");
        List<String> rows = Invocation.of("predict", model.toString(), "--data", data)
                .out()
                .lines()
                .toList();
        assertThat(rows.get(0)).isEqualTo("prediction,p_0,p_10,p_20");
        int right = 0;
        for (int i = 0; i < 90; i++) {
            String[] cells = rows.get(1 + i).split(",");
            double all = Double.parseDouble(cells[1]) + Double.parseDouble(cells[2]) + Double.parseDouble(cells[3]);
            assertThat(all).isCloseTo(1, within(1e-12));
            right += cells[0].equals(Integer.toString(10 * (i % 3))) ? 1 : 0;
        }
        assertThat(right).isGreaterThan(45);

        Invocation separable = fit(
                "linear",
                "--data",
                file("apart.csv", apart.toString()),
                "--response",
                "kind",
                "--loss",
                "cross-entropy");
        assertThat(separable.exitCode()).as(separable.out()).isEqualTo(ExitCode.NOTHING_CONVERGED.code());
        assertThat(separable.out().replaceAll("\\s+", " ")).contains("The labels are separable");
    }
}
