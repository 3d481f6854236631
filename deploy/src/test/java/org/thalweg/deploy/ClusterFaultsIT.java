package org.thalweg.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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

    @TempDir
    private Path directory;

    ClusterFaultsIT(RunningCluster cluster) {
        this.cluster = cluster;
    }

    @Test
    void row_1_a_killed_task_manager_does_not_show() throws Exception {
        EndlessSearch search = EndlessSearch.begin(cluster, 2);

        cluster.killAndAwaitNext(search.worker());

        search.awaitProgress();
        assertThat(search.failures()).isPositive();
        search.isUndisturbed();
    }

    @Test
    @Tag("processes")
    void row_2_neither_do_twenty_kills_in_a_burst() throws Exception {
        EndlessSearch search = EndlessSearch.begin(cluster, 2);

        for (int i = 0; i < 10; i++) {
            cluster.killAndAwaitNext("taskmanager-1");
            cluster.killAndAwaitNext("taskmanager-2");
        }

        search.awaitProgress();
        assertThat(search.failures()).isPositive();
        search.isUndisturbed();
    }

    @Test
    void rows_4_and_9_a_search_goes_on_from_its_newest_whole_checkpoint_when_the_job_manager_is_lost()
            throws Exception {
        Running attended = attended();
        cluster.awaitCheckpoints(runningJob(), 2);

        cluster.signal("jobmanager", "KILL");
        Ended lost = attended.await();

        assertThat(lost.code()).as(lost.err()).isEqualTo(5);
        assertThat(lost.err()).contains("lost the search (job ").doesNotContain("\tat ");
        JsonNode partial = RunningCluster.json(lost);
        Path newest = Path.of(java.net.URI.create(resumption(lost.err()).replaceFirst("^file:/+", "file:///")));

        Damage.TRUNCATED.of(newest.resolve("_metadata"));
        Ended refused = cluster.thalweg("resume", newest.toString()).run();
        assertThat(refused.code()).as(refused.err()).isEqualTo(6);
        assertThat(refused.err())
                .startsWith("thalweg: cannot resume from " + newest)
                .contains("A whole one is beside it: thalweg resume ")
                .doesNotContain("\tat ");
        cluster.awaitSlots(SharedRunningCluster.SLOTS);
        EndlessSearch.isUndisturbed(
                cluster, newest.getParent().toString(), partial, "--parallelism", "3", "--cluster", cluster.address());
    }

    @Test
    @Tag("processes")
    void row_6_a_checkpoint_that_cannot_be_written_is_no_matter() throws Exception {
        EndlessSearch search = EndlessSearch.begin(cluster, 2);

        try (var full = FullDisk.at(cluster)) {
            full.awaitFailedCheckpoint(search.job());
        }

        search.awaitProgress();
        assertThat(search.failures()).isZero();
        search.isUndisturbed();
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
                        Map.of())
                .run();

        assertThat(full.code()).isEqualTo(1);
        assertThat(full.err()).contains("standard output could not be written to");
    }

    @Test
    @Tag("processes")
    void row_8_a_task_manager_that_is_paused_most_of_the_time_does_not_show() throws Exception {
        EndlessSearch search = EndlessSearch.begin(cluster, 8);

        long slow = cluster.pid("taskmanager-2");
        Duration pause = Duration.ofMillis(450);
        Duration work = Duration.ofMillis(50);
        for (int i = 0; i < 10; i++) {
            RunningCluster.signal(slow, "STOP");
            await().pollDelay(pause).until(() -> true);
            RunningCluster.signal(slow, "CONT");
            await().pollDelay(work).until(() -> true);
        }

        assertThat(cluster.pid("taskmanager-2")).isEqualTo(slow);
        search.isUndisturbed();
    }

    @Test
    @Tag("processes")
    void rows_10_and_11_a_search_is_stopped_rescaled_and_extended_and_refuses_another_formula() throws Exception {
        String first = EndlessSearch.begin(cluster, 1).stop();
        Ended other = cluster.thalweg("resume", first, "(x^2 + y - 10)^2 + (x + y^2 - 7)^2")
                .run();
        assertThat(other.code()).as(other.err()).isEqualTo(6);
        assertThat(other.err())
                .contains("objective ((x^2 + y - 10)^2 + (x + y^2 - 7)^2) is not that of the saved search");

        EndlessSearch.resume(cluster, first, 8).isUndisturbed(); // which ends it with three slots
    }

    @Test
    @Tag("processes")
    void row_15_a_search_that_is_interrupted_is_saved_and_goes_on_in_one_process() throws Exception {
        Running attended = attended();
        cluster.awaitCheckpoints(runningJob(), 1);

        RunningCluster.signal(attended.process().pid(), "INT");
        Ended interrupted = attended.await();

        assertThat(interrupted.code()).as(interrupted.err()).isEqualTo(130);
        EndlessSearch.isUndisturbed(cluster, resumption(interrupted.err()), RunningCluster.json(interrupted));
    }

    @Test
    @Tag("processes")
    void row_15_a_second_interruption_ends_the_command_at_once() throws Exception {
        Running attended = attended();
        String job = runningJob();
        cluster.awaitCheckpoints(job, 1);

        long manager = cluster.pid("jobmanager");
        RunningCluster.signal(manager, "STOP"); // so that the first cannot have done its work before the second comes
        long began = System.nanoTime();
        try {
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(250))
                    .until(() -> interrupt(attended), alive -> !alive);
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
        } finally {
            RunningCluster.signal(manager, "CONT");
        }
        Ended interrupted = attended.await();

        assertThat(interrupted.code()).as(interrupted.err()).isEqualTo(130);
        assertThat(interrupted.out()).isEmpty();
        // the first interruption may be heard only now: then the search stops with a savepoint, and is not to be
        // stopped meanwhile;
        // two more checkpoints it takes only if it runs on
        int known = cluster.checkpoints(job, "completed");
        await().atMost(PATIENCE)
                .until(() ->
                        cluster.state(job).equals("FINISHED") || cluster.checkpoints(job, "completed") >= known + 2);
        if (cluster.state(job).equals("RUNNING")) {
            new EndlessSearch(cluster, job).stop();
        }
    }

    private static boolean interrupt(Running attended) throws IOException, InterruptedException {
        RunningCluster.signal(attended.process().pid(), "INT");
        return attended.process().isAlive();
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

    /** A search that is attended by the process that asked for it. */
    private Running attended() throws IOException {
        return cluster.thalwegHere(EndlessSearch.words("unlimited"), "--output", "json", "--parallelism", "2")
                .start();
    }

    private String runningJob() {
        return await().atMost(PATIENCE).until(this::findRunningJob, found -> !found.isEmpty());
    }

    private String findRunningJob() throws IOException {
        for (JsonNode job : cluster.ask("/jobs").path("jobs")) {
            if (job.path("status").asText().equals("RUNNING")) {
                return job.path("id").asText();
            }
        }
        return "";
    }

    private static String resumption(String err) {
        Matcher command = RESUME.matcher(err);
        assertThat(command.find()).as(err).isTrue();
        return command.group(1);
    }
}
