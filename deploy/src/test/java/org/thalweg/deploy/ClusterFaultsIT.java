package org.thalweg.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.thalweg.deploy.Launch.Ended;
import org.thalweg.deploy.Launch.Running;

/** What happens to real processes, and that it does not show in the result. The rows are those of the table of faults. */
@ExtendWith(SharedRunningCluster.class)
class ClusterFaultsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Pattern RESUME = Pattern.compile("thalweg resume (\\S+)( --cluster \\S+)?");

    private final RunningCluster cluster;
    private final SlowSearch search;

    @TempDir
    private Path directory;

    ClusterFaultsIT(RunningCluster cluster, SlowSearch search) {
        this.cluster = cluster;
        this.search = search;
    }

    @Test
    void row_1_a_killed_task_manager_does_not_show() throws Exception {
        String job = cluster.submit(search.words(), "--parallelism", "8");
        cluster.awaitCheckpoints(job, 1);

        cluster.signal("taskmanager-1", "KILL");

        isUndisturbed(cluster.result(job));
    }

    @Test
    @Tag("processes")
    void row_2_neither_does_a_burst_of_kills() throws Exception {
        String job = cluster.submit(search.words(), "--parallelism", "2");
        cluster.awaitCheckpoints(job, 1);

        for (int i = 0; i < 3; i++) {
            cluster.killAndAwaitNext("taskmanager-1");
            cluster.killAndAwaitNext("taskmanager-2");
        }

        isUndisturbed(cluster.result(job));
    }

    @Test
    @Tag("processes")
    void row_3_a_killed_job_manager_does_not_show_where_there_is_a_zookeeper() throws Exception {
        try (RunningCluster available =
                RunningCluster.start(directory, "--ha", "--task-managers", "1", "--slots", "2")) {
            String job = available.submit(search.words());
            available.awaitCheckpoints(job, 1);

            Running watching = available
                    .thalwegHere(List.of("watch", job, "--output", "json"))
                    .start();
            available.killAndAwaitNext("jobmanager");

            Ended watched = watching.await();
            assertThat(watched.code()).as(watched.err()).isZero();
            isUndisturbed(RunningCluster.json(watched));
        }
    }

    @Test
    void rows_4_and_9_a_search_goes_on_from_its_newest_whole_checkpoint_when_the_job_manager_is_lost()
            throws Exception {
        Running attended = cluster.thalwegHere(search.words(), "--output", "json", "--parallelism", "2")
                .start();
        String job = await().atMost(PATIENCE).until(this::runningJob, found -> !found.isEmpty());
        cluster.awaitCheckpoints(job, 2);

        cluster.signal("jobmanager", "KILL");
        Ended lost = attended.await();

        assertThat(lost.code()).as(lost.err()).isEqualTo(5);
        assertThat(lost.err()).contains("lost the search (job " + job + ")").doesNotContain("\tat ");
        JsonNode partial = RunningCluster.json(lost);
        assertThat(partial.path("status").asText()).isEqualTo("CANCELLED");
        assertThat(partial.path("deterministic").asBoolean()).isFalse();
        Path newest = Path.of(java.net.URI.create(resumption(lost.err()).replaceFirst("^file:/+", "file:///")));

        spoil(newest.resolve("_metadata"));
        Ended refused = cluster.thalweg("resume", newest.toString()).run();
        assertThat(refused.code()).as(refused.err()).isEqualTo(6);
        assertThat(refused.err())
                .startsWith("thalweg: cannot resume from " + newest)
                .contains("A whole one is beside it: thalweg resume ")
                .doesNotContain("\tat ");
        cluster.awaitSlots(SharedRunningCluster.SLOTS);
        isUndisturbed(done(cluster.thalwegHere(
                List.of("resume", newest.getParent().toString(), "--output", "json"), "--parallelism", "3")));
    }

    @Test
    @Tag("processes")
    void row_6_a_checkpoint_that_cannot_be_written_is_no_matter() throws Exception {
        String job = cluster.submit(search.words(), "--parallelism", "2");
        cluster.awaitCheckpoints(job, 1);
        Path checkpoints = cluster.directory().resolve("checkpoints");
        Path aside = cluster.directory().resolve("checkpoints-aside");

        Files.move(checkpoints, aside);
        Files.createFile(checkpoints); // where a directory is wanted: it cannot be written to by anybody
        try {
            await().atMost(PATIENCE).until(() -> cluster.checkpoints(job, "failed") > 0);
        } finally {
            Files.delete(checkpoints);
            Files.move(aside, checkpoints);
        }

        isUndisturbed(cluster.result(job));
    }

    @Test
    void row_7_a_result_that_cannot_be_written_is_an_error() throws Exception {
        Ended full = new Launch(
                        List.of(
                                "bash",
                                "-c",
                                "'%s' minimize x^2 --starts 3 >/dev/full"
                                        .formatted(Launch.DISTRIBUTION.resolve("bin/thalweg"))),
                        directory,
                        java.util.Map.of())
                .run();

        assertThat(full.code()).isEqualTo(1);
        assertThat(full.err()).contains("standard output could not be written to");
    }

    @Test
    @Tag("processes")
    void row_8_a_task_manager_that_is_paused_most_of_the_time_does_not_show() throws Exception {
        String job = cluster.submit(search.words(), "--parallelism", "8");
        cluster.awaitCheckpoints(job, 1);

        long slow = cluster.pid("taskmanager-2");
        Duration pause = Duration.ofMillis(450);
        Duration work = Duration.ofMillis(50);
        for (int i = 0; i < 8; i++) {
            RunningCluster.signal(slow, "STOP");
            await().pollDelay(pause).until(() -> true);
            RunningCluster.signal(slow, "CONT");
            await().pollDelay(work).until(() -> true);
        }

        isUndisturbed(cluster.result(job));
    }

    @Test
    @Tag("processes")
    void rows_10_and_11_a_search_is_stopped_rescaled_and_extended_and_refuses_another_formula() throws Exception {
        String one = cluster.submit(SlowSearch.endless(), "--parallelism", "1");
        String first = stop(one);
        Ended other = cluster.thalweg("resume", first, "(x^2 + y - 10)^2 + (x + y^2 - 7)^2")
                .run();
        assertThat(other.code()).as(other.err()).isEqualTo(6);
        assertThat(other.err())
                .contains("objective ((x^2 + y - 10)^2 + (x + y^2 - 7)^2) is not that of the saved search");

        String eight = cluster.submit(
                List.of("resume", first, "--starts", Long.toString(search.starts())), "--parallelism", "8");
        String second = stop(eight);

        isUndisturbed(done(cluster.thalwegHere(List.of("resume", second, "--output", "json"), "--parallelism", "3")));
    }

    @Test
    @Tag("processes")
    void row_15_a_search_that_is_interrupted_is_saved_and_goes_on_in_one_process() throws Exception {
        Running attended = cluster.thalwegHere(search.words(), "--output", "json", "--parallelism", "2")
                .start();
        String job = await().atMost(PATIENCE).until(this::runningJob, found -> !found.isEmpty());
        cluster.awaitCheckpoints(job, 1);

        RunningCluster.signal(attended.process().pid(), "INT");
        Ended interrupted = attended.await();

        assertThat(interrupted.code()).as(interrupted.err()).isEqualTo(130);
        assertThat(RunningCluster.json(interrupted).path("status").asText()).isEqualTo("CANCELLED");
        isUndisturbed(done(cluster.thalweg("resume", resumption(interrupted.err()), "--output", "json")));
    }

    @Test
    @Tag("processes")
    void row_16_an_exhausted_heap_ends_a_search_with_a_sentence() throws Exception {
        Ended exhausted = cluster.thalwegHere(
                        List.of("minimize", "sum(i, 1, n, (x[i]-1)^4)", "--dimension", "1000000", "--starts", "1000"),
                        "--parallelism",
                        "8")
                .run();

        assertThat(exhausted.code()).as(exhausted.err()).isEqualTo(1);
        assertThat(exhausted.err()).contains("heap", "exhausted", "--memory").doesNotContain("\tat ");
        cluster.awaitSlots(SharedRunningCluster.SLOTS);
    }

    private String runningJob() throws IOException {
        for (JsonNode job : cluster.ask("/jobs").path("jobs")) {
            if (job.path("status").asText().equals("RUNNING")) {
                return job.path("id").asText();
            }
        }
        return "";
    }

    private String stop(String job) throws IOException, InterruptedException {
        cluster.awaitCheckpoints(job, 1);
        Ended stopped = cluster.thalwegHere(List.of("stop", job)).run();
        assertThat(stopped.code()).as(stopped.err()).isZero();
        return stopped.out().strip();
    }

    private static JsonNode done(Launch launch) throws IOException, InterruptedException {
        Ended ended = launch.run();
        assertThat(ended.code()).as(ended.err()).isZero();
        return RunningCluster.json(ended);
    }

    private static String resumption(String err) {
        Matcher command = RESUME.matcher(err);
        assertThat(command.find()).as(err).isTrue();
        return command.group(1);
    }

    private void isUndisturbed(JsonNode result) {
        assertThat(result.path("starts").path("total").asLong()).isEqualTo(search.starts());
        assertThat(result.path("digest").asText()).isEqualTo(search.digest());
    }

    private static void spoil(Path file) throws IOException {
        try (FileChannel open = FileChannel.open(file, StandardOpenOption.WRITE)) {
            open.truncate(open.size() / 2);
        }
    }
}
