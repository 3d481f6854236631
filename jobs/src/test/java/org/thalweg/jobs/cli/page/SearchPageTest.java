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
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.thalweg.core.expression.Formula;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.objective.FormulaObjective;
import org.thalweg.core.run.Problem;
import org.thalweg.core.run.SearchDriver;
import org.thalweg.core.run.SearchResult;
import org.thalweg.core.run.SearchSpecification;
import org.thalweg.jobs.cli.output.JsonResultWriter;
import org.thalweg.jobs.cli.output.RunReport;
import org.thalweg.jobs.search.Glimpse;
import org.thalweg.jobs.search.Search;
import org.thalweg.jobs.search.SearchProgress;
import org.thalweg.monitoring.history.History;
import org.thalweg.monitoring.history.Mark;
import org.thalweg.monitoring.page.PageEvent;

class SearchPageTest {
    private static final Map<String, String> VERSIONS = Map.of("thalweg", "test");
    private final List<PageEvent> told = new CopyOnWriteArrayList<>();
    private final SearchSpecification specification = search("(x^2 + y - 11)^2 + (x + y^2 - 7)^2", false);
    private SearchPage page = page(specification);

    @AfterEach
    void close() {
        page.close();
    }

    @Test
    void serves_a_result_before_there_is_one() throws IOException {
        JsonNode state = state();

        assertThat(state.get("status").asText()).isEqualTo("RUNNING");
        assertThat(state.get("success").asBoolean()).isFalse();
        assertThat(state.get("fun").isNull()).isTrue();
        assertThat(state.get("minima")).isEmpty();
        assertThat(page.isStoppable()).isFalse();
        assertThat(names(page.opening())).containsExactly("run", "history", "progress", "changed");
    }

    @Test
    void serves_the_result_that_grows_while_it_follows_a_search() throws IOException {
        SearchResult soFar = SearchDriver.run(specification);
        Glimpse glimpse = glimpse(soFar, -1.5);
        page.follow(() -> CompletableFuture.completedFuture(glimpse), () -> Optional.empty());

        await().until(() -> names(told).contains("changed"));
        JsonNode state = state();
        assertThat(state.get("status").asText()).isEqualTo("RUNNING");
        assertThat(state.get("minima")).hasSize(4);
        assertThat(state.get("minima").get(0).get("hits").asLong())
                .isEqualTo(soFar.minima().get(0).hits());
        assertThat(page.isStoppable()).isTrue();
        await().until(() -> names(told).contains("paths"));
        assertThat(names(told)).contains("progress", "marks", "landscape");
        assertThat(names(page.opening())).containsSubsequence("run", "history", "paths", "landscape", "progress");
        JsonNode landscape = json(new String(page.landscape().orElseThrow(), StandardCharsets.UTF_8));
        int resolution = landscape.get("resolution").asInt();
        assertThat(landscape.get("values")).hasSize(resolution * resolution);
        for (PageEvent event : told) {
            assertThat(json(event.json()).isObject()).isTrue();
        }
    }

    @Test
    void tells_each_thing_that_is_new_once() {
        Glimpse glimpse = glimpse(SearchDriver.run(specification), 0);
        AtomicInteger looks = new AtomicInteger();
        page.follow(
                () -> {
                    looks.incrementAndGet();
                    return CompletableFuture.completedFuture(glimpse);
                },
                () -> Optional.empty());

        await().until(() -> looks.get() > 3);
        assertThat(names(told))
                .containsOnlyOnce("changed")
                .containsOnlyOnce("marks")
                .containsOnlyOnce("landscape");
    }

    @Test
    void survives_numbers_that_are_none() throws IOException {
        page.follow(() -> CompletableFuture.completedFuture(glimpse(null, Double.NaN)), () -> Optional.empty());

        await().until(() -> names(told).contains("progress"));
        PageEvent progress = told.stream()
                .filter(event -> event.name().equals("progress"))
                .findFirst()
                .orElseThrow();
        assertThat(json(progress.json()).get("best").asText()).isEqualTo("NaN");
        JsonNode history = json(event(page.opening(), "history").json());
        assertThat(history.get("rows").get(0).get(1).asText()).isEqualTo("Infinity");
    }

    @Test
    void shows_a_search_for_the_highest_point_in_the_users_terms() throws IOException {
        page.close();
        page = page(search("-(x^2 + y^2)", true));
        page.follow(() -> CompletableFuture.completedFuture(glimpse(null, 3)), () -> Optional.empty());

        await().until(() -> names(told).contains("progress"));
        JsonNode history = json(event(page.opening(), "history").json());
        assertThat(history.get("rows").get(0).get(1).asText()).isEqualTo("-Infinity");
    }

    @Test
    void stops_the_search_once_and_says_that_it_is_stopping() throws Exception {
        AtomicInteger stops = new AtomicInteger();
        CountDownLatch stopped = new CountDownLatch(1);
        page.follow(() -> new CompletableFuture<>(), () -> {
            stops.incrementAndGet();
            stopped.countDown();
            return Optional.of("thalweg resume file:/there");
        });
        page.stop();
        page.stop();

        assertThat(stopped.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(page.isStoppable()).isFalse();
        assertThat(stops).hasValue(1);
        assertThat(json(event(page.opening(), "progress").json()).get("phase").asText())
                .isEqualTo("STOPPING");
        await().until(() -> names(page.opening()).contains("resumption"));
        assertThat(json(event(page.opening(), "resumption").json())
                        .get("command")
                        .asText())
                .isEqualTo("thalweg resume file:/there");
    }

    @Test
    void shows_in_the_end_exactly_the_result_that_is_written() throws IOException {
        SearchResult result = SearchDriver.run(specification);
        RunReport report = new RunReport(result, List.of("A note."), Duration.ofMillis(1234), "local", VERSIONS);
        page.follow(() -> new CompletableFuture<>(), () -> Optional.empty());
        page.end(report);

        StringWriter written = new StringWriter();
        new JsonResultWriter().write(report, written);
        assertThat(new String(page.state(), StandardCharsets.UTF_8)).isEqualTo(written.toString());
        assertThat(page.isStoppable()).isFalse();
        JsonNode progress = json(event(page.opening(), "progress").json());
        assertThat(progress.get("phase").asText()).isEqualTo("ENDED");
        assertThat(progress.get("finished").asLong()).isEqualTo(40);
        JsonNode paths = json(event(page.opening(), "paths").json()).get("paths");
        assertThat(paths)
                .hasSize(40)
                .allSatisfy(path -> assertThat(path.get("points")).isNotEmpty());
    }

    @Test
    void writes_texts_that_would_do_harm_as_texts() throws IOException {
        page.close();
        String hostile = "</script><script>alert(1)</script>\u202e${jndi:ldap://x}\u0007";
        Problem given = specification.problem();
        Problem problem = new Problem(hostile, List.of("<b>x", "y\u2028"), given.objective(), given.bounds(), false);
        page = page(new SearchSpecification(
                problem,
                specification.starts(),
                specification.descents(),
                specification.distinctness(),
                specification.stop()));

        JsonNode run = json(event(page.opening(), "run").json());
        assertThat(run.get("objective").asText()).isEqualTo(hostile);
        assertThat(run.get("variables").get(0).asText()).isEqualTo("<b>x");
        assertThat(state().get("objective").asText()).isEqualTo(hostile);
    }

    private SearchPage page(SearchSpecification search) {
        RunFacts facts = new RunFacts("local, 2 slots", "test", false);
        return new SearchPage(search, facts, VERSIONS, told::add);
    }

    private static SearchSpecification search(String text, boolean maximize) {
        FormulaObjective objective = new FormulaObjective(Formula.parse(text));
        Search search = maximize
                ? Search.maximize(objective, Bounds.cube(2, -5, 5))
                : Search.minimize(objective, Bounds.cube(2, -5, 5));
        return search.starts(40).specification();
    }

    private static Glimpse glimpse(SearchResult soFar, double best) {
        History history = History.of("seconds", "best")
                .plus(0, Double.POSITIVE_INFINITY)
                .plus(1, best)
                .plus(new Mark(0.5, Mark.Kind.CHECKPOINT));
        return new Glimpse(new SearchProgress(40, 20, 0, 0, 0, 500, best, 4, 1), soFar, history, false);
    }

    private static List<String> names(List<PageEvent> events) {
        return events.stream().map(PageEvent::name).toList();
    }

    private static PageEvent event(List<PageEvent> events, String name) {
        return events.stream()
                .filter(event -> event.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private JsonNode state() throws IOException {
        String text = new String(page.state(), StandardCharsets.UTF_8);
        assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(SchemaLocation.of("classpath:org/thalweg/schema/result-1.json"))
                        .validate(text, InputFormat.JSON))
                .as(text)
                .isEmpty();
        return json(text);
    }

    private static JsonNode json(String text) throws IOException {
        return new ObjectMapper().readTree(text);
    }
}
