package org.thalweg.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad input and hard objectives: each ends with a sentence and the right exit code, and in finite time. */
final class FaultTableTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void row_17_a_hundred_thousand_parentheses_are_too_deep() {
        String text = "(".repeat(100_000) + "x" + ")".repeat(100_000);
        Invocation run = Invocation.of("minimize", text);
        assertRefused(run, "levels", "^");
    }

    @Test
    void row_18_a_megabyte_of_text_works_or_is_refused_within_a_second_or_so(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("long.txt");
        Files.writeString(file, "x^2" + " + x^2".repeat(200_000));
        long began = System.nanoTime();
        Invocation run = Invocation.of("minimize", "@" + file, "--start", "1", "--output", "json");
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofMinutes(1));
        assertThat(run.exitCode()).isIn(0, 2);
        assertThat(run.err()).doesNotContain("Exception");
        if (run.exitCode() == 0) {
            assertThat(json(run).get("x").get(0).doubleValue()).isBetween(-1e-8, 1e-8);
        } else {
            assertThat(run.err()).contains("at most");
        }
    }

    @Test
    void row_18_a_sum_of_a_million_terms_works() throws IOException {
        Invocation run =
                Invocation.of("minimize", "sum(i, 1, 1000000, (x - i/1000000)^2)", "--start", "3", "--output", "json");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(json(run).get("x").get(0).doubleValue()).isBetween(0.5000004, 0.5000006);
    }

    @Test
    void row_18_a_sum_without_end_is_refused() {
        assertRefused(Invocation.of("minimize", "sum(i, 1, 1e18, x*i)"), "sum");
        assertRefused(Invocation.of("minimize", "sum(i,1,10^6,sum(j,1,10^6,(x-i*j)^2))"), "sum");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x^(10^9) + x^2", "x^2 + 0*9^9^9^9", "(x/9^9^9^9)^2 + x^2"})
    void row_19_towers_of_powers_end_in_finite_time(String text) {
        Invocation run = Invocation.of("minimize", text, "--bounds", "-0.5:0.5", "--starts", "10");
        assertThat(run.exitCode()).isIn(0, 2, 3);
        assertThat(run.err()).doesNotContain("Exception").doesNotContain("internal");
    }

    @Test
    void row_19_a_number_that_no_double_holds_is_named() {
        assertRefused(Invocation.of("minimize", "x^2 + 1e999"), "1e999", "^");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "${jndi:ldap://127.0.0.1/a}",
                "java.lang.Runtime.getRuntime()",
                "x + \u0007",
                "x + \u202Ey",
                "x + \u200By",
                "x; DROP TABLE x",
                "\"x\"",
            })
    void row_20_what_is_no_formula_is_never_evaluated(String text) {
        Invocation run = Invocation.of("minimize", text);
        assertRefused(run);
        assertThat(run.err()).doesNotContain("\u0007").doesNotContain("\u202E");
    }

    @Test
    void row_21_starts_outside_the_domain_are_counted_and_the_others_go_on() throws IOException {
        Invocation run = Invocation.of(
                "minimize", "x - log(x)", "--start-region", "-10:10", "--starts", "200", "--output", "json");
        assertThat(run.exitCode()).as(run.err()).isZero();
        JsonNode result = json(run);
        assertThat(result.get("x").get(0).doubleValue()).isBetween(1 - 1e-7, 1 + 1e-7);
        JsonNode starts = result.get("starts");
        assertThat(starts.get("nonFinite").longValue()).isEqualTo(100);
        assertThat(starts.get("total").longValue()).isEqualTo(200);
    }

    @Test
    void row_22_where_every_start_is_not_finite_nothing_was_found() throws IOException {
        Invocation run = Invocation.of("minimize", "sqrt(-1 - x^2)", "--starts", "50", "--output", "json");
        assertThat(run.exitCode()).isEqualTo(3);
        JsonNode result = json(run);
        assertThat(result.get("status").asText()).isEqualTo("NOTHING_FINITE");
        assertThat(result.get("success").booleanValue()).isFalse();
        assertThat(result.get("starts").get("nonFinite").longValue()).isEqualTo(50);
        assertThat(result.get("minima")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x^3", "-x^2", "x + y", "log(x^2)", "-exp(x)", "x*y"})
    void row_23_an_objective_without_a_lower_bound_has_no_minimum(String text) throws IOException {
        Invocation run = Invocation.of("minimize", text, "--starts", "50", "--output", "json");
        assertThat(run.exitCode()).as(run.out()).isEqualTo(3);
        JsonNode result = json(run);
        assertThat(result.get("status").asText()).isEqualTo("UNBOUNDED");
        assertThat(result.get("success").booleanValue()).isFalse();
        assertThat(result.get("minima")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"3 + 0*x", "floor(x/1000)*0 + 1", "if(x > 1e6, x, 5)"})
    void row_24_a_constant_is_a_plateau(String text) throws IOException {
        Invocation run = Invocation.of("minimize", text, "--starts", "50", "--output", "json");
        assertThat(run.exitCode()).as(run.out()).isEqualTo(3);
        JsonNode result = json(run);
        assertThat(result.get("status").asText()).isEqualTo("PLATEAU");
        assertThat(result.get("kind").asText()).isEqualTo("plateau");
        assertThat(result.get("minima")).isEmpty();
        assertThat(result.get("starts").get("converged").longValue()).isEqualTo(50);
        assertThat(result.get("message").asText()).contains("constant");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "abs(x - 1) | 1",
                "abs(x) + abs(x - 2) + abs(x + 3) | 0",
                "max(x^2, 2 - x) | 1",
                "abs(x+2)^1.5 | -2"
            })
    void row_25_kinks_are_found_and_named(String text, double x) throws IOException {
        Invocation run = Invocation.of("minimize", text, "--starts", "50", "--output", "json");
        assertThat(run.exitCode()).as(run.out()).isZero();
        assertThat(json(run).get("x").get(0).doubleValue()).isBetween(x - 1e-6, x + 1e-6);
    }

    @Test
    void row_25_steps_are_reported_as_such() throws IOException {
        Invocation run = Invocation.of("minimize", "floor(abs(x))", "--starts", "50", "--output", "json");
        JsonNode result = json(run);
        assertThat(run.err()).doesNotContain("Exception");
        assertThat(result.get("message").asText()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"lbfgs", "gradient-descent", "adam", "momentum"})
    void row_26_an_inflection_is_escaped_and_never_a_minimum(String method) throws IOException {
        Invocation run = Invocation.of(
                "minimize",
                "log(x^4 + x^3 + 2)",
                "--bounds",
                "-10:10",
                "--starts",
                "100",
                "--method",
                method,
                "--output",
                "json");
        JsonNode result = json(run);
        for (JsonNode minimum : result.get("minima")) {
            assertThat(minimum.get("x").get(0).doubleValue()).isBetween(-0.75 - 1e-7, -0.75 + 1e-7);
        }
        for (JsonNode point : result.get("stationary")) {
            assertThat(point.get("kind").asText()).isEqualTo("inflection");
        }
    }

    @Test
    void row_26_a_saddle_is_escaped() throws IOException {
        Invocation run = Invocation.of("minimize", "(x^2 - 1)^2 + y^2", "--start", "0,0", "--output", "json");
        assertThat(run.exitCode()).as(run.err()).isZero();
        JsonNode result = json(run);
        assertThat(Math.abs(result.get("x").get(0).doubleValue())).isBetween(1 - 1e-8, 1 + 1e-8);
        assertThat(result.get("stationary").get(0).get("kind").asText()).isEqualTo("saddle");
        assertThat(result.get("starts").get("escaped").longValue()).isEqualTo(1);
    }

    @Test
    void row_27_a_minimum_on_a_bound_says_so() throws IOException {
        Invocation run = Invocation.of(
                "minimize", "x^2 + y^2", "--bounds", "x=1:2,y=-1:1", "--starts", "20", "--output", "json");
        assertThat(run.exitCode()).as(run.err()).isZero();
        JsonNode minimum = json(run).get("minima").get(0);
        assertThat(minimum.get("kind").asText()).isEqualTo("boundary-minimum");
        assertThat(minimum.get("active").get(0).asText()).isEqualTo("x");
        assertThat(minimum.get("x").get(0).doubleValue()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x=2:1   | the bounds of x (2:1) must ascend",
                "x=nan:1 | 'nan' is not a number",
                "x=1     | must have the form LOW:HIGH",
                "z=0:1   | z",
            })
    void row_28_bounds_that_make_no_sense_name_the_variable(String bounds, String message) {
        assertRefused(Invocation.of("minimize", "x^2 + y^2", "--bounds", bounds), message);
    }

    @Test
    void row_28_equal_bounds_fix_a_variable_and_one_sided_bounds_are_fine() throws IOException {
        Invocation run = Invocation.of(
                "minimize", "(x - y)^2 + y^2", "--bounds", "x=3:3,y=0:inf", "--start", "x=3,y=8", "--output", "json");
        assertThat(run.exitCode()).as(run.err()).isZero();
        JsonNode result = json(run);
        assertThat(result.get("x").get(0).doubleValue()).isEqualTo(3);
        assertThat(result.get("x").get(1).doubleValue()).isBetween(1.5 - 1e-8, 1.5 + 1e-8);
        assertThat(result.get("message").asText()).contains("x is fixed at 3");
    }

    @Test
    void row_28_starts_cannot_be_drawn_from_an_infinite_region() {
        assertRefused(Invocation.of("minimize", "x^2", "--start-region", "-inf:1"), "--start-region", "finite");
    }

    private static JsonNode json(Invocation run) throws IOException {
        return JSON.readTree(run.out());
    }

    private static void assertRefused(Invocation run, String... parts) {
        assertThat(run.exitCode()).as(run.err() + run.out()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("thalweg: ").doesNotContain("Exception");
        for (String part : parts) {
            assertThat(run.err()).contains(part);
        }
        assertThat(run.err().lines()).hasSizeLessThan(12);
    }
}
