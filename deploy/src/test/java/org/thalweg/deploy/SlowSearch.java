package org.thalweg.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.thalweg.deploy.Launch.Ended;

/**
 * A search with few minima and long descents, so long that faults find it in the middle, on any machine.
 *
 * @param starts how many starts would take {@link #SECONDS} at the pace of the first seconds, which is slow
 * @param digest of its undisturbed result, in one process
 */
record SlowSearch(long starts, String digest) {
    private static final int SECONDS = 20;
    private static final int PROBE_SECONDS = 3;

    /** Himmelblau's function, by small steps. */
    private static final List<String> WORDS = List.of(
            "minimize",
            "(x^2 + y - 11)^2 + (x + y^2 - 7)^2",
            "--bounds",
            "-6:6",
            "--method",
            "gradient-descent",
            "--step",
            "1e-4");

    /** Finds out how many starts the machine does, then runs as many without a cluster. */
    static SlowSearch calibrate(RunningCluster cluster) throws IOException, InterruptedException {
        Ended probe = cluster.thalwegHere(
                        with("unlimited"),
                        "--time-limit",
                        PROBE_SECONDS + "s",
                        "--parallelism",
                        "2",
                        "--output",
                        "json")
                .run();
        assertThat(probe.code()).as(probe.err()).isEqualTo(124);
        long done = RunningCluster.json(probe).path("starts").path("total").asLong();
        long starts = Math.max(200, done * SECONDS / PROBE_SECONDS);
        Ended undisturbed = cluster.thalweg(append(with(Long.toString(starts)), "--output", "json"))
                .run();
        assertThat(undisturbed.code()).as(undisturbed.err()).isZero();
        JsonNode result = RunningCluster.json(undisturbed);
        assertThat(result.path("starts").path("total").asLong()).isEqualTo(starts);
        return new SlowSearch(starts, result.path("digest").asText());
    }

    /** The command. */
    List<String> words() {
        return with(Long.toString(starts));
    }

    /** The command without an end. */
    static List<String> endless() {
        return with("unlimited");
    }

    /** The command with so many starts. */
    static String[] command(long starts, String... more) {
        return append(with(Long.toString(starts)), more);
    }

    private static List<String> with(String starts) {
        return List.of(append(WORDS, "--starts", starts));
    }

    private static String[] append(List<String> words, String... more) {
        List<String> all = new ArrayList<>(words);
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }
}
