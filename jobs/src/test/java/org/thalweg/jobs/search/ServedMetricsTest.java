package org.thalweg.jobs.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.thalweg.core.run.SearchResult;
import org.thalweg.jobs.local.LocalCluster;
import org.thalweg.jobs.local.LocalMetrics;

/** What a scraper of a running search sees: over the reporter, the network, and the loss of a task manager. */
@Timeout(120)
class ServedMetricsTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final String STARTS = "thalweg_starts_finished_total{outcome=\"converged\",study=\"%s\"}";

    @Test
    void counters_never_go_down_over_a_lost_task_manager_and_end_at_the_result() throws Exception {
        Trouble trouble = Trouble.slow("scraped");
        Search search = Search.minimize(
                        new Trouble.Objective(new Landscape.Himmelblau(), "scraped"), Landscape.HIMMELBLAU.bounds())
                .starts(3_000)
                .study("scraped");
        List<Map<String, Double>> scrapes = new ArrayList<>();
        ScheduledExecutorService scraper = Executors.newSingleThreadScheduledExecutor();
        try (LocalCluster cluster = LocalCluster.start(2, LocalMetrics.at(0))) {
            URI address = Objects.requireNonNull(cluster.metrics());
            SearchRun run = new Jobs(cluster).checkpointing().submit(search, 2);
            scraper.scheduleWithFixedDelay(() -> scrapes.add(scrape(address)), 0, 20, TimeUnit.MILLISECONDS);
            await().until(() -> scrape(address).getOrDefault(STARTS.formatted("scraped"), 0.0) > 0);
            cluster.miniCluster().terminateTaskManager(0).get();
            cluster.miniCluster().startTaskManager();
            trouble.release();
            SearchResult result = run.result().get();
            scraper.shutdown();
            assertThat(scraper.awaitTermination(10, TimeUnit.SECONDS)).isTrue();

            Map<String, Double> last = scrape(address);
            assertThat(last)
                    .containsEntry(STARTS.formatted("scraped"), (double)
                            result.starts().converged())
                    .containsEntry("thalweg_descent_seconds_count{study=\"scraped\"}", 3_000.0)
                    .containsEntry("thalweg_minima_distinct{study=\"scraped\"}", (double) result.minimaTotal())
                    .containsEntry("flink_job_restarts_total{study=\"scraped\"}", 1.0);
            scrapes.add(last);
        } finally {
            scraper.shutdownNow();
        }
        assertThat(scrapes).hasSizeGreaterThan(3);
        Map<String, Double> highest = new TreeMap<>();
        for (Map<String, Double> scrape : scrapes) {
            scrape.forEach((series, value) -> {
                if (series.matches("[a-z_]+(_total|_bucket|_count|_sum)\\{.*")) {
                    assertThat(value).as(series).isGreaterThanOrEqualTo(highest.getOrDefault(series, 0.0));
                    highest.put(series, value);
                }
            });
            assertThat(scrape.keySet().stream().filter(series -> series.startsWith("thalweg_starts")))
                    .as("shown without a gap, also while nothing feeds them")
                    .hasSize(scrape.keySet().stream().anyMatch(series -> series.startsWith("thalweg_starts")) ? 4 : 0);
        }
    }

    @Test
    void the_number_of_series_is_the_same_for_ten_starts_and_for_a_hundred_thousand() throws Exception {
        try (LocalCluster cluster = LocalCluster.start(2, LocalMetrics.at(0))) {
            URI address = Objects.requireNonNull(cluster.metrics());
            Search search = Landscape.LOG_QUARTIC.search(10).study("many");
            new Jobs(cluster).submit(search, 2).result().get();
            Map<String, Double> few = scrape(address);
            new Jobs(cluster).submit(search.starts(100_000), 2).result().get();
            Map<String, Double> many = scrape(address);

            assertThat(few).containsEntry("thalweg_descent_seconds_count{study=\"many\"}", 10.0);
            assertThat(many).containsEntry("thalweg_descent_seconds_count{study=\"many\"}", 100_000.0);
            assertThat(many.keySet()).isEqualTo(few.keySet()).hasSizeLessThan(60);
        }
    }

    @Test
    void a_taken_port_is_passed_over() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                LocalCluster cluster = LocalCluster.start(1, LocalMetrics.at(taken.getLocalPort()))) {
            URI address = Objects.requireNonNull(cluster.metrics());

            assertThat(address.getPort()).isBetween(taken.getLocalPort() + 1, taken.getLocalPort() + 9);
            assertThat(scrape(address)).containsEntry("thalweg_reporter_dropped_total", 0.0);
        }
    }

    @Test
    void a_cluster_without_metrics_serves_none() {
        try (LocalCluster cluster = LocalCluster.start(1)) {
            assertThat(cluster.metrics()).isNull();
        }
    }

    private static Map<String, Double> scrape(URI address) {
        try {
            String text = CLIENT.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
                    .body();
            Map<String, Double> samples = new TreeMap<>();
            text.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
                int space = line.lastIndexOf(' ');
                String value = line.substring(space + 1).replace("Inf", "Infinity");
                samples.put(line.substring(0, space), Double.valueOf(value));
            });
            return samples;
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
