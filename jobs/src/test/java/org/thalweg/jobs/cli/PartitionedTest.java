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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PartitionedTest {
    private static final String ROSENBROCK = "sum(i, 1, n-1, 100*(x[i+1]-x[i]^2)^2 + (1-x[i])^2)";

    private static Invocation minimize(String text, String... more) {
        List<String> arguments = new ArrayList<>(List.of("minimize", text, "--partitioned", "--dimension", "40"));
        arguments.addAll(List.of(more));
        return Invocation.of(arguments.toArray(String[]::new));
    }

    @Test
    void rosenbrock_from_the_usual_start_has_the_same_digest_at_any_parallelism() throws IOException {
        List<String> digests = new ArrayList<>();
        for (String parallelism : List.of("1", "3")) {
            Invocation run =
                    minimize(ROSENBROCK, "--start-pattern", "-1.2,1", "--parallelism", parallelism, "--output", "json");

            assertThat(run.exitCode()).as(run.err()).isZero();
            JsonNode result = new ObjectMapper().readTree(run.out());
            assertThat(result.get("status").textValue()).isEqualTo("CONVERGED");
            assertThat(result.get("x"))
                    .hasSize(40)
                    .allSatisfy(x -> assertThat(x.doubleValue()).isBetween(1 - 1e-6, 1 + 1e-6));
            assertThat(result.get("jac"))
                    .allSatisfy(slope -> assertThat(slope.doubleValue()).isBetween(-1e-8, 1e-8));
            Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(SchemaLocation.of("classpath:org/thalweg/schema/result-1.json"));
            assertThat(schema.validate(run.out(), InputFormat.JSON))
                    .as(run.out())
                    .isEmpty();
            digests.add(result.get("digest").textValue());
        }
        assertThat(digests.get(0)).isEqualTo(digests.get(1));
    }

    @Test
    void the_highest_point_is_found_too() {
        Invocation run = minimize("7 - sum(i, 1, n, i*(x[i]-i)^2)", "--maximize", "--start", "0");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("highest found  f = 7").contains("none negative");
    }

    @Test
    void newton_is_the_method_where_terms_read_neighbours_and_another_where_it_is_named() throws IOException {
        for (String[] more : new String[][] {{}, {"--method", "lbfgs"}}) {
            List<String> options = new ArrayList<>(List.of(more));
            options.addAll(List.of("--start-pattern", "-1.2,1", "--output", "json"));
            Invocation run = minimize(ROSENBROCK, options.toArray(String[]::new));

            assertThat(run.exitCode()).as(run.err()).isZero();
            JsonNode result = new ObjectMapper().readTree(run.out());
            assertThat(result.get("method").textValue()).isEqualTo(more.length == 0 ? "newton" : "lbfgs");
            assertThat(result.get("fun").doubleValue()).isLessThan(1e-12);
        }
    }

    @Test
    void first_order_methods_stay_within_bounds() throws IOException {
        Invocation run = minimize(
                "sum(i, 1, n, (x[i]-2)^2)",
                "--bounds",
                "-1:1",
                "--start",
                "0",
                "--method",
                "gradient-descent",
                "--step",
                "0.1",
                "--output",
                "json");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(new ObjectMapper().readTree(run.out()).get("x"))
                .allSatisfy(x -> assertThat(x.doubleValue()).isEqualTo(1));
    }

    @Test
    void newtons_steps_stay_within_bounds_and_say_what_lies_on_them() throws IOException {
        List<String> digests = new ArrayList<>();
        for (String parallelism : List.of("1", "2")) {
            Invocation run = minimize(
                    "sum(i, 1, n-1, (x[i+1]-x[i])^2) + sum(i, 1, n, 32*x[i])/n^2",
                    "--bounds",
                    "x=0:inf,x[1]=1:1,x[40]=1:1",
                    "--start",
                    "1",
                    "--parallelism",
                    parallelism,
                    "--output",
                    "json");

            assertThat(run.exitCode()).as(run.err()).isZero();
            JsonNode result = new ObjectMapper().readTree(run.out());
            assertThat(result.get("method").textValue()).isEqualTo("newton");
            assertThat(result.get("kind").textValue()).isEqualTo("boundary-minimum");
            assertThat(result.get("minima").get(0).get("active")).hasSizeBetween(8, 20);
            assertThat(result.get("x"))
                    .allSatisfy(x -> assertThat(x.doubleValue()).isBetween(0.0, 1.0));
            digests.add(result.get("digest").textValue());
        }
        assertThat(digests.get(0)).isEqualTo(digests.get(1));
    }

    @Test
    void a_descent_that_takes_too_long_ends_at_its_limit_and_says_where_it_is() throws IOException {
        Invocation run = minimize(
                "7 - sum(i, 1, n, (x[i]-2)^2)",
                "--maximize",
                "--start",
                "0",
                "--method",
                "gradient-descent",
                "--step",
                "1e-9",
                "--max-iterations",
                "1000000000",
                "--time-limit",
                "1s",
                "--output",
                "json");

        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.TIME_LIMIT.code());
        JsonNode result = new ObjectMapper().readTree(run.out());
        assertThat(result.get("message").textValue()).contains("time limit");
        assertThat(result.get("kind").textValue()).isEqualTo("not-stationary");
        double value = 7;
        for (int i = 0; i < result.get("x").size(); i++) {
            double beyond = result.get("x").get(i).doubleValue() - 2;
            assertThat(beyond).isBetween(-2.0, -1.0);
            assertThat(result.get("jac").get(i).doubleValue()).isEqualTo(-2 * beyond);
            value -= beyond * beyond;
        }
        assertThat(result.get("x")).hasSize(40);
        assertThat(result.get("fun").doubleValue()).isCloseTo(value, within(1e-12 * Math.abs(value)));
    }

    @Test
    void a_saddle_is_not_taken_for_a_minimum() {
        Invocation run = minimize("sum(i, 1, n, (x[i]^2 - 1)^2)", "--start", "0");

        assertThat(run.exitCode()).isEqualTo(ExitCode.NOTHING_CONVERGED.code());
        assertThat(run.out()).contains("That is a saddle");
    }

    @Test
    void a_descent_that_runs_out_of_iterations_says_so() {
        Invocation run = minimize(ROSENBROCK, "--start-pattern", "-1.2,1", "--max-iterations", "5");

        assertThat(run.exitCode()).isEqualTo(ExitCode.NOTHING_CONVERGED.code());
        assertThat(run.out()).contains("iterations spent");
    }

    @Test
    void a_report_shows_how_it_came_to_its_end_and_metrics_are_served(@TempDir Path directory) throws IOException {
        Path report = directory.resolve("report.html");
        Invocation run = minimize(
                "7 - " + ROSENBROCK,
                "--maximize",
                "--start-pattern",
                "-1.2,1",
                "--method",
                "lbfgs",
                "--metrics-port",
                "0",
                "--report",
                report.toString(),
                "--output",
                "json");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err()).contains("metrics at http://127.0.0.1:");
        Matcher data = Pattern.compile("(?s)id=\"data\">(.*?)</script>").matcher(Files.readString(report));
        assertThat(data.find()).isTrue();
        JsonNode inside = new ObjectMapper().readTree(data.group(1));
        assertThat(inside.get("state")).isEqualTo(new ObjectMapper().readTree(run.out()));
        JsonNode asked = inside.at("/events/0/1");
        assertThat(asked.get("kind").textValue()).isEqualTo("descent");
        assertThat(asked.get("dimension").intValue()).isEqualTo(40);
        JsonNode rows = inside.at("/events/1/1/rows");
        assertThat(rows.get(rows.size() - 1).get(3).doubleValue())
                .as("the highest value")
                .isBetween(7 - 1e-9, 7.0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x[1]^2 + x[2]^2              | --start 1                     | not a sum of many terms",
                "sum(i, 1, n, x[i]^2)         | --bounds -1:1 --method lbfgs  | takes no bounds. Newton",
                "sum(i, 1, n, x[i]^2)         | --metrics-port 0-1            | --metrics-port",
                "sum(i, 1, n, x[i]^2)         | --detach                      | --detach needs --cluster",
                "sum(i, 1, n, x[i]^2)         | --from /tmp/none              | --from needs --cluster",
                "sum(i, 1, n, x[i]*x[n+1-i])  | --method newton               | needs terms that read few neighbouring variables",
                "sum(i, 1, n, x[i]^2)         | --method nelder-mead          | needs all parameters in one place",
                "sum(i, 1, n, x[i]^2)         | --method adam                 | Give it a --step",
                "sum(i, 1, n, x[i]^2)         | --start 1 --start 2           | give one start, not several",
                "sum(i, 1, n, x[i]^2)         | --starts 5                    | give one start, not several",
                "sum(i, 1, n, x[i]^2)         | --start-pattern 1,a           | --start-pattern",
            })
    void what_cannot_be_is_refused_with_a_reason(String text, String options, String reason) {
        Invocation run = minimize(text, options.split(" "));

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE.code());
        assertThat(run.err()).contains(reason).doesNotContain("\tat ");
    }

    @Test
    void a_pattern_needs_the_option_that_it_goes_with() {
        Invocation run = Invocation.of("minimize", "x^2", "--start-pattern", "1");

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE.code());
        assertThat(run.err()).contains("--start-pattern goes with --partitioned");
    }
}
