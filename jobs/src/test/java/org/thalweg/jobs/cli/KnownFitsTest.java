package org.thalweg.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.thalweg.jobs.cli.FitFolder.fit;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Fits whose answer is known beforehand, through the command line. */
final class KnownFitsTest {
    private FitFolder folder;

    @BeforeEach
    void open(@TempDir Path path) {
        folder = new FitFolder(path);
    }

    @Test
    void a_line_is_fitted_as_the_textbook_says() throws IOException {
        JsonNode result = fit("a + b*x", "--data", folder.line(), "--response", "y");
        assertThat(result.get("parameters").get("a").doubleValue()).isCloseTo(1.05, within(1e-12));
        assertThat(result.get("parameters").get("b").doubleValue()).isCloseTo(1.99, within(1e-12));
        assertThat(result.get("rss").doubleValue()).isCloseTo(0.107, within(1e-12));
        assertThat(result.get("standardErrors").get("b").doubleValue())
                .isCloseTo(Math.sqrt(0.107 / 3 / 10), within(1e-12));
        assertThat(result.get("residualStandardDeviation").doubleValue())
                .isCloseTo(Math.sqrt(0.107 / 3), within(1e-12));
        assertThat(result.get("fun").doubleValue()).isEqualTo(result.get("rss").doubleValue());
    }

    @Test
    void a_poisson_fit_of_a_constant_is_the_logarithm_of_the_mean() throws IOException {
        String counts = folder.file("c.csv", "x,y\n1,2\n2,0\n3,5\n4,1\n");
        JsonNode result = fit("a + 0*x", "--data", counts, "--response", "y", "--loss", "poisson");
        assertThat(result.get("parameters").get("a").doubleValue()).isCloseTo(Math.log(2), within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({
        "5218.033524857109, levenberg-marquardt, false",
        "5218.033524857109, lbfgs, false",
        "5218.947842512677, levenberg-marquardt, true",
        "5218.947842512677, lbfgs, true"
    })
    void the_adult_data_have_their_known_optimum(double optimum, String method, boolean noIntercept)
            throws IOException {
        Path data = folder.resolve("adult.libsvm.gz");
        try (InputStream in = KnownFitsTest.class.getResourceAsStream("/org/thalweg/jobs/data/adult.libsvm.gz")) {
            Files.copy(Objects.requireNonNull(in), data);
        }
        List<String> arguments = new ArrayList<>(
                List.of("linear", "--data", data.toString(), "--loss", "logistic", "--l2", "1", "--method", method));
        if (noIntercept) {
            arguments.add("--no-intercept");
        }
        JsonNode result = fit(arguments.toArray(String[]::new));
        assertThat(result.get("fun").doubleValue()).isCloseTo(optimum, within(1e-10 * optimum));
        assertThat(result.get("observations").intValue()).isEqualTo(16_281);
        assertThat(result.get("parameters").size()).isEqualTo(noIntercept ? 122 : 123);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tanh", "gelu"})
    void a_perceptron_learns_exclusive_or(String activation) throws IOException {
        Path model = folder.resolve("xor.json");
        String data = folder.file("xor.csv", "x,y,label\n0,0,-1\n0,1,1\n1,0,1\n1,1,-1\n");
        fit(
                "mlp",
                "--layers",
                "3",
                "--activation",
                activation,
                "--data",
                data,
                "--response",
                "label",
                "--loss",
                "logistic",
                "--l2",
                "0.001",
                "--starts",
                "4",
                "--model-output",
                model.toString());
        Invocation run = Invocation.of("predict", model.toString(), "--data", data);
        List<Double> probabilities = run.out()
                .lines()
                .skip(1)
                .map(line -> Double.parseDouble(line.split(",")[1]))
                .toList();
        assertThat(probabilities.get(0)).isLessThan(0.1);
        assertThat(probabilities.get(1)).isGreaterThan(0.9);
        assertThat(probabilities.get(2)).isGreaterThan(0.9);
        assertThat(probabilities.get(3)).isLessThan(0.1);
    }
}
