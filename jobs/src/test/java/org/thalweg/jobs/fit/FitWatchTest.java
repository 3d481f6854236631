package org.thalweg.jobs.fit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.thalweg.core.fit.Terms;
import org.thalweg.core.fit.data.DataTable;
import org.thalweg.core.fit.linear.LinearTerms;
import org.thalweg.core.fit.local.SignSplit;
import org.thalweg.core.fit.loss.Squared;
import org.thalweg.core.fit.rounds.SummedObjective;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.optimizer.FirstOrder;
import org.thalweg.core.optimizer.GradientDescent;
import org.thalweg.core.optimizer.LevenbergMarquardt;
import org.thalweg.core.optimizer.Optimizer;
import org.thalweg.core.run.Problem;
import org.thalweg.core.run.SearchResult;
import org.thalweg.core.run.SearchSpecification;
import org.thalweg.core.run.Status;
import org.thalweg.core.search.DescentPlan;
import org.thalweg.core.search.Distinctness;
import org.thalweg.core.search.StartPlan;
import org.thalweg.core.search.StopPlan;
import org.thalweg.core.search.UniformSampler;
import org.thalweg.monitoring.history.History;

class FitWatchTest {
    private static final int PARAMETERS = 3;
    private static final int ROWS = 30;
    private static final Terms TERMS = plane();
    private static final Bounds BOX = Bounds.unbounded(PARAMETERS);

    private final AtomicLong clock = new AtomicLong();
    private final FitWatch watch = new FitWatch(PARAMETERS, false, () -> clock.addAndGet(1_000_000));

    /** z = 1 + 2x − 3y, bent a little. */
    private static Terms plane() {
        double[][] columns = new double[2][ROWS];
        double[] response = new double[ROWS];
        double[] weights = new double[ROWS];
        for (int i = 0; i < ROWS; i++) {
            columns[0][i] = Math.sin(i);
            columns[1][i] = Math.cos(2 * i);
            response[i] = 1 + 2 * columns[0][i] - 3 * columns[1][i] + 0.1 * Math.sin(5 * i);
            weights[i] = 1;
        }
        DataTable table = new DataTable(List.of("x", "y"), ROWS, columns);
        return LinearTerms.dense(table, response, weights, new LinearTerms.Shape(new Squared(), true, 0));
    }

    private static Optimizer<?> descent(double step) {
        return FirstOrder.constant(new GradientDescent(step));
    }

    private static SearchSpecification specification(Optimizer<?> optimizer, long starts) {
        return new SearchSpecification(
                new Problem("least squares", List.of("a", "b", "c"), new SummedObjective(TERMS), BOX, false),
                new StartPlan(starts, List.of(), new UniformSampler(7), Bounds.cube(PARAMETERS, -10, 10), 7),
                new DescentPlan(optimizer, 1e-6, 1_000_000_000, 10, Double.NEGATIVE_INFINITY),
                Distinctness.standard(),
                new StopPlan(1 << 14, Double.NEGATIVE_INFINITY, 0));
    }

    private SearchResult run(SearchSpecification specification, int threads) throws InterruptedException {
        List<LocalFitRun.Course> courses = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            FitWatch.Lane lane = watch.lane(BOX);
            courses.add(new LocalFitRun.Course(
                    lane,
                    new SignSplit(
                            TERMS,
                            new double[PARAMETERS],
                            BOX,
                            terms -> lane.observed(terms, new SummedObjective(terms)))));
        }
        return new LocalFitRun(specification, watch, courses, new int[0]).run(10);
    }

    @Test
    void a_watched_fit_ends_where_it_was_last_seen() throws Exception {
        SearchResult result = run(specification(new LevenbergMarquardt(), 8), 2);

        FitGlimpse end = watch.glimpse();
        assertThat(result.status()).isEqualTo(Status.CONVERGED);
        assertThat(end.finished()).isEqualTo(8);
        assertThat(end.rounds()).isGreaterThanOrEqualTo(result.evaluations());
        assertThat(end.loss()).isLessThanOrEqualTo(result.best().value());
        assertThat(end.theta()).hasSize(PARAMETERS);
    }

    @Test
    void the_log_tells_of_a_loss_that_falls() throws Exception {
        run(specification(descent(1e-3), 1), 1);

        History log = watch.glimpse().history();
        int loss = log.columns().indexOf("loss");
        assertThat(log.rows()).isGreaterThan(10);
        for (int i = 1; i < log.rows(); i++) {
            assertThat(log.row(i)[loss]).isLessThan(log.row(i - 1)[loss]);
            assertThat(log.row(i)[0]).isGreaterThan(log.row(i - 1)[0]);
        }
    }

    @Test
    void a_fit_that_is_stopped_ends_at_the_lowest_point_that_it_met() throws Exception {
        Thread stopping = new Thread(() -> {
            while (!Double.isFinite(watch.glimpse().loss())) { // the first rounds but look for a start
                Thread.onSpinWait();
            }
            watch.stop();
        });
        stopping.start();

        SearchResult result = run(specification(descent(1e-9), 1), 1);
        stopping.join();

        assertThat(result.status()).isEqualTo(Status.CANCELLED);
        assertThat(result.best().value()).isEqualTo(watch.glimpse().loss());
        assertThat(result.best().x()).isEqualTo(watch.glimpse().theta());
        assertThat(result.starts().budgetSpent()).isEqualTo(1);
    }
}
