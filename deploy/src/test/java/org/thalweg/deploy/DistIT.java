package org.thalweg.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thalweg.deploy.Launch.Ended;

/** The packed distribution, unpacked where nothing else of Thalweg is; in the profile {@code dist}. */
@Tag("dist")
class DistIT {
    private static final String[] QUESTION = {
        "minimize", "(x^2 + y - 11)^2 + (x + y^2 - 7)^2", "--bounds", "-6:6", "--output", "json"
    };

    @TempDir
    private Path directory;

    private Path elsewhere;

    @BeforeEach
    void leave() throws Exception {
        elsewhere = Files.createDirectory(directory.resolve("else where"));
    }

    @Test
    void a_cluster_is_started_used_and_stopped_from_a_plain_place() throws Exception {
        startUseAndStop(unpack("place"));
    }

    @Test
    void and_from_a_place_with_spaces() throws Exception {
        startUseAndStop(unpack("a place & more"));
    }

    @Test
    void it_brings_what_the_quick_start_and_the_handbook_speak_of() throws Exception {
        Path home = unpack("place");

        assertThat(List.of(
                        "README.md",
                        "docs/operations.md",
                        "docker/compose.yml",
                        "kubernetes/session.yaml",
                        "monitoring/prometheus",
                        "monitoring/grafana",
                        "plugins/thalweg-metrics",
                        "lib/job/thalweg-job.jar",
                        "conf/config.yaml"))
                .allMatch(each -> Files.exists(home.resolve(each)));
    }

    private void startUseAndStop(Path home) throws Exception {
        Launch start = thalweg(home, "cluster", "start", "--task-managers", "2", "--slots", "1");
        thalweg(home, "--version").run(); // which prepares fast starts, once
        long began = System.nanoTime();
        Ended started = start.run();
        assertThat(started.code()).as(started.err()).isZero();
        String address = started.out().strip();
        try {
            Ended far = thalweg(home, question("--cluster", address)).run();
            double seconds = (System.nanoTime() - began) * 1e-9;
            assertThat(far.code()).as(far.err()).isZero();
            System.out.printf("%s: from cluster start to the first result %.1f s%n", home, seconds);

            Ended near = thalweg(home, question()).run();
            assertThat(digest(far)).isEqualTo(digest(near));

            String job = thalweg(home, "minimize", "x^2", "--starts", "unlimited", "--cluster", address, "--detach")
                    .run()
                    .out()
                    .strip();
            Ended stopped = thalweg(home, "stop", job).run(); // finds the cluster by itself
            assertThat(stopped.code()).as(stopped.err()).isZero();
            Ended resumed = thalweg(home, "resume", stopped.out().strip(), "--time-limit", "1s")
                    .run();
            assertThat(resumed.code()).as(resumed.err()).isEqualTo(124);
        } finally {
            Ended ended = thalweg(home, "cluster", "stop").run();
            assertThat(ended.code()).as(ended.err()).isZero();
        }
    }

    private static String[] question(String... more) {
        String[] words = java.util.Arrays.copyOf(QUESTION, QUESTION.length + more.length);
        System.arraycopy(more, 0, words, QUESTION.length, more.length);
        return words;
    }

    private static String digest(Ended ended) throws Exception {
        return new ObjectMapper().readTree(ended.out()).path("digest").asText();
    }

    private Path unpack(String name) throws Exception {
        Path place = Files.createDirectory(directory.resolve(name));
        Path archive = Path.of(Launch.DISTRIBUTION + ".tar.gz");
        Ended unpacked = new Launch(List.of("tar", "-xzf", archive.toString()), place, Map.of()).run();
        assertThat(unpacked.code()).as(unpacked.err()).isZero();
        return place.resolve(Launch.DISTRIBUTION.getFileName());
    }

    private Launch thalweg(Path home, String... words) {
        return Launch.of(home.resolve("bin/thalweg"), words)
                .in(elsewhere)
                .with("THALWEG_ARCHIVE", "on")
                .with("THALWEG_STATE_DIRECTORY", directory.resolve("a state").toString());
    }
}
