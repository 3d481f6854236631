package org.thalweg.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.thalweg.deploy.Launch.Ended;
import org.thalweg.deploy.Launch.Running;

/** Who watches a search on a cluster sees it: by lines in a file, by a picture on a terminal. */
@ExtendWith(SharedRunningCluster.class)
@Tag("processes")
class WatchIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String ENTER = "\u001b[?1049h";
    private static final String LEAVE = "\u001b[?1049l";

    private final RunningCluster cluster;

    WatchIT(RunningCluster cluster) {
        this.cluster = cluster;
    }

    @Test
    void a_pipe_gets_plain_lines_and_the_result() throws Exception {
        EndlessSearch search = EndlessSearch.begin(cluster, 2);

        Running watching = cluster.thalwegHere(List.of("watch", search.job())).start();
        watching.awaitErr("best");
        search.stop();
        Ended watched = watching.await();

        assertThat(watched.code()).as(watched.err()).isEqualTo(130);
        assertThat(watched.out() + watched.err()).doesNotContain("\u001b", "\r");
        assertThat(watched.out()).contains("minimum").containsPattern("seed 42");
    }

    @Test
    void a_terminal_gets_the_whole_picture_and_is_given_back() throws Exception {
        EndlessSearch search = EndlessSearch.begin(cluster, 2);

        Running watching = onTerminal("watch " + search.job()).start();
        awaitText(watching.out(), "hits");
        search.stop();
        Ended watched = watching.await();

        assertThat(watched.code()).as(watched.out()).isEqualTo(130);
        String picture = watched.out()
                .substring(watched.out().indexOf(ENTER), watched.out().indexOf(LEAVE));
        assertThat(picture)
                .contains("(x^2 + y - 11)^2", "running", "converged", "evaluations", "Ctrl-C ends the watching")
                .doesNotContain("Exception");
        assertThat(watched.out().substring(watched.out().indexOf(LEAVE))).contains("minimum", "seed 42");
    }

    @Test
    void ctrl_c_ends_the_watching_and_not_the_search() throws Exception {
        EndlessSearch search = EndlessSearch.begin(cluster, 2);

        Running watching = onTerminal("watch " + search.job()).start();
        awaitText(watching.out(), "hits");
        watching.process()
                .descendants()
                .forEach(each -> each.info()
                        .command()
                        .filter(command -> command.endsWith("/java"))
                        .ifPresent(java -> interrupt(each.pid())));
        Ended watched = watching.await();

        assertThat(watched.code()).as(watched.out()).isEqualTo(130);
        assertThat(watched.out()).contains(LEAVE);
        search.awaitProgress();
        search.isUndisturbed();
    }

    @Test
    void one_descent_over_many_variables_is_watched_and_stopped_as_a_search_is() throws Exception {
        List<String> words = List.of(
                "minimize",
                "sum(i, 1, n-1, 100*(x[i+1]-x[i]^2)^2 + (1-x[i])^2)",
                "--dimension",
                "1000",
                "--partitioned",
                "--start-pattern",
                "-1.2,1",
                "--method",
                "gradient-descent",
                "--step",
                "1e-9",
                "--max-iterations",
                "1000000000");
        String job = cluster.submit(words, "--parallelism", "2");
        cluster.awaitCheckpoints(job, 1);

        Running watching =
                cluster.thalwegHere(List.of("watch", job, "--output", "json")).start();
        watching.awaitErr("largest slope");
        Ended stopped = cluster.thalwegHere(List.of("stop", job)).run();
        Ended watched = watching.await();

        assertThat(stopped.code()).as(stopped.err()).isZero();
        assertThat(watched.code()).as(watched.err()).isEqualTo(130);
        assertThat(RunningCluster.json(watched).path("status").asText()).isEqualTo("CANCELLED");
        Running going = cluster.thalwegHere(words, "--from", stopped.out().strip(), "--output", "json")
                .start();
        going.awaitErr("largest slope");
        RunningCluster.signal(going.process().pid(), "INT");
        Ended resumed = going.await();
        assertThat(resumed.code()).as(resumed.err()).isEqualTo(130);
        assertThat(RunningCluster.json(resumed).path("nit").asLong())
                .isGreaterThan(RunningCluster.json(watched).path("nit").asLong());
    }

    private static void interrupt(long pid) {
        try {
            RunningCluster.signal(pid, "INT");
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** A command on a terminal of its own, of a usual size; what the terminal is sent is its output. */
    private Launch onTerminal(String words) {
        String command = "stty rows 24 cols 90; exec '%s' %s --cluster %s"
                .formatted(Launch.DISTRIBUTION.resolve("bin/thalweg"), words, cluster.address());
        return new Launch(
                List.of("script", "--quiet", "--return", "--flush", "--command", command, "/dev/null"),
                cluster.directory(),
                Map.of(
                        "TERM",
                        "xterm",
                        "SHELL",
                        "/bin/sh",
                        "THALWEG_STATE_DIRECTORY",
                        cluster.directory().getParent().toString()));
    }

    private static void awaitText(Path file, String text) {
        await().atMost(PATIENCE).until(() -> Files.readString(file).contains(text));
    }
}
