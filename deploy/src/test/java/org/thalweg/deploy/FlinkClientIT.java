package org.thalweg.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.thalweg.deploy.Launch.Ended;
import org.thalweg.deploy.Launch.Running;

/** The job jar, handed in by Flink's own ways from a Flink that does not have Thalweg. */
@ExtendWith(SharedRunningCluster.class)
class FlinkClientIT {
    private static final List<String> QUESTION =
            List.of("minimize", "(x^2 + y - 11)^2 + (x + y^2 - 7)^2", "--bounds", "-6:6");

    private final RunningCluster cluster;

    @TempDir
    private Path directory;

    FlinkClientIT(RunningCluster cluster) {
        this.cluster = cluster;
    }

    @Test
    void flinks_own_client_runs_the_job_jar() throws Exception {
        PlainFlink flink = PlainFlink.with(directory, List.of());
        Path result = directory.resolve("result.json");

        Ended ended = flink.cli(run(PlainFlink.JOB, "--output", "json", "--output-file", result.toString()))
                .run();

        assertThat(ended.code()).as(ended.out() + ended.err()).isZero();
        assertThat(digest(Files.readString(result))).isEqualTo(digestInOneProcess());
        Ended wrong = flink.cli("run", "-m", cluster.address(), PlainFlink.JOB.toString(), "minimize", "(x-1")
                .run();
        assertThat(wrong.code()).isEqualTo(1);
        assertThat(wrong.err()).contains("(x-1\n", "^").doesNotContain("\tat ");
    }

    @Test
    @Tag("processes")
    void flinks_own_client_goes_on_from_a_savepoint() throws Exception {
        String savepoint = EndlessSearch.begin(cluster, 2).stop();
        Ended resumed = cluster.thalweg("resume", savepoint, "--starts", "+100", "--output", "json")
                .run();
        assertThat(resumed.code()).as(resumed.err()).isZero();
        Path result = directory.resolve("result.json");

        List<String> words = new ArrayList<>(List.of("run", "-m", cluster.address(), "-s", savepoint, "-p", "3"));
        words.add(PlainFlink.JOB.toString());
        words.addAll(EndlessSearch.words(
                RunningCluster.json(resumed).path("starts").path("total").asText()));
        words.addAll(List.of("--output", "json", "--output-file", result.toString()));
        Ended ended = PlainFlink.with(directory, List.of())
                .cli(words.toArray(String[]::new))
                .run();

        assertThat(ended.code()).as(ended.out() + ended.err()).isZero();
        assertThat(digest(Files.readString(result))).isEqualTo(digest(resumed.out()));
    }

    @Test
    void a_job_jar_for_another_flink_says_so() throws Exception {
        Ended ended =
                PlainFlink.with(directory, List.of()).cli(run(jobFor("9.9.0"))).run();

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.out() + ended.err())
                .contains(
                        "This job is made for Flink 9.9.0, and was handed to Flink 2.3.0. Use a cluster of that version.")
                .doesNotContain("\tat ");
    }

    @Test
    void a_cluster_of_one_application_writes_its_result_and_ends() throws Exception {
        PlainFlink flink = PlainFlink.with(directory, settings(Wire.freePort(), Wire.freePort()));
        Path result = directory.resolve("result.json");
        Running worker = flink.taskManager().start();
        try {
            Ended ended = flink.application(
                            "org.thalweg.jobs.cli.ThalwegJob",
                            question("--output", "json", "--output-file", result.toString()))
                    .run();

            assertThat(ended.code()).as(ended.out() + ended.err()).isZero();
            assertThat(digest(Files.readString(result))).isEqualTo(digestInOneProcess());
        } finally {
            worker.process().destroyForcibly();
            worker.await();
        }
    }

    private List<String> settings(int rpc, int rest) {
        return List.of(
                "jobmanager: {rpc: {address: 127.0.0.1, port: %d}, bind-host: 127.0.0.1}".formatted(rpc),
                "jobmanager.memory.process.size: 1024m",
                "taskmanager: {host: 127.0.0.1, bind-host: 127.0.0.1, numberOfTaskSlots: 2}",
                "taskmanager.memory.process.size: 1024m",
                "rest: {address: 127.0.0.1, bind-address: 127.0.0.1, port: %d, bind-port: %d}".formatted(rest, rest),
                "parallelism.default: 2",
                "execution.attached: true",
                "execution.checkpointing.interval: 1s",
                "execution.checkpointing.dir: '%s'"
                        .formatted(directory.resolve("checkpoints").toUri()),
                "user.artifacts.base-dir: '%s'" // else in /opt, where jars stay, and are taken again for newer ones of
                        // their name
                        .formatted(directory.resolve("artifacts")));
    }

    private String[] run(Path jar, String... more) {
        List<String> words = new ArrayList<>(List.of("run", "-m", cluster.address(), "-p", "3", jar.toString()));
        words.addAll(List.of(question(more)));
        return words.toArray(String[]::new);
    }

    private static String[] question(String... more) {
        return Stream.concat(QUESTION.stream(), Stream.of(more)).toArray(String[]::new);
    }

    private String digestInOneProcess() throws Exception {
        Ended ended = cluster.thalweg(question("--output", "json")).run();
        assertThat(ended.code()).as(ended.err()).isZero();
        return digest(ended.out());
    }

    private static String digest(String json) throws Exception {
        JsonNode result = new ObjectMapper().readTree(json);
        assertThat(result.path("status").asText()).isEqualTo("CONVERGED");
        assertThat(result.path("minimaTotal").asInt(result.path("minima").size()))
                .isEqualTo(4);
        return result.path("digest").asText();
    }

    /** The job jar, with another version in its manifest. */
    private Path jobFor(String version) throws Exception {
        Path copy = directory.resolve("other.jar");
        try (JarFile jar = new JarFile(PlainFlink.JOB.toFile())) {
            Manifest manifest = new Manifest(jar.getManifest());
            manifest.getMainAttributes().putValue("Flink-Version", version);
            try (OutputStream to = Files.newOutputStream(copy);
                    JarOutputStream out = new JarOutputStream(to, manifest)) {
                for (var entry : Collections.list(jar.entries())) {
                    if (!entry.isDirectory() && !entry.getName().equals(JarFile.MANIFEST_NAME)) {
                        out.putNextEntry(new JarEntry(entry.getName()));
                        try (InputStream in = jar.getInputStream(entry)) {
                            in.transferTo(out);
                        }
                    }
                }
            }
        }
        return copy;
    }
}
