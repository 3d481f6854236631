package org.thalweg.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thalweg.deploy.Launch.Ended;
import org.thalweg.deploy.Launch.Running;
import org.thalweg.deploy.clock.Clock;

/** Faults of a whole cluster, which each needs one of its own. The rows are those of the table of faults. */
@Tag("processes")
class ClusterOutagesIT {
    @TempDir
    private Path directory;

    @Test
    void row_3_a_killed_job_manager_does_not_show_where_there_is_a_zookeeper() throws Exception {
        try (RunningCluster cluster = start("--ha")) {
            EndlessSearch search = EndlessSearch.begin(cluster, 2);
            Running watching = cluster.thalwegHere(List.of("watch", search.job(), "--output", "json"))
                    .start();
            watching.awaitErr("best"); // connected

            for (int i = 0; i < 2; i++) {
                cluster.killAndAwaitNext("jobmanager");
                search.awaitProgress();
            }
            cluster.signal("jobmanager", "STOP"); // since another is back too soon to be missed on a fast machine
            watching.awaitErr("no word from the job manager");
            Running late = cluster.thalwegHere(List.of("watch", search.job())).start();
            late.awaitErr("is waited for");
            cluster.signal("jobmanager", "KILL");
            late.awaitErr("best");

            assertThat(watching.process().isAlive()).isTrue();
            String savepoint = search.stop();
            assertThat(late.await().code()).isEqualTo(130);
            Ended watched = watching.await();
            assertThat(watched.code()).as(watched.err()).isEqualTo(130);
            EndlessSearch.isUndisturbed(
                    cluster, savepoint, RunningCluster.json(watched), "--cluster", cluster.address());
        }
    }

    @Test
    void row_5_a_network_that_is_cut_for_5_and_for_60_seconds_does_not_show() throws Exception {
        int manager = Wire.freePort();
        int worker = Wire.freePort();
        try (Wire toManager = Wire.to(manager);
                Wire toWorker = Wire.to(worker);
                RunningCluster cluster = start(
                        "-D",
                        "jobmanager.rpc.port=" + toManager.port(),
                        "-D",
                        "jobmanager.rpc.bind-port=" + manager,
                        "-D",
                        "taskmanager.rpc.port=" + toWorker.port(),
                        "-D",
                        "taskmanager.rpc.bind-port=" + worker)) {
            List<Wire> network = List.of(toManager, toWorker);
            EndlessSearch search = EndlessSearch.begin(cluster, 2);
            long working = cluster.pid("taskmanager-1");

            cut(network, Duration.ofSeconds(5));
            search.awaitProgress();
            assertThat(search.failures()).isZero();

            cut(network, Duration.ofSeconds(60));
            search.awaitProgress();
            assertThat(search.failures()).isPositive();
            assertThat(cluster.pid("taskmanager-1")).isEqualTo(working);
            search.isUndisturbed();
        }
    }

    private static void cut(List<Wire> network, Duration time) {
        network.forEach(Wire::cut);
        await().pollDelay(time).timeout(time.multipliedBy(2)).until(() -> true);
        network.forEach(Wire::mend);
    }

    @Test
    void row_12_a_clock_that_jumps_by_an_hour_does_not_show() throws Exception {
        Clock clock = Clock.in(directory);
        try (RunningCluster cluster = start("-D", "env.java.opts.all=" + clock.option())) {
            List<String> words = new ArrayList<>(EndlessSearch.words("unlimited"));
            words.addAll(List.of("--time-limit", "30m"));
            EndlessSearch search = EndlessSearch.begin(cluster, words, 2);

            for (int hours : new int[] {1, -1, 0}) {
                clock.set(Duration.ofHours(hours));
                search.awaitProgress();
                Duration skew = Duration.between(Instant.now(), newestCheckpoint(cluster, search.job()));
                assertThat(skew).isBetween(Duration.ofMinutes(60L * hours - 5), Duration.ofMinutes(60L * hours + 5));
            }

            assertThat(search.failures()).isZero();
            search.isUndisturbed();
        }
    }

    private static Instant newestCheckpoint(RunningCluster cluster, String job) throws IOException {
        return Instant.ofEpochMilli(cluster.ask("/jobs/" + job + "/checkpoints")
                .path("latest")
                .path("completed")
                .path("trigger_timestamp")
                .asLong());
    }

    private RunningCluster start(String... options) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("--task-managers", "1", "--slots", "3"));
        all.addAll(List.of(options));
        return RunningCluster.start(directory.resolve("cluster-home"), all.toArray(String[]::new));
    }
}
