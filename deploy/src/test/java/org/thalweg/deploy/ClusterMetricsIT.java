package org.thalweg.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a scraper sees of a cluster of processes that is started as it comes, over the loss of one of them. */
@ExtendWith(SharedRunningCluster.class)
class ClusterMetricsIT {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern TARGET = Pattern.compile("127\\.0\\.0\\.1:\\d+");
    private static final Pattern COUNTER = Pattern.compile("thalweg_[a-z_]+(_total|_bucket|_count|_sum)\\{.*");
    private static final String CONVERGED = "thalweg_starts_finished_total{outcome=\"converged\",study=\"killed\"}";

    /** So many that the first to be counted is long before the last. */
    private static final String STARTS = "40000";

    private final RunningCluster cluster;

    ClusterMetricsIT(RunningCluster cluster) {
        this.cluster = cluster;
    }

    /** What one process showed at one time. */
    private record Scrape(String target, Map<String, Double> samples) {}

    @Test
    void counters_never_go_down_when_the_task_manager_that_shows_them_is_killed() throws Exception {
        List<String> targets = targets();
        assertThat(targets).as("a job manager and two task managers").hasSize(3).doesNotHaveDuplicates();
        String job = cluster.submit(EndlessSearch.words(STARTS), "--study", "killed", "--parallelism", "4");
        List<Scrape> scrapes = new CopyOnWriteArrayList<>();
        ScheduledExecutorService scraper = Executors.newSingleThreadScheduledExecutor();
        try {
            scraper.scheduleWithFixedDelay(
                    () -> targets.forEach(target -> scrapes.add(scrape(target))), 0, 100, TimeUnit.MILLISECONDS);
            await().atMost(PATIENCE).until(() -> scrapes.stream().anyMatch(ClusterMetricsIT::counts));
            String shower = scrapes.stream()
                    .filter(ClusterMetricsIT::counts)
                    .findFirst()
                    .orElseThrow()
                    .target();
            cluster.killAndAwaitNext(processOf(shower));
            JsonNode result = cluster.result(job);

            double converged = result.path("starts").path("converged").asDouble();
            await().atMost(PATIENCE)
                    .until(() -> scrapes.stream()
                            .anyMatch(scrape -> scrape.samples().getOrDefault(CONVERGED, 0.0) == converged));
            scraper.shutdown();
            assertThat(scraper.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
            assertThat(scrapes.stream().mapToDouble(scrape -> scrape.samples().getOrDefault(CONVERGED, 0.0)))
                    .as("no start is counted twice")
                    .allMatch(value -> value <= converged);
            assertThat(scrape(targets.get(0)).samples())
                    .containsEntry("flink_job_restarts_total{study=\"killed\"}", 1.0);
            List<String> undisturbed = new ArrayList<>(EndlessSearch.words(STARTS));
            undisturbed.addAll(List.of("--output", "json"));
            assertThat(result.path("digest"))
                    .isEqualTo(RunningCluster.json(cluster.thalweg(undisturbed.toArray(String[]::new))
                                    .run())
                            .path("digest"));
        } finally {
            scraper.shutdownNow();
        }
        Map<String, Double> highest = new TreeMap<>();
        int falls = 0;
        for (Scrape scrape : scrapes) {
            for (Map.Entry<String, Double> sample : scrape.samples().entrySet()) {
                if (COUNTER.matcher(sample.getKey()).matches()) {
                    String series = scrape.target() + " " + sample.getKey();
                    falls += sample.getValue() < highest.getOrDefault(series, 0.0) ? 1 : 0;
                    highest.merge(series, sample.getValue(), Math::max);
                }
            }
        }
        System.out.printf("%,d scrapes, %d series of counters%n", scrapes.size(), highest.size());
        assertThat(highest).hasSizeGreaterThan(10);
        assertThat(falls).as("how often a counter fell").isZero();
    }

    private static boolean counts(Scrape scrape) {
        return scrape.samples().getOrDefault(CONVERGED, 0.0) > 0;
    }

    /** The targets that {@code cluster status} names, which Prometheus finds in a file. */
    private List<String> targets() throws IOException, InterruptedException {
        String status = cluster.thalweg("cluster", "status").run().out();
        String line = status.lines()
                .filter(each -> each.strip().startsWith("metrics"))
                .findFirst()
                .orElse("");
        List<String> targets = new ArrayList<>(
                TARGET.matcher(line).results().map(MatchResult::group).toList());
        assertThat(Files.readString(cluster.directory().resolve("prometheus-targets.yml")))
                .isEqualTo("- targets: [\"%s\"]\n".formatted(String.join("\", \"", targets)));
        return targets;
    }

    /** The process that was told to serve at a target's port. */
    private String processOf(String target) throws IOException {
        String port = target.substring(target.indexOf(':') + 1);
        for (String process : List.of("taskmanager-1", "taskmanager-2")) {
            String command =
                    Files.readString(cluster.directory().resolve("processes").resolve(process));
            if (command.contains("metrics.reporter.thalweg.port=" + port + "-")) {
                return process;
            }
        }
        throw new AssertionError("no task manager serves at " + target);
    }

    /** Nothing, from a process that is gone. */
    private static Scrape scrape(String target) {
        Map<String, Double> samples = new TreeMap<>();
        try {
            CLIENT.send(
                            HttpRequest.newBuilder(URI.create("http://" + target + "/metrics"))
                                    .build(),
                            BodyHandlers.ofString())
                    .body()
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .forEach(line -> {
                        int space = line.lastIndexOf(' ');
                        samples.put(
                                line.substring(0, space),
                                Double.valueOf(line.substring(space + 1).replace("Inf", "Infinity")));
                    });
        } catch (IOException e) {
            samples.clear(); // a process that was killed in the middle of its answer has shown nothing
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return new Scrape(target, samples);
    }
}
