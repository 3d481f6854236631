package org.thalweg.jobs.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.objective.Objective;
import org.thalweg.jobs.fit.Fit;
import org.thalweg.jobs.fit.FitRun;
import org.thalweg.jobs.local.LocalCluster;
import org.thalweg.jobs.local.LocalMetrics;
import org.thalweg.jobs.monitor.Study;
import org.thalweg.jobs.search.Search;
import org.thalweg.jobs.search.SearchRun;

/**
 * Searches that run well and badly, scraped by a real Prometheus with a real Alertmanager behind it: dashboards have
 * something to show, and every alert fires and clears.
 */
@Tag("prometheus")
@Timeout(600)
class PrometheusTest {
    private static final Duration PATIENCE = Duration.ofSeconds(150);
    private static final Set<String> ALERTS = Set.of(
            "ThalwegNoProgress/stuck",
            "ThalwegNonFinite/undefined",
            "ThalwegStagnation/healthy",
            "ThalwegRestartStorm/storm",
            "ThalwegCheckpointsFailing/full",
            "ThalwegRowsRejected/fit",
            "ThalwegTargetDown/",
            "ThalwegTooManySeries/");

    @TempDir
    private Path folder;

    private final List<SearchRun> searches = new ArrayList<>();

    @Test
    void every_query_has_an_answer_and_every_alert_fires_and_clears() throws Exception {
        Faults.reset();
        List<Integer> ports = Program.freePorts(3);
        Configuration settings = LocalMetrics.at(0);
        settings.setString("metrics.reporter.thalweg.interval", "1 s");
        try (LocalCluster cluster = LocalCluster.start(8, settings);
                Hook hook = Hook.open();
                Program alertmanager = alertmanager(ports.get(1), hook);
                PrometheusServer prometheus = PrometheusServer.start(
                        folder,
                        ports.get(0),
                        ports.get(1),
                        List.of(
                                Objects.requireNonNull(cluster.metrics()).getAuthority(),
                                "127.0.0.1:" + ports.get(2)))) {
            await().atMost(PATIENCE).until(prometheus::isReady);
            assertThat(alertmanager.process().isAlive()).isTrue();
            Path checkpoints = Files.createDirectory(folder.resolve("checkpoints"));
            searches.add(submit(cluster, "healthy", new Faults.Slow(), null));
            searches.add(submit(cluster, "undefined", new Faults.Undefined(), null));
            searches.add(submit(cluster, "storm", new Faults.Failing(), null));
            searches.add(submit(cluster, "full", new Faults.Slow(), checkpoints));
            SearchRun stuck = submit(cluster, "stuck", new Faults.Stuck(), null);
            FitRun fit = fit(cluster);
            await().atMost(PATIENCE)
                    .until(() -> prometheus.value("count(thalweg_evaluations_total > 0)") == 5
                            && prometheus.value("flink_checkpoints_completed_total{study=\"full\"}") > 2);

            Faults.stick(true);
            Faults.fail(6);
            breakDown(checkpoints);
            Set<String> fired = new TreeSet<>();
            Map<String, String> unanswered = new TreeMap<>(Dashboards.queries());
            HttpServer stranger = null;
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (!(fired.containsAll(ALERTS) && unanswered.isEmpty() && stranger != null)
                    && System.nanoTime() < deadline) {
                fired.addAll(prometheus.firing());
                removeAnswered(prometheus, unanswered);
                if (stranger == null && hook.told().contains("on-call: ThalwegTargetDown firing")) {
                    stranger = stranger(ports.get(2)); // with too many series
                }
            }
            assertThat(fired).containsAll(ALERTS);
            assertThat(unanswered).isEmpty();

            Faults.stick(false);
            repair(checkpoints);
            Objects.requireNonNull(stranger).stop(0);
            HttpServer modest = HttpServer.create(address(ports.get(2)), 10);
            serve(modest, 1);
            fit.cancel().get();
            await().atMost(PATIENCE).until(() -> prometheus.value("increase(flink_checkpoints_failed_total[5s])") == 0);
            for (SearchRun search : searches) {
                search.cancel().get();
            }
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(prometheus.firing()).isEmpty());
            assertThat(prometheus.value("thalweg_evaluations_total{study=\"stuck\"}"))
                    .isPositive();
            for (String counter : List.of(
                    "thalweg_starts_finished_total",
                    "thalweg_evaluations_total",
                    "thalweg_descent_seconds_bucket",
                    "thalweg_descent_seconds_count")) {
                assertThat(prometheus.value("max(resets(%s[10m]))".formatted(counter)))
                        .as("how often %s went down, in all that was scraped", counter)
                        .isZero();
            }
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(hook.told())
                            .contains(
                                    "on-call: ThalwegTargetDown firing",
                                    "on-call: ThalwegTargetDown resolved",
                                    "on-call: ThalwegRestartStorm firing",
                                    "on-call: ThalwegRestartStorm resolved",
                                    "on-call: ThalwegNoProgress resolved",
                                    "people: ThalwegNonFinite firing",
                                    "people: ThalwegNonFinite resolved",
                                    "people: ThalwegCheckpointsFailing resolved",
                                    "people: ThalwegRowsRejected resolved",
                                    "people: ThalwegTooManySeries resolved")
                            .noneMatch(told -> told.contains("Stagnation")));
            stuck.cancel().get();
            modest.stop(0);
        } finally {
            Faults.stick(false);
        }
    }

    private Program alertmanager(int port, Hook hook) throws IOException {
        Files.writeString(
                folder.resolve("alertmanager.yml"),
                Files.readString(Program.FILES.resolve("alertmanager.yml"))
                        .replace("127.0.0.1:9095", "127.0.0.1:" + hook.port())
                        .replace("group_wait: 10s", "group_wait: 1s")
                        .replace("group_interval: 1m", "group_interval: 1s"));
        return Program.start(
                folder,
                Program.named("prometheus-alertmanager", "alertmanager"),
                "--config.file=alertmanager.yml",
                "--storage.path=alertmanager",
                "--cluster.listen-address=",
                "--web.listen-address=127.0.0.1:" + port);
    }

    private static StreamExecutionEnvironment environment(LocalCluster cluster, Path checkpoints) {
        Configuration settings = new Configuration();
        settings.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(200));
        settings.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, Integer.MAX_VALUE);
        settings.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        settings.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 100);
        settings.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(1));
        if (checkpoints != null) {
            settings.set(
                    CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                    checkpoints.toUri().toString());
        }
        StreamExecutionEnvironment environment = cluster.environment();
        environment.configure(settings);
        return environment.setParallelism(1);
    }

    private static SearchRun submit(LocalCluster cluster, String study, Objective objective, Path checkpoints)
            throws Exception {
        return Search.minimize(objective, Bounds.cube(1, -1, 1))
                .starts(1L << 40)
                .study(study)
                .submit(environment(cluster, checkpoints));
    }

    private static FitRun fit(LocalCluster cluster) throws Exception {
        return Fit.of(EndlessFit.specification())
                .study(new Study("fit", false))
                .rowsRejected(12)
                .submit(environment(cluster, null));
    }

    private static void removeAnswered(PrometheusServer prometheus, Map<String, String> unanswered) throws IOException {
        for (Map.Entry<String, String> query : List.copyOf(unanswered.entrySet())) {
            if (!prometheus.query(query.getValue()).isEmpty()) {
                unanswered.remove(query.getKey());
            }
        }
    }

    /** Puts a file where the folder was, which stops root too. */
    private static void breakDown(Path checkpoints) throws IOException {
        Files.move(checkpoints, checkpoints.resolveSibling("moved"));
        Files.writeString(checkpoints, "no folder");
    }

    private static void repair(Path checkpoints) throws IOException {
        Files.delete(checkpoints);
        Files.move(checkpoints.resolveSibling("moved"), checkpoints);
    }

    /** A target of somebody else's making. */
    private static HttpServer stranger(int port) throws IOException {
        HttpServer server = HttpServer.create(address(port), 10);
        serve(server, 3_500);
        return server;
    }

    private static void serve(HttpServer server, int series) {
        byte[] body = IntStream.range(0, series)
                .mapToObj("strange{number=\"%d\"} 1\n"::formatted)
                .reduce("", String::concat)
                .getBytes(StandardCharsets.UTF_8);
        server.createContext("/metrics", exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        });
        server.start();
    }

    private static InetSocketAddress address(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }
}
