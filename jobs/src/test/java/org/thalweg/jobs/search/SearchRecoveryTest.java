package org.thalweg.jobs.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.util.ExceptionUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.thalweg.core.run.SearchDriver;
import org.thalweg.core.run.SearchResult;
import org.thalweg.core.run.Status;
import org.thalweg.jobs.local.LocalCluster;
import org.thalweg.jobs.local.SharedCluster;
import org.thalweg.jobs.search.source.ChangedSearchException;

@ExtendWith(SharedCluster.class)
class SearchRecoveryTest {
    private static final long STARTS = 1_000;

    private final LocalCluster cluster;

    @TempDir
    private Path directory;

    SearchRecoveryTest(LocalCluster cluster) {
        this.cluster = cluster;
    }

    @ParameterizedTest
    @EnumSource(names = {"EVALUATION", "RECORD", "SNAPSHOT"})
    void failures_after_checkpoints_do_not_show_in_the_result(Trouble.Site site) throws Exception {
        Trouble trouble = Trouble.plan(site.name(), site, 3);
        Search search = troubled(site.name());

        SearchResult result = new Jobs(cluster)
                .checkpointing()
                .submit(search, 2, harvests -> Trouble.between(harvests, site.name()))
                .result()
                .get();

        assertThat(trouble.had()).isEqualTo(3);
        assertThat(result.digest()).isEqualTo(expected(search));
    }

    @Test
    void failures_without_a_checkpoint_do_not_show_in_the_result() throws Exception {
        Trouble trouble = Trouble.everySoMany("no checkpoint", 700, 3);
        Search search = troubled("no checkpoint");

        SearchResult result =
                new Jobs(cluster).restarting().submit(search, 3).result().get();

        assertThat(trouble.had()).isEqualTo(3);
        assertThat(result.digest()).isEqualTo(expected(search));
    }

    @Test
    void a_search_that_is_stopped_goes_on_at_another_parallelism() throws Exception {
        Trouble trouble = Trouble.slow("rescaled");
        Search search = troubled("rescaled");

        String first = stopAfter(100, search, 1, new Jobs(cluster));
        String second = stopAfter(300, search, 4, new Jobs(cluster).from(first));
        trouble.release();
        SearchResult result =
                new Jobs(cluster).from(second).submit(search, 2).result().get();

        assertThat(result.status()).isEqualTo(Status.CONVERGED);
        assertThat(result.digest()).isEqualTo(expected(search));
    }

    private String stopAfter(long finished, Search search, int parallelism, Jobs jobs) throws Exception {
        SearchRun run = jobs.submit(search, parallelism);
        await().until(() -> run.progress().get().finished() > finished);
        String savepoint = run.stop(directory.toUri().toString()).get();
        SearchResult partial = run.result().get();
        assertThat(partial.status()).isEqualTo(Status.CANCELLED);
        assertThat(partial.complete()).isFalse();
        assertThat(partial.starts().total()).isBetween(1L, STARTS - 1);
        return savepoint;
    }

    @Test
    void another_search_does_not_go_on_from_a_checkpoint_and_the_message_names_what_differs() throws Exception {
        Trouble trouble = Trouble.slow("changed");
        Search search = troubled("changed");
        String savepoint = stopAfter(0, search, 2, new Jobs(cluster));
        trouble.release();

        assertThatThrownBy(() -> new Jobs(cluster)
                        .from(savepoint)
                        .submit(search.seed(43), 2)
                        .result()
                        .get())
                .satisfies(failure -> assertThat(ExceptionUtils.findThrowable(failure, ChangedSearchException.class))
                        .hasValueSatisfying(changed -> {
                            assertThat(changed.part()).isEqualTo("seed");
                            assertThat(changed)
                                    .hasMessageContaining("seed (43)")
                                    .hasMessageContaining("(42)");
                        }));
    }

    @Test
    void a_lost_task_manager_does_not_show_in_the_result() throws Exception {
        Trouble trouble = Trouble.slow("lost");
        Search search = troubled("lost");
        try (LocalCluster mortal = LocalCluster.start(2)) {
            SearchRun run =
                    new Jobs(mortal).checkpointing().submit(search, 2, harvests -> Trouble.between(harvests, "lost"));
            await().until(() -> trouble.checkpoints() > 1);
            MiniCluster machine = mortal.miniCluster();
            machine.terminateTaskManager(0).get();
            machine.startTaskManager();
            trouble.release();

            assertThat(run.result().get().digest()).isEqualTo(expected(search));
        }
    }

    private static Search troubled(String name) {
        return Search.minimize(new Trouble.Objective(new Landscape.Himmelblau(), name), Landscape.HIMMELBLAU.bounds())
                .starts(STARTS);
    }

    private static String expected(Search search) {
        return SearchDriver.run(search.specification()).digest();
    }
}
