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
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.thalweg.deploy.Launch.Ended;
import org.thalweg.deploy.Launch.Running;

/** Who watches a search, a descent or a fit on a cluster sees it: by lines in a file, by a picture on a terminal. */
@ExtendWith(SharedRunningCluster.class)
@Tag("processes")
class WatchIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String ENTER = "\u001b[?1049h";
    private static final String LEAVE = "\u001b[?1049l";

    private final RunningCluster cluster;

    @TempDir
    private Path directory;

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

    @Test
    void a_fit_is_watched_by_others_who_get_its_result_though_its_own_client_is_killed() throws Exception {
        List<String> words = new ArrayList<>(fit(20_000));
        words.addAll(List.of("--output", "json", "--parallelism", "2"));
        Running own = cluster.thalwegHere(words).in(directory).start();
        String job = runningJob();

        Running watching =
                cluster.thalwegHere(List.of("watch", job, "--output", "json")).start();
        watching.awaitErr("largest slope");
        Ended fitted = own.await();
        Ended watched = watching.await();

        assertThat(fitted.code()).as(fitted.err()).isZero();
        assertThat(watched.code()).as(watched.err()).isZero();
        JsonNode expected = RunningCluster.json(fitted);
        assertThat(RunningCluster.json(watched).path("digest")).isEqualTo(expected.path("digest"));
        assertThat(RunningCluster.json(watched).path("parameters")).isEqualTo(expected.path("parameters"));
        assertThat(RunningCluster.json(watched).path("standardErrors")).isEqualTo(expected.path("standardErrors"));

        Running killed = cluster.thalwegHere(words).in(directory).start();
        String orphan = runningJob();
        RunningCluster.signal(killed.process().pid(), "KILL");
        assertThat(killed.await().out()).isEmpty();
        Path model = directory.resolve("model.json");
        Ended found = cluster.thalwegHere(
                        List.of("watch", orphan, "--output", "json", "--model-output", model.toString()))
                .run();
        assertThat(found.code()).as(found.err()).isZero();
        assertThat(RunningCluster.json(found).path("digest")).isEqualTo(expected.path("digest"));
        assertThat(model).exists();

        Files.move(directory.resolve("rows.csv"), directory.resolve("moved.csv"));
        Ended lost = cluster.thalwegHere(List.of("watch", orphan)).run();
        assertThat(lost.code()).as(lost.err()).isEqualTo(4);
        assertThat(lost.err()).contains("cannot read", "--data FILE says where").hasLineCount(1);
        Ended elsewhere = cluster.thalwegHere(List.of(
                        "watch",
                        orphan,
                        "--output",
                        "json",
                        "--data",
                        directory.resolve("moved.csv").toString()))
                .run();
        assertThat(elsewhere.code()).as(elsewhere.err()).isZero();
        assertThat(RunningCluster.json(elsewhere).path("digest")).isEqualTo(expected.path("digest"));
    }

    @Test
    void rows_that_have_changed_in_a_way_that_only_the_loss_shows_are_told() throws Exception {
        List<String> words = fit(20_000);
        String job = cluster.submit(
                words.stream()
                        .map(word -> word.equals("rows.csv")
                                ? directory.resolve(word).toString()
                                : word)
                        .toList(),
                "--parallelism",
                "2");
        cluster.awaitCheckpoints(job, 1); // so those who fit have read theirs
        Path rows = directory.resolve("rows.csv");
        Files.writeString(rows, Files.readString(rows).replaceFirst("\n0\\.", "\n1."));

        Ended watched = cluster.thalwegHere(List.of("watch", job)).run();

        assertThat(watched.code()).as(watched.err()).isEqualTo(4);
        assertThat(watched.err())
                .contains("has changed since the fit began: where the fit ended the loss is")
                .doesNotContain("\tat ");
    }

    @Test
    void a_terminal_shows_how_a_fit_goes_and_a_stop_ends_it_where_it_can_go_on() throws Exception {
        List<String> words = fit(1_000_000_000);
        Running own = cluster.thalwegHere(words).in(directory).start();
        String job = runningJob();

        Running watching = onTerminal("watch " + job).start();
        awaitText(watching.out(), "largest slope");
        awaitText(watching.out(), "b = ");
        cluster.awaitCheckpoints(job, 1);
        Running leaving = cluster.thalwegHere(List.of("watch", job)).start();
        leaving.awaitErr("largest slope");
        RunningCluster.signal(leaving.process().pid(), "INT");
        assertThat(leaving.await().code()).isEqualTo(130);
        assertThat(cluster.state(job)).isEqualTo("RUNNING");
        Ended stopped = cluster.thalwegHere(List.of("stop", job)).run();
        Ended watched = watching.await();
        Ended ended = own.await();

        assertThat(stopped.code()).as(stopped.err()).isZero();
        assertThat(watched.code()).as(watched.out()).isEqualTo(130);
        assertThat(ended.code()).as(ended.err()).isEqualTo(130);
        String picture = watched.out()
                .substring(watched.out().indexOf(ENTER), watched.out().indexOf(LEAVE));
        assertThat(picture)
                .contains(
                        "y ~ linear",
                        "running",
                        "20,000 rows",
                        "rounds",
                        "loss",
                        "Ctrl-C ends the watching; the fit goes on")
                .doesNotContain("Exception");
        assertThat(watched.out().substring(watched.out().indexOf(LEAVE))).contains("cancelled");
        Ended resumed = cluster.thalweg("resume", stopped.out().strip()).run();
        assertThat(resumed.code()).as(resumed.err()).isEqualTo(6);
        assertThat(resumed.err())
                .contains("goes on by the command that began it, with --from")
                .hasLineCount(1);
        Running going = cluster.thalwegHere(words, "--from", stopped.out().strip())
                .in(directory)
                .start();
        going.awaitErr("largest slope");
        RunningCluster.signal(going.process().pid(), "INT");
        Ended again = going.await();
        assertThat(again.code()).as(again.err()).isEqualTo(130);
        assertThat(again.err()).contains("The fit is saved. To go on: the same command with --from ");
    }

    /** A fit of so many iterations to rows that are written anew. */
    private List<String> fit(long iterations) throws IOException {
        StringBuilder text = new StringBuilder("a,b,y\n");
        for (int i = 0; i < 20_000; i++) {
            double a = Math.sin(i * 1.3);
            double b = Math.cos(i * 0.7);
            int label = a - 0.5 * b + 1.5 * Math.sin(i * 12.9898) > 0 ? 1 : -1;
            text.append(String.format(Locale.ROOT, "%.5f,%.5f,%d%n", a, b, label));
        }
        Files.writeString(directory.resolve("rows.csv"), text);
        return List.of(
                "fit",
                "linear",
                "--data",
                "rows.csv",
                "--response",
                "y",
                "--loss",
                "logistic",
                "--method",
                "adam",
                "--step",
                "1e-4",
                "--max-iterations",
                Long.toString(iterations));
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
