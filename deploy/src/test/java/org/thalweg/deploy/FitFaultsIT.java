package org.thalweg.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.thalweg.deploy.Launch.Ended;
import org.thalweg.deploy.Launch.Running;

/** Fits on real processes, of very many variables and of rows: what happens to the processes does not show in the result. */
@ExtendWith(SharedRunningCluster.class)
class FitFaultsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Pattern SAVED = Pattern.compile("--from (\\S+)");
    private static final String CHAIN = "sum(i, 1, n-1, 100*(x[i+1]-x[i]^2)^2 + (1-x[i])^2)";

    /** Some tens of thousands of rounds: long enough to be disturbed. */
    private static final List<String> LONG = List.of(
            "minimize",
            CHAIN,
            "--dimension",
            "3000",
            "--partitioned",
            "--method",
            "lbfgs",
            "--max-iterations",
            "40000",
            "--start-pattern",
            "-1.2,1",
            "--output",
            "json");

    private final RunningCluster cluster;

    @TempDir
    private Path directory;

    FitFaultsIT(RunningCluster cluster) {
        this.cluster = cluster;
    }

    @Test
    @Tag("processes")
    void neither_a_killed_task_manager_nor_a_stop_and_another_parallelism_shows() throws Exception {
        String path = isUndisturbed(LONG, alone(LONG));

        Ended other = cluster.thalwegHere(LONG, "--gradient-tolerance", "1e-3", "--from", path)
                .run();
        assertThat(other.code()).as(other.err()).isEqualTo(6);
        assertThat(other.err()).contains("is not that of the saved fit").doesNotContain("\tat ");
    }

    @Test
    @Tag("processes")
    void nor_do_they_show_in_a_fit_to_rows() throws Exception {
        List<String> words = List.of(
                "fit",
                "linear",
                "--data",
                rows().toString(),
                "--response",
                "y",
                "--loss",
                "logistic",
                "--method",
                "adam",
                "--step",
                "1e-4",
                "--batches",
                "4",
                "--max-iterations",
                "12000",
                "--output",
                "json");
        List<String> local = new ArrayList<>(words);
        local.add("--partitioned");

        String path = isUndisturbed(words, alone(local));

        Ended other = cluster.thalwegHere(words, "--l2", "1", "--from", path).run();
        assertThat(other.code()).as(other.err()).isEqualTo(6);
        assertThat(other.err()).contains("is not that of the saved fit").doesNotContain("\tat ");
    }

    @Test
    @Tag("processes")
    void workers_find_a_file_by_a_path_that_begins_where_the_user_is() throws Exception {
        Path rows = rows();
        List<String> words = List.of("fit", "linear", "--data", "rows.csv", "--response", "y", "--output", "json");

        Ended ended = cluster.thalwegHere(words).in(rows.getParent()).run();

        assertThat(digest(ended)).isNotEmpty();
    }

    /** Kills a worker of one run, and stops another and goes on with it at another parallelism; returns where that was saved. */
    private String isUndisturbed(List<String> words, String expected) throws Exception {
        Running disturbed = cluster.thalwegHere(words, "--parallelism", "2").start();
        String job = runningJob();
        cluster.awaitCheckpoints(job, 1);
        cluster.killAndAwaitNext(cluster.worker(job));
        assertThat(digest(disturbed.await())).isEqualTo(expected);
        assertThat(cluster.failures(job)).isPositive();

        Running interrupted = cluster.thalwegHere(words, "--parallelism", "2").start();
        cluster.awaitCheckpoints(runningJob(), 1);
        RunningCluster.signal(interrupted.process().pid(), "INT");
        Ended saved = interrupted.await();
        assertThat(saved.code()).as(saved.err()).isEqualTo(130);
        Matcher path = SAVED.matcher(saved.err());
        assertThat(path.find())
                .as("whether it tells where it is saved: %s", saved.err())
                .isTrue();
        assertThat(digest(cluster.thalwegHere(words, "--parallelism", "3", "--from", path.group(1))
                        .run()))
                .isEqualTo(expected);
        return path.group(1);
    }

    private static String alone(List<String> words) throws Exception {
        return digest(Launch.of(Launch.DISTRIBUTION.resolve("bin/thalweg"), words.toArray(String[]::new))
                .run());
    }

    /** Labels that do not follow from the numbers beside them, quite. */
    private Path rows() throws IOException {
        StringBuilder text = new StringBuilder("a,b,c,y\n");
        for (int i = 0; i < 20_000; i++) {
            double[] x = {Math.sin(i * 1.3), Math.cos(i * 0.7), Math.sin(i * i * 0.01)};
            boolean label = x[0] - 0.5 * x[1] + 1.5 * Math.sin(i * 12.9898) > 0;
            text.append(String.format(Locale.ROOT, "%.5f,%.5f,%.5f,%d%n", x[0], x[1], x[2], label ? 1 : -1));
        }
        return Files.writeString(directory.resolve("rows.csv"), text);
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

        Ended shared = cluster.thalwegHere(words, "--parallelism", "2").run();

        assertThat(digest(shared)).isEqualTo(alone(words));
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
