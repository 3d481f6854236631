package org.thalweg.jobs.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.ExceptionUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.thalweg.core.fit.rounds.FitResult;
import org.thalweg.core.fit.rounds.FitSpecification;
import org.thalweg.jobs.local.LocalCluster;
import org.thalweg.jobs.local.SharedCluster;

@ExtendWith(SharedCluster.class)
class FitRecoveryTest {
    private static final Sums.Rosenbrock CHAIN = new Sums.Rosenbrock(101, 8);
    private static final int BLOCKS = 5;
    private static final int ITERATIONS = 1_000;

    private final LocalCluster cluster;

    @TempDir
    private Path directory;

    FitRecoveryTest(LocalCluster cluster) {
        this.cluster = cluster;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void failures_after_checkpoints_do_not_show_in_the_result(int parallelism) throws Exception {
        Sums.Trouble trouble = new Sums.Trouble();
        FitSpecification specification = troubled("failures " + parallelism, trouble);

        assertThat(afterFailures(specification, trouble, parallelism).digest()).isEqualTo(expected());
    }

    @Test
    void vectors_that_are_read_into_arrays_of_earlier_rounds_keep_their_bits_over_failures_and_checkpoints()
            throws Exception {
        Sums.LeastSquares rows =
                new Sums.LeastSquares(3_000, 6, 2, 3); // blocks of a thousand: short arrays are not shared
        Sums.Trouble trouble = new Sums.Trouble();
        FitSpecification specification = Fits.divided(Sums.Troubled.plan(rows, "long vectors", trouble), 3, ITERATIONS);

        FitResult result = afterFailures(specification, trouble, 3);

        assertThat(result.digest()).isEqualTo(Fits.expected(Fits.divided(rows, 3, ITERATIONS)));
    }

    /** Lets a fit fail twice, each time after a checkpoint. */
    private FitResult afterFailures(FitSpecification specification, Sums.Trouble trouble, int parallelism)
            throws Exception {
        FitRun run = submit(specification, parallelism, null);
        for (int failure = 1; failure <= 2; failure++) {
            int hadBefore = trouble.had();
            long before = checkpoints(run);
            await().until(() -> checkpoints(run) > before);
            trouble.fail();
            await().until(() -> trouble.had() > hadBefore);
        }
        trouble.release();
        return run.result().get();
    }

    @Test
    void a_fit_that_is_stopped_goes_on_at_another_parallelism() throws Exception {
        Sums.Trouble trouble = new Sums.Trouble();
        FitSpecification specification = troubled("rescaled", trouble);

        String first = stopAfter(20, specification, 2, null);
        String second = stopAfter(40, specification, 4, first);
        trouble.release();
        FitResult result = submit(specification, 3, second).result().get();

        assertThat(result.digest()).isEqualTo(expected());
    }

    @Test
    void a_lost_task_manager_does_not_show_in_the_result() throws Exception {
        Sums.Trouble trouble = new Sums.Trouble();
        try (LocalCluster mortal = LocalCluster.start(2)) {
            FitRun run = submit(mortal, troubled("lost", trouble), 2, null);
            MiniCluster machine = mortal.miniCluster();
            await().until(() -> checkpoints(mortal, run) > 1);
            machine.terminateTaskManager(0).get();
            machine.startTaskManager();
            trouble.release();

            assertThat(run.result().get().digest()).isEqualTo(expected());
        }
    }

    @Test
    void another_fit_does_not_go_on_from_a_checkpoint_and_the_message_names_what_differs() throws Exception {
        Sums.Trouble trouble = new Sums.Trouble();
        String savepoint = stopAfter(0, troubled("changed", trouble), 2, null);

        FitSpecification other = Fits.divided(CHAIN, BLOCKS, ITERATIONS + 1);

        assertThatThrownBy(() -> submit(other, 2, savepoint).result().get())
                .satisfies(failure -> assertThat(ExceptionUtils.findThrowable(failure, ChangedFitException.class))
                        .hasValueSatisfying(changed -> assertThat(changed).hasMessageContaining("stopping (")));
    }

    @Test
    void a_fit_that_is_cancelled_ends() throws Exception {
        FitRun run = submit(troubled("cancelled", new Sums.Trouble()), 2, null);
        await().until(() -> run.progress().get().rounds() > 0);

        run.cancel().get();

        assertThatThrownBy(() -> run.result().get()).hasMessageContaining("cancel");
    }

    private String stopAfter(long rounds, FitSpecification specification, int parallelism, String savepoint)
            throws Exception {
        FitRun run = submit(specification, parallelism, savepoint);
        await().until(() -> run.progress().get().rounds() > rounds);
        String path = run.stop(directory.toUri().toString()).get();
        FitResult partial = run.result().get();
        assertThat(partial.termination()).isNull();
        assertThat(partial.rounds()).isBetween(rounds, (long) ITERATIONS);
        return path;
    }

    private FitRun submit(FitSpecification specification, int parallelism, String savepoint) throws Exception {
        return submit(cluster, specification, parallelism, savepoint);
    }

    private static FitRun submit(
            LocalCluster cluster, FitSpecification specification, int parallelism, String savepoint) throws Exception {
        Configuration settings = new Configuration();
        settings.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(10));
        settings.set(CheckpointingOptions.CHECKPOINTING_TIMEOUT, Duration.ofSeconds(2));
        settings.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, Integer.MAX_VALUE);
        settings.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        settings.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 20);
        settings.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(1));
        if (savepoint != null) {
            settings.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
        }
        StreamExecutionEnvironment environment = cluster.environment();
        environment.configure(settings);
        environment.setParallelism(parallelism);
        return Fit.of(specification).submit(environment);
    }

    private long checkpoints(FitRun run) throws Exception {
        return checkpoints(cluster, run);
    }

    private static long checkpoints(LocalCluster cluster, FitRun run) throws Exception {
        return cluster.miniCluster()
                .getExecutionGraph(run.jobId())
                .get()
                .getCheckpointStatsSnapshot()
                .getCounts()
                .getNumberOfCompletedCheckpoints();
    }

    private static FitSpecification troubled(String name, Sums.Trouble trouble) {
        return Fits.divided(Sums.Troubled.plan(CHAIN, name, trouble), BLOCKS, ITERATIONS);
    }

    private static String expected() throws Exception {
        return Fits.expected(Fits.divided(CHAIN, BLOCKS, ITERATIONS));
    }
}
