package org.thalweg.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.thalweg.deploy.Launch.Ended;
import org.thalweg.deploy.Launch.Running;

/** The metrics of a run by the launcher, served by the plugin that the distribution has. */
class MetricsIT {
    private static final Pattern ADDRESS = Pattern.compile("metrics at (http://127\\.0\\.0\\.1:\\d+/metrics)");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @Test
    void aRunServesItsMetricsToItsEndAndForAWhileAfter() throws Exception {
        Running run = Launch.of(
                        Launch.DISTRIBUTION.resolve("bin/thalweg"),
                        "minimize",
                        "(x^2 + y - 11)^2 + (x + y^2 - 7)^2",
                        "--bounds=-6:6",
                        "--starts=2000",
                        "--study=four valleys",
                        "--metrics-port=0",
                        "--metrics-linger=60s")
                .start();
        try {
            URI address = URI.create(await(run));
            List<String> last = List.of(
                    "thalweg_descent_seconds_count{study=\"four valleys\"} 2000",
                    "thalweg_minima_distinct{study=\"four valleys\"} 4.0");
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            List<String> lines = scrape(address);
            while (!lines.containsAll(last) && System.nanoTime() < deadline) {
                TimeUnit.MILLISECONDS.sleep(50);
                lines = scrape(address);
            }
            assertThat(lines)
                    .containsAll(last)
                    .contains("thalweg_starts_finished_total{outcome=\"failed\",study=\"four valleys\"} 0.0");
        } finally {
            run.process().destroy();
            run.await();
        }
    }

    @Test
    void theQuickStartMountsWhatTheDistributionHas() throws Exception {
        Pattern mount = Pattern.compile("- \\$\\{THALWEG_HOME:-[^}]+}/([^:]+):");
        List<String> mounted = mount.matcher(Files.readString(Launch.CHECKOUT.resolve("deploy/docker/compose.yml")))
                .results()
                .map(found -> found.group(1))
                .toList();

        assertThat(mounted).hasSize(5).allMatch(path -> Files.exists(Launch.DISTRIBUTION.resolve(path)));
    }

    /** The address that a run tells on standard error. */
    private static String await(Running run) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline && run.process().isAlive()) {
            Matcher told = ADDRESS.matcher(Files.readString(run.err()));
            if (told.find()) {
                return told.group(1);
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        throw new AssertionError("no address is told: " + Files.readString(run.err()));
    }

    private static List<String> scrape(URI address) throws Exception {
        return CLIENT.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
                .body()
                .lines()
                .toList();
    }

    @Test
    void aNameThatCannotBeSeenIsRefused() throws Exception {
        Ended ended = Launch.of(
                        Launch.DISTRIBUTION.resolve("bin/thalweg"), "minimize", "x^2", "--study", "a\nthalweg_loss 1")
                .run();

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).startsWith("thalweg: --study must be a name of 1 to 100 characters");
    }
}
