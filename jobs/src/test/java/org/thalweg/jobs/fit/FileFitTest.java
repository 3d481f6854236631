package org.thalweg.jobs.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.ExceptionUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.thalweg.core.expression.Formula;
import org.thalweg.core.fit.Terms;
import org.thalweg.core.fit.data.DataTable;
import org.thalweg.core.fit.data.Observing;
import org.thalweg.core.fit.linear.DenseRows;
import org.thalweg.core.fit.linear.LinearTerms;
import org.thalweg.core.fit.loss.Logistic;
import org.thalweg.jobs.data.CsvReader;
import org.thalweg.jobs.data.DataException;
import org.thalweg.jobs.data.DataSource;
import org.thalweg.jobs.data.RowPolicy;
import org.thalweg.jobs.local.LocalCluster;
import org.thalweg.jobs.local.SharedCluster;

/** Rows that workers read from a file, again after a failure, give the bits of rows in memory. */
@ExtendWith(SharedCluster.class)
class FileFitTest {
    private static final long SEED = 71;
    private static final int ROWS = 20_000; // five shards
    private static final int ITERATIONS = 1_000;
    private static final LinearTerms.Shape SHAPE = new LinearTerms.Shape(new Logistic(), true, 0.5);

    private final LocalCluster cluster;
    private final double[][] columns = new double[3][ROWS];

    @TempDir
    private Path folder;

    FileFitTest(LocalCluster cluster) {
        this.cluster = cluster;
        System.out.println("FileFitTest seed " + SEED);
        Random random = new Random(SEED);
        for (int i = 0; i < ROWS; i++) {
            columns[0][i] = random.nextInt(2000) / 1000.0 - 1;
            columns[1][i] = random.nextInt(2000) / 1000.0 - 1;
            columns[2][i] = random.nextBoolean() ? 1 : -1;
        }
    }

    private Terms inFile() throws Exception {
        StringBuilder text = new StringBuilder("a,b,y\n");
        for (int i = 0; i < ROWS; i++) {
            text.append("%s,%s,%s%n".formatted(columns[0][i], columns[1][i], columns[2][i]));
        }
        Path path = Files.writeString(folder.resolve("rows.csv"), text);
        Observing observing = new Observing(Formula.parse("y"), null);
        return new CsvReader(new DataSource(path.toString(), InputStream.nullInputStream()), RowPolicy.strict(), 1)
                .survey(names -> names, names -> new DenseRows(names, List.of("a", "b"), observing, SHAPE))
                .terms();
    }

    private Terms inMemory() {
        double[] ones = new double[ROWS];
        Arrays.fill(ones, 1);
        DataTable features = new DataTable(List.of("a", "b"), ROWS, new double[][] {columns[0], columns[1]});
        return LinearTerms.dense(features, columns[2], ones, SHAPE);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void failures_do_not_show(int parallelism) throws Exception {
        Sums.Trouble trouble = new Sums.Trouble();
        Terms troubled = Sums.Troubled.plan(inFile(), "rows " + parallelism, trouble);
        FitRun run = submit(troubled, parallelism);
        for (int failure = 0; failure < 2; failure++) {
            int before = trouble.had();
            long rounds = run.progress().get().rounds();
            await().until(() -> run.progress().get().rounds() > rounds);
            trouble.fail();
            await().until(() -> trouble.had() > before);
        }
        trouble.release();
        assertThat(run.result().get().digest()).isEqualTo(Fits.expected(Fits.divided(inMemory(), 2, ITERATIONS)));
    }

    @Test
    void a_file_that_is_not_there_for_a_worker_ends_the_fit_at_once_and_is_named() throws Exception {
        Terms terms = inFile();
        Files.delete(folder.resolve("rows.csv"));

        FitRun run = submit(terms, 2);

        assertThatThrownBy(() -> run.result().get())
                .satisfies(failure -> assertThat(ExceptionUtils.findThrowable(failure, DataException.class))
                        .hasValueSatisfying(lost -> assertThat(lost)
                                .hasMessageContaining("rows.csv was there when it was looked at first")
                                .hasMessageContaining("All of them must find it under this name")));
        int restarts = cluster.miniCluster().getExecutionGraph(run.jobId()).get().getAllVertices().values().stream()
                .mapToInt(vertex ->
                        vertex.getTaskVertices()[0].getCurrentExecutionAttempt().getAttemptNumber())
                .sum();
        assertThat(restarts).isZero();
    }

    private FitRun submit(Terms terms, int parallelism) throws Exception {
        Configuration settings = new Configuration();
        settings.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(10));
        settings.set(CheckpointingOptions.CHECKPOINTING_TIMEOUT, Duration.ofSeconds(2));
        settings.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, Integer.MAX_VALUE);
        settings.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        settings.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 20);
        settings.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(1));
        StreamExecutionEnvironment environment = cluster.environment();
        environment.configure(settings);
        environment.setParallelism(parallelism);
        return Fit.of(Fits.divided(terms, 2, ITERATIONS)).submit(environment);
    }
}
