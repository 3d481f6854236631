package org.thalweg.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.thalweg.deploy.Launch.Ended;

/**
 * A search without an end, so that faults find it in the middle on any machine. Once a test has disturbed it enough it is
 * taken to an end that lies beyond all that was done, and compared with a run in one process that nothing disturbed.
 *
 * @param job its job on the cluster
 */
record EndlessSearch(RunningCluster cluster, String job) {
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    /** Starts that are left to do at the end. */
    private static final String MORE = "+100";

    /** Himmelblau's function, by small steps: few minima and long descents. */
    private static final List<String> WORDS = List.of(
            "minimize",
            "(x^2 + y - 11)^2 + (x + y^2 - 7)^2",
            "--bounds",
            "-6:6",
            "--method",
            "gradient-descent",
            "--step",
            "1e-3");

    /** The command, with a number of starts or {@code unlimited}. */
    static List<String> words(String starts) {
        List<String> all = new ArrayList<>(WORDS);
        all.addAll(List.of("--starts", starts));
        return all;
    }

    /** Hands one in, and waits for its first checkpoint. */
    static EndlessSearch begin(RunningCluster cluster, int parallelism) throws IOException, InterruptedException {
        return begin(cluster, words("unlimited"), parallelism);
    }

    /** Likewise from a savepoint or checkpoint. */
    static EndlessSearch resume(RunningCluster cluster, String path, int parallelism)
            throws IOException, InterruptedException {
        return begin(cluster, List.of("resume", path), parallelism);
    }

    /** Hands in a search that these words ask for. */
    static EndlessSearch begin(RunningCluster cluster, List<String> words, int parallelism)
            throws IOException, InterruptedException {
        String job = cluster.submit(words, "--parallelism", Integer.toString(parallelism));
        cluster.awaitCheckpoints(job, 1);
        return new EndlessSearch(cluster, job);
    }

    /** Waits until a checkpoint is taken that was begun after now. */
    void awaitProgress() {
        long before =
                await().atMost(PATIENCE).ignoreExceptions().until(() -> cluster.newestCheckpoint(job), id -> true);
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> cluster.state(job).equals("RUNNING") && cluster.newestCheckpoint(job) >= before + 2);
    }

    /** The name of a task manager that works on it. */
    String worker() throws IOException {
        return cluster.worker(job);
    }

    /** How often the cluster has seen it fail since its job manager began. */
    int failures() throws IOException {
        return cluster.failures(job);
    }

    /** Stops it; the path of its savepoint. */
    String stop() throws IOException, InterruptedException {
        Ended stopped = cluster.thalwegHere(List.of("stop", job)).run();
        assertThat(stopped.code()).as(stopped.err()).isZero();
        return stopped.out().strip();
    }

    /** Stops it, ends it at another parallelism, and compares. */
    void isUndisturbed() throws IOException, InterruptedException {
        String savepoint = stop();
        JsonNode partial = cluster.result(job, 130);
        long starts = isUndisturbed(cluster, savepoint, partial, "--parallelism", "3", "--cluster", cluster.address());
        assertThat(starts).isGreaterThan(partial.path("starts").path("total").asLong());
    }

    /**
     * Ends a saved search, and compares it with an undisturbed one in one process.
     *
     * @param partial its result when it was saved, or was lost
     * @param where where to end it; without words, in one process
     * @return how many starts there were in the end
     */
    static long isUndisturbed(RunningCluster cluster, String saved, JsonNode partial, String... where)
            throws IOException, InterruptedException {
        assertThat(partial.path("status").asText()).isEqualTo("CANCELLED");
        assertThat(partial.path("deterministic").asBoolean()).isFalse();
        List<String> resume = new ArrayList<>(List.of("resume", saved, "--starts", MORE, "--output", "json"));
        resume.addAll(Arrays.asList(where));
        JsonNode disturbed = result(cluster, resume);
        long starts = disturbed.path("starts").path("total").asLong();
        List<String> anew = new ArrayList<>(words(Long.toString(starts)));
        anew.addAll(List.of("--output", "json"));
        JsonNode undisturbed = result(cluster, anew);
        assertThat(disturbed.path("digest").asText())
                .isEqualTo(undisturbed.path("digest").asText());
        return starts;
    }

    private static JsonNode result(RunningCluster cluster, List<String> words)
            throws IOException, InterruptedException {
        Ended ended = cluster.thalweg(words.toArray(String[]::new)).run();
        assertThat(ended.code()).as(ended.err()).isZero();
        return RunningCluster.json(ended);
    }
}
