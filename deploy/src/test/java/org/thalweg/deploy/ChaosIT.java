package org.thalweg.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thalweg.deploy.Launch.Ended;

/**
 * Fifty faults, drawn at random, on one search: in the profile {@code chaos}, since it takes a quarter of an hour.
 *
 * <p>{@code -Dthalweg.faults=N} has another number, {@code -Dthalweg.seed=S} repeats a run.
 */
@Tag("chaos")
class ChaosIT {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final int FAULTS = Integer.getInteger("thalweg.faults", 50);

    private final long seed = Long.getLong("thalweg.seed", new Random().nextLong());

    @TempDir
    private Path directory;

    @Test
    void fifty_faults_do_not_show() throws Exception {
        System.out.println("chaos: %d faults, seed %d".formatted(FAULTS, seed));
        Random random = new Random(seed);
        try (RunningCluster cluster = RunningCluster.start(directory, "--ha", "--task-managers", "2", "--slots", "1")) {
            String job = cluster.submit(SlowSearch.endless(), "--parallelism", "2");
            for (int i = 1; i <= FAULTS; i++) {
                int before = awaitCheckpointAfterFault(cluster, job);
                String fault = fault(cluster, random);
                System.out.println("fault %d: %s, after %d checkpoints".formatted(i, fault, before));
            }
            awaitCheckpointAfterFault(cluster, job);
            Ended stopped = cluster.thalwegHere(List.of("stop", job)).run();
            assertThat(stopped.code()).as(stopped.err()).isZero();
            String savepoint = stopped.out().strip();
            JsonNode partial = cluster.result(job, 130);
            long starts = partial.path("starts").path("total").asLong() * 11 / 10 + 1_000;

            JsonNode disturbed = run(
                    cluster,
                    "resume",
                    savepoint,
                    "--starts",
                    Long.toString(starts),
                    "--parallelism",
                    "3",
                    "--output",
                    "json");
            JsonNode undisturbed = run(cluster, SlowSearch.command(starts, "--output", "json"));

            System.out.println("chaos: %d starts, digest %s"
                    .formatted(starts, disturbed.path("digest").asText()));
            assertThat(disturbed.path("starts").path("total").asLong()).isEqualTo(starts);
            assertThat(disturbed.path("digest").asText())
                    .isEqualTo(undisturbed.path("digest").asText());
        }
    }

    private static JsonNode run(RunningCluster cluster, String... words) throws Exception {
        Ended ended = cluster.thalweg(words).run();
        assertThat(ended.code()).as(ended.err()).isZero();
        return RunningCluster.json(ended);
    }

    /** Waits until the job has taken another checkpoint, whichever job manager counts them. */
    private static int awaitCheckpointAfterFault(RunningCluster cluster, String job) throws Exception {
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> cluster.ask("/jobs/" + job).path("state").asText().equals("RUNNING"));
        int before = await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> cluster.checkpoints(job, "completed"), n -> true);
        await().atMost(PATIENCE).ignoreExceptions().until(() -> cluster.checkpoints(job, "completed") != before);
        return before;
    }

    private static String fault(RunningCluster cluster, Random random) throws Exception {
        int which = random.nextInt(10);
        String manager = "taskmanager-" + (1 + random.nextInt(2));
        if (which < 5) {
            cluster.killAndAwaitNext(manager);
            return manager + " killed";
        }
        if (which < 7) {
            cluster.killAndAwaitNext("taskmanager-1");
            cluster.killAndAwaitNext("taskmanager-2");
            return "both task managers killed";
        }
        if (which < 9) {
            cluster.killAndAwaitNext("jobmanager");
            return "job manager killed";
        }
        long paused = cluster.pid(manager);
        RunningCluster.signal(paused, "STOP");
        Duration pause = Duration.ofMillis(500 + random.nextInt(14_000)); // beyond the heartbeat's timeout now and then
        await().pollDelay(pause).atMost(PATIENCE).until(() -> true);
        RunningCluster.signal(paused, "CONT");
        return "%s paused for %d ms".formatted(manager, pause.toMillis());
    }
}
