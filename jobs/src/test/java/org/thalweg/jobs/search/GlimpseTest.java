package org.thalweg.jobs.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.thalweg.core.run.SearchDriver;
import org.thalweg.core.run.SearchResult;
import org.thalweg.core.run.SearchSpecification;
import org.thalweg.core.run.Status;
import org.thalweg.core.search.FoundPoint;
import org.thalweg.jobs.local.LocalCluster;
import org.thalweg.jobs.local.SharedCluster;
import org.thalweg.jobs.search.archive.Findings;
import org.thalweg.monitoring.history.History;
import org.thalweg.monitoring.history.Mark;

@ExtendWith(SharedCluster.class)
class GlimpseTest {
    private final Jobs jobs;

    GlimpseTest(LocalCluster cluster) {
        jobs = new Jobs(cluster);
    }

    @Test
    void shows_minima_and_history_while_the_search_runs() throws Exception {
        Trouble trouble = Trouble.slow("glimpsed");
        SearchRun run = jobs.submit(himmelblau("glimpsed", 20_000), 2);

        await().atMost(Duration.ofSeconds(30))
                .until(() -> isTelling(run.glimpse().get()));
        Glimpse early = run.glimpse().get();
        trouble.release();
        SearchResult result = run.result().get();

        SearchResult soFar = early.soFar();
        assertThat(soFar).isNotNull();
        assertThat(soFar.status()).isEqualTo(Status.CANCELLED);
        assertThat(soFar.complete()).isFalse();
        assertThat(soFar.starts().total()).isBetween(1L, 19_999L);
        assertThat(soFar.minima().stream().mapToLong(FoundPoint::hits).sum())
                .isLessThanOrEqualTo(soFar.starts().converged());
        assertThat(result.minima()).hasSize(4);
        History history = early.history();
        assertThat(history.columns()).startsWith("seconds", "finished");
        assertThat(history.row(history.rows() - 1)[1]).isBetween(0.0, 20_000.0);
        assertThat(early.recovering()).isFalse();
    }

    private static boolean isTelling(Glimpse now) {
        return now.soFar() != null
                && !now.soFar().minima().isEmpty()
                && now.history().rows() > 2;
    }

    @Test
    void shows_the_whole_result_in_the_end() throws Exception {
        SearchRun run = jobs.submit(Landscape.RASTRIGIN.search(500), 3);
        SearchResult result = run.result().get();
        Glimpse last = run.glimpse().get();

        assertThat(last.soFar()).isNotNull();
        assertThat(last.soFar().minima())
                .usingElementComparator(GlimpseTest::compareButForEigenvalues)
                .isEqualTo(result.minima());
        assertThat(last.soFar().stationary()).hasSameSizeAs(result.stationary());
        assertThat(last.soFar().starts()).isEqualTo(result.starts());
        assertThat(last.soFar().unseen()).isEqualTo(result.unseen());
        double[] end = last.history().row(last.history().rows() - 1);
        assertThat(end[last.history().columns().indexOf("finished")]).isEqualTo(500);
        assertThat(end[last.history().columns().indexOf("best")])
                .isEqualTo(result.best().value());
    }

    @Test
    void the_history_goes_on_over_failures_and_marks_them() throws Exception {
        Trouble trouble = Trouble.plan("marked", Trouble.Site.RECORD, 2);
        SearchRun run = new Marked(jobs).submit("marked");
        SearchResult result = run.result().get();
        History history = run.glimpse().get().history();

        assertThat(trouble.had()).isEqualTo(2);
        assertThat(result.status()).isEqualTo(Status.CONVERGED);
        assertThat(history.marks())
                .extracting(Mark::kind)
                .contains(Mark.Kind.CHECKPOINT, Mark.Kind.RESTART)
                .doesNotContain(Mark.Kind.RESUMPTION);
        assertThat(history.marks().stream().map(Mark::seconds).toList()).isSorted();
    }

    private static int compareButForEigenvalues(FoundPoint a, FoundPoint b) {
        boolean same = a.hits() == b.hits()
                && a.start() == b.start()
                && a.point().value() == b.point().value()
                && Arrays.equals(a.point().x(), b.point().x())
                && a.point().kind() == b.point().kind();
        return same ? 0 : 1;
    }

    /** A job with checkpoints that goes through planned trouble. */
    private record Marked(Jobs jobs) {
        SearchRun submit(String trouble) throws Exception {
            return jobs.checkpointing(Duration.ofMillis(100))
                    .submit(himmelblau(trouble, 5_000), 2, harvests -> Trouble.between(harvests, trouble));
        }
    }

    @Test
    void what_is_shown_is_read_back_as_it_was_written() throws IOException {
        for (Landscape landscape : List.of(Landscape.LOG_QUARTIC, Landscape.VALLEY_FLOOR, Landscape.SIX_HUMP_CAMEL)) {
            SearchSpecification specification = landscape.search(60).specification();
            Findings findings = Findings.of(SearchDriver.run(specification));

            assertThat(Findings.serializer().deserialize(Findings.serializer().serialize(findings)))
                    .isEqualTo(findings);
        }
    }

    private static Search himmelblau(String trouble, long starts) {
        return Search.minimize(
                        new Trouble.Objective(new Landscape.Himmelblau(), trouble), Landscape.HIMMELBLAU.bounds())
                .starts(starts);
    }
}
