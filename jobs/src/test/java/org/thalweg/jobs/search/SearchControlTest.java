package org.thalweg.jobs.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.thalweg.core.run.SearchDriver;
import org.thalweg.core.run.SearchResult;
import org.thalweg.core.run.Status;
import org.thalweg.jobs.local.LocalCluster;
import org.thalweg.jobs.local.SharedCluster;
import org.thalweg.jobs.search.archive.Minimum;

@ExtendWith(SharedCluster.class)
class SearchControlTest {
    private final Jobs jobs;

    SearchControlTest(LocalCluster cluster) {
        jobs = new Jobs(cluster);
    }

    @Test
    void the_stream_holds_the_minima_of_the_whole_search_lowest_first() throws Exception {
        Search search = Landscape.SIX_HUMP_CAMEL.search(300);
        List<Minimum> minima = search.attachTo(jobs.environment(2)).executeAndCollect(100);

        assertThat(minima)
                .isEqualTo(SearchDriver.run(search.specification()).minima().stream()
                        .map(Minimum::of)
                        .toList())
                .hasSize(6);
    }

    @Test
    void a_search_ends_as_a_finished_job() throws Exception {
        StreamExecutionEnvironment environment = jobs.environment(2);
        Landscape.HIMMELBLAU.search(50).attachTo(environment);
        JobClient client = environment.executeAsync();

        client.getJobExecutionResult().get();

        assertThat(client.getJobStatus().get()).isEqualTo(JobStatus.FINISHED);
    }

    @Test
    void there_may_be_more_workers_than_starts() throws Exception {
        Search search = Landscape.HIMMELBLAU.search(2);

        assertThat(jobs.submit(search, 4).result().get().digest())
                .isEqualTo(SearchDriver.run(search.specification()).digest());
    }

    @Test
    void a_time_limit_gives_what_was_found_so_far() throws Exception {
        Trouble.slow("limited");
        Search search = endless("limited").timeLimit(Duration.ofMillis(300));

        SearchResult result = jobs.submit(search, 2).result().get();

        assertThat(result.status()).isEqualTo(Status.TIME_LIMIT);
        assertThat(result.complete()).isFalse();
        assertThat(result.starts().total()).isBetween(1L, 999_999L);
        assertThat(result.minima()).isNotEmpty();
    }

    @Test
    void a_time_limit_that_is_not_reached_does_not_show() throws Exception {
        Search search = Landscape.HIMMELBLAU.search(50).timeLimit(Duration.ofHours(1));

        assertThat(jobs.submit(search, 2).result().get().digest())
                .isEqualTo(SearchDriver.run(search.specification()).digest());
    }

    @Test
    void progress_can_be_watched_and_ends_at_the_result() throws Exception {
        Trouble trouble = Trouble.slow("watched");
        Search search = endless("watched").starts(2_000);
        SearchRun run = jobs.submit(search, 2);

        await().until(() -> run.progress().get().finished() > 0);
        SearchProgress early = run.progress().get();
        trouble.release();
        SearchResult result = run.result().get();
        SearchProgress last = run.progress().get();

        assertThat(early.total()).isEqualTo(2_000);
        assertThat(early.finished()).isLessThan(2_000);
        assertThat(early.rate()).isPositive();
        assertThat(last.converged()).isEqualTo(result.starts().converged());
        assertThat(last.finished()).isEqualTo(2_000);
        assertThat(last.evaluations()).isEqualTo(result.evaluations());
        assertThat(last.best()).isEqualTo(result.best().value());
        assertThat(last.minima()).isEqualTo(result.minimaTotal());
    }

    @Test
    void a_cancelled_search_is_gone() throws Exception {
        Trouble.slow("cancelled");
        StreamExecutionEnvironment environment = jobs.environment(2);
        endless("cancelled").attachTo(environment);
        JobClient client = environment.executeAsync();
        await().until(() -> client.getJobStatus().get() == JobStatus.RUNNING);

        client.cancel().get();

        await().until(() -> client.getJobStatus().get() == JobStatus.CANCELED);
    }

    @Test
    void every_operator_has_a_name_for_its_state_and_room_to_grow() throws Exception {
        StreamExecutionEnvironment environment = jobs.environment(2);
        Landscape.HIMMELBLAU.search(50).attachTo(environment);

        assertThat(environment.getStreamGraph().getStreamNodes())
                .hasSize(3)
                .allSatisfy(node -> assertThat(node.getMaxParallelism()).isPositive())
                .extracting(StreamNode::getTransformationUID)
                .containsExactlyInAnyOrder("search", "archive", "monitor");
    }

    private static Search endless(String trouble) {
        return Search.minimize(
                        new Trouble.Objective(new Landscape.Himmelblau(), trouble), Landscape.HIMMELBLAU.bounds())
                .starts(1_000_000);
    }
}
