package org.thalweg.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.thalweg.deploy.Launch.Ended;
import org.thalweg.deploy.Launch.Running;

/** A descent over very many variables on real processes: what happens to them does not show in the result. */
@ExtendWith(SharedRunningCluster.class)
class FitFaultsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Pattern SAVED = Pattern.compile("--from (\\S+)");
    private static final String CHAIN = "sum(i, 1, n-1, 100*(x[i+1]-x[i]^2)^2 + (1-x[i])^2)";

    /** Some ten thousand rounds: long enough to be disturbed. */
    private static final List<String> LONG = List.of(
            "minimize",
            CHAIN,
            "--dimension",
            "1000",
            "--partitioned",
            "--method",
            "lbfgs",
            "--start-pattern",
            "-1.2,1",
            "--output",
            "json");

    private final RunningCluster cluster;

    FitFaultsIT(RunningCluster cluster) {
        this.cluster = cluster;
    }

    @Test
    @Tag("processes")
    void neither_a_killed_task_manager_nor_a_stop_and_another_parallelism_shows() throws Exception {
        String expected = digest(Launch.of(Launch.DISTRIBUTION.resolve("bin/thalweg"), LONG.toArray(String[]::new))
                .run());

        Running disturbed = cluster.thalwegHere(LONG, "--parallelism", "2").start();
        cluster.awaitCheckpoints(runningJob(), 1);
        cluster.signal("taskmanager-1", "KILL");
        assertThat(digest(disturbed.await())).isEqualTo(expected);

        Running interrupted = cluster.thalwegHere(LONG, "--parallelism", "2").start();
        cluster.awaitCheckpoints(runningJob(), 1);
        RunningCluster.signal(interrupted.process().pid(), "INT");
        Ended saved = interrupted.await();
        assertThat(saved.code()).as(saved.err()).isEqualTo(130);
        assertThat(RunningCluster.json(saved).path("status").asText()).isEqualTo("CANCELLED");
        Matcher path = SAVED.matcher(saved.err());
        assertThat(path.find()).as(saved.err()).isTrue();
        assertThat(digest(cluster.thalwegHere(LONG, "--parallelism", "3", "--from", path.group(1))
                        .run()))
                .isEqualTo(expected);

        Ended other = cluster.thalwegHere(LONG, "--max-iterations", "7", "--from", path.group(1))
                .run();
        assertThat(other.code()).as(other.err()).isEqualTo(6);
        assertThat(other.err()).contains("is not that of the saved fit").doesNotContain("\tat ");
    }

    @Test
    @Tag("processes")
    void a_million_variables_reach_their_minimum_and_the_client() throws Exception {
        List<String> words = List.of(
                "minimize",
                CHAIN,
                "--dimension",
                "1000000",
                "--partitioned",
                "--start-pattern",
                "-1.2,1",
                "--gradient-tolerance",
                "1e-5",
                "--output",
                "json");
        Ended alone = Launch.of(Launch.DISTRIBUTION.resolve("bin/thalweg"), words.toArray(String[]::new))
                .run();

        Ended shared = cluster.thalwegHere(words, "--parallelism", "2").run();

        assertThat(digest(shared)).isEqualTo(digest(alone));
        JsonNode result = RunningCluster.json(shared);
        assertThat(result.path("x")).hasSize(1_000_000);
        assertThat(result.path("jac"))
                .allSatisfy(slope -> assertThat(slope.asDouble()).isBetween(-1e-5, 1e-5));
    }

    private static String digest(Ended ended) throws IOException {
        assertThat(ended.code()).as(ended.err()).isZero();
        JsonNode result = RunningCluster.json(ended);
        assertThat(result.path("status").asText()).isEqualTo("CONVERGED");
        return result.path("digest").asText();
    }

    private String runningJob() {
        return await().atMost(PATIENCE).until(this::foundJob, found -> !found.isEmpty());
    }

    private String foundJob() throws IOException {
        for (JsonNode job : cluster.ask("/jobs").path("jobs")) {
            if (job.path("status").asText().equals("RUNNING")) {
                return job.path("id").asText();
            }
        }
        return "";
    }
}
