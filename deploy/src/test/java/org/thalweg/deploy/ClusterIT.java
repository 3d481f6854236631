package org.thalweg.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.thalweg.deploy.Launch.Ended;

/** A cluster is started, asked, handed jobs in all the ways there are, and says what is wrong. */
@ExtendWith(SharedRunningCluster.class)
class ClusterIT {
    private final RunningCluster cluster;

    @TempDir
    private Path directory;

    ClusterIT(RunningCluster cluster) {
        this.cluster = cluster;
    }

    @Test
    void a_job_of_its_own_has_the_digest_of_a_run_in_one_process() throws Exception {
        List<String> words = new ArrayList<>(EndlessSearch.words("300"));
        String job = cluster.submit(words, "--parallelism", "4");
        words.addAll(List.of("--output", "json"));
        Ended alone = cluster.thalweg(words.toArray(String[]::new)).run();

        assertThat(cluster.result(job).path("digest").asText())
                .isEqualTo(RunningCluster.json(alone).path("digest").asText());
        Ended ended = cluster.thalwegHere(List.of("stop", job)).run();
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err()).contains("job " + job + " has ended already: FINISHED");
    }

    @Test
    void a_cluster_of_the_same_build_is_sent_no_classes() throws Exception {
        String job = cluster.submit(List.of("minimize", "(x-1)^2"));
        assertThat(cluster.result(job).path("status").asText()).isEqualTo("CONVERGED");

        for (int i = 1; i <= 2; i++) { // a task manager tells of every jar that it fetches
            assertThat(Files.readString(cluster.directory().resolve("logs/taskmanager-%d.log".formatted(i))))
                    .doesNotContain("Downloading " + job);
        }
    }

    @Test
    void status_names_the_processes_and_a_second_start_is_refused() throws Exception {
        Ended status = cluster.thalweg("cluster", "status").run();
        Ended second = cluster.thalweg("cluster", "start").run();

        assertThat(status.code()).as(status.err()).isZero();
        assertThat(status.out())
                .startsWith(cluster.address())
                .contains("jobmanager", "taskmanager-1", "taskmanager-2", "supervisor", "8 slots");
        assertThat(second.code()).isEqualTo(1);
        assertThat(second.err()).startsWith("thalweg: a cluster runs already at " + cluster.address());
    }

    @Test
    void what_cannot_be_started_is_said() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Ended port = cluster.thalweg(
                            "cluster",
                            "start",
                            "--directory",
                            directory.toString(),
                            "--port",
                            Integer.toString(taken.getLocalPort()))
                    .run();
            assertThat(port.code()).isEqualTo(1);
            assertThat(port.err()).startsWith("thalweg: port %d is taken.".formatted(taken.getLocalPort()));
        }
        Ended memory = cluster.thalweg("cluster", "start", "--directory", directory.toString(), "--memory", "100000g")
                .run();
        assertThat(memory.code()).isEqualTo(1);
        assertThat(memory.err()).contains("need 102400000 MiB", "Give a smaller --memory");
        Ended tiny = cluster.thalweg("cluster", "start", "--directory", directory.toString(), "--memory", "100m")
                .run();
        assertThat(tiny.code()).isEqualTo(1);
        assertThat(tiny.err()).contains("the settings do not fit together").doesNotContain("\tat ");
        assertThat(cluster.thalweg("cluster", "status", "--directory", directory.toString())
                        .run()
                        .code())
                .isEqualTo(5);
    }

    @Test
    void a_cluster_that_is_not_there_or_of_another_version_is_refused() throws Exception {
        Ended nobody =
                cluster.thalweg("minimize", "x^2", "--cluster", "127.0.0.1:1").run();
        assertThat(nobody.code()).isEqualTo(5);
        assertThat(nobody.err()).startsWith("thalweg: the cluster at 127.0.0.1:1 cannot be reached");

        HttpServer old = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        old.createContext("/", exchange -> {
            byte[] answer = """
                    {"taskmanagers":1,"slots-total":1,"slots-available":1,"jobs-running":0,"jobs-finished":0,
                    "jobs-cancelled":0,"jobs-failed":0,"flink-version":"1.20.1","flink-commit":"a"}""".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        old.start();
        try {
            Ended refused = cluster.thalweg(
                            "minimize",
                            "x^2",
                            "--cluster",
                            "127.0.0.1:" + old.getAddress().getPort())
                    .run();
            assertThat(refused.code()).as(refused.err()).isEqualTo(5);
            assertThat(refused.err()).contains("runs Flink 1.20.1, and this Thalweg is made for Flink 2.3.0");
        } finally {
            old.stop(0);
        }
    }
}
