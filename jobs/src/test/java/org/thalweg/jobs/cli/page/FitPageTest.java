package org.thalweg.jobs.cli.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.thalweg.core.expression.Formula;
import org.thalweg.core.fit.statistics.FitSummary;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.objective.FormulaObjective;
import org.thalweg.core.run.Problem;
import org.thalweg.core.run.SearchDriver;
import org.thalweg.core.run.SearchResult;
import org.thalweg.core.run.SearchSpecification;
import org.thalweg.jobs.cli.output.FitJsonWriter;
import org.thalweg.jobs.cli.output.FitReport;
import org.thalweg.jobs.cli.output.RunReport;
import org.thalweg.jobs.fit.FitGlimpse;
import org.thalweg.jobs.search.Search;
import org.thalweg.monitoring.history.Mark;
import org.thalweg.monitoring.page.PageEvent;

class FitPageTest {
    private static final Map<String, String> VERSIONS = Map.of("thalweg", "test");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<PageEvent> told = new CopyOnWriteArrayList<>();
    private final SearchSpecification specification = specification();
    private final FitPage page = new FitPage(
            specification,
            new FitPage.Subject(14, "squared"),
            new RunFacts("local, 2 threads", "test", false),
            VERSIONS,
            told::add);

    @AfterEach
    void close() {
        page.close();
    }

    private static SearchSpecification specification() {
        SearchSpecification sum = Search.minimize(
                        new FormulaObjective(Formula.parse("(a - 1)^2 + (b - 2)^2")), Bounds.cube(2, -5, 5))
                .starts(1)
                .specification();
        Problem problem = new Problem(
                "y ~ a + b*x",
                List.of("a", "b"),
                sum.problem().objective(),
                sum.problem().bounds(),
                false);
        return new SearchSpecification(problem, sum.starts(), sum.descents(), sum.distinctness(), sum.stop());
    }

    private static FitGlimpse glimpse(double seconds, long rounds, double loss, double... theta) {
        FitGlimpse none = FitGlimpse.none(2);
        return new FitGlimpse(
                seconds, rounds, 0, loss, 0.5, theta, none.history().plus(new Mark(seconds, Mark.Kind.RESTART)), false);
    }

    private JsonNode state() throws IOException {
        String text = new String(page.state(), StandardCharsets.UTF_8);
        assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(SchemaLocation.of("classpath:org/thalweg/schema/result-1.json"))
                        .validate(text, InputFormat.JSON))
                .as(text)
                .isEmpty();
        return JSON.readTree(text);
    }

    private static JsonNode event(List<PageEvent> events, String name) throws IOException {
        PageEvent last = events.stream()
                .filter(event -> event.name().equals(name))
                .reduce((before, after) -> after)
                .orElseThrow();
        return JSON.readTree(last.json());
    }

    @Test
    void tells_what_is_fitted_before_it_has_begun() throws IOException {
        JsonNode run = event(page.opening(), "run");

        assertThat(run.get("kind").asText()).isEqualTo("fit");
        assertThat(run.get("objective").asText()).isEqualTo("y ~ a + b*x");
        assertThat(run.get("rows").asLong()).isEqualTo(14);
        assertThat(run.get("loss").asText()).isEqualTo("squared");
        assertThat(event(page.opening(), "history").get("columns")).hasSize(7);
        assertThat(event(page.opening(), "progress").get("loss").asText()).isEqualTo("NaN");
        assertThat(state().get("parameters")).isEmpty();
        assertThat(page.isStoppable()).isFalse();
    }

    @Test
    void shows_parameters_loss_and_restarts_while_they_come() throws IOException {
        page.follow(() -> CompletableFuture.completedFuture(glimpse(1, 20, 3.5, 0.5, 1.5)), Optional::empty);

        await().until(() -> told.stream().anyMatch(event -> event.name().equals("changed")));
        assertThat(state().get("status").asText()).isEqualTo("RUNNING");
        assertThat(state().get("parameters").get("b").asDouble()).isEqualTo(1.5);
        JsonNode progress = event(told, "progress");
        assertThat(progress.get("phase").asText()).isEqualTo("RUNNING");
        assertThat(progress.get("loss").asDouble()).isEqualTo(3.5);
        assertThat(progress.get("rounds").asDouble()).isEqualTo(20);
        assertThat(progress.get("parameter 1").asDouble()).isEqualTo(0.5);
        assertThat(event(told, "marks").get("marks").get(0).get(1).asText()).isEqualTo("restart");
    }

    @Test
    void tells_of_a_descent_of_a_formula_that_it_has_no_data() throws IOException {
        try (FitPage descent = new FitPage(
                specification,
                FitPage.Subject.FORMULA,
                new RunFacts("local, 2 slots", "test", true),
                VERSIONS,
                told::add)) {
            JsonNode run = event(descent.opening(), "run");

            assertThat(run.get("kind").asText()).isEqualTo("descent");
            assertThat(run.get("dimension").asInt()).isEqualTo(2);
            assertThat(run.has("rows")).isFalse();
            assertThat(run.has("loss")).isFalse();
            assertThat(run.get("savepoint").asBoolean()).isTrue();
        }
    }

    @Test
    void survives_a_loss_that_is_no_number() throws IOException {
        page.show(glimpse(1, 1, Double.NaN, Double.NaN, Double.POSITIVE_INFINITY));

        assertThat(event(told, "progress").get("loss").asText()).isEqualTo("NaN");
        assertThat(state().get("parameters").get("a").asText()).isEqualTo("NaN");
        assertThat(state().get("parameters").get("b").asText()).isEqualTo("Infinity");
    }

    @Test
    void is_stopped_once() throws Exception {
        CountDownLatch stopped = new CountDownLatch(1);
        page.follow(CompletableFuture::new, () -> {
            stopped.countDown();
            return Optional.empty();
        });
        page.stop();

        assertThat(stopped.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(page.isStoppable()).isFalse();
        assertThat(event(page.opening(), "progress").get("phase").asText()).isEqualTo("STOPPING");
    }

    @Test
    void shows_in_the_end_exactly_the_result_that_is_written() throws IOException {
        page.show(glimpse(1, 20, 3.5, 0.5, 1.5));
        SearchResult result = SearchDriver.run(specification);
        RunReport run = new RunReport(result, List.of(), Duration.ofSeconds(2), "local", VERSIONS);
        double[] estimates = result.best().x();
        FitReport report =
                new FitReport(run, new FitSummary("squared", estimates, new double[] {0.1, 0.2}, 14, 0, 12, 3, 0.5, 9));
        page.end(report);

        StringWriter written = new StringWriter();
        new FitJsonWriter().write(report, written);
        assertThat(new String(page.state(), StandardCharsets.UTF_8)).isEqualTo(written.toString());
        JsonNode rows = event(page.opening(), "history").get("rows");
        JsonNode last = rows.get(rows.size() - 1);
        assertThat(last.get(0).asDouble()).as("working, as it was last seen").isEqualTo(1);
        assertThat(last.get(3).asDouble()).isEqualTo(result.best().value());
        assertThat(last.get(6).asDouble()).isEqualTo(estimates[1]);
        assertThat(event(page.opening(), "progress").get("phase").asText()).isEqualTo("ENDED");
        assertThat(page.isStoppable()).isFalse();
    }
}
