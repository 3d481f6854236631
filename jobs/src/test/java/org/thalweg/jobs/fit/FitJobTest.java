package org.thalweg.jobs.fit;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.thalweg.core.fit.rounds.FitResult;
import org.thalweg.core.fit.rounds.FitSpecification;
import org.thalweg.core.stopping.Termination;
import org.thalweg.jobs.local.LocalCluster;
import org.thalweg.jobs.local.SharedCluster;

@ExtendWith(SharedCluster.class)
class FitJobTest {
    private final LocalCluster cluster;

    FitJobTest(LocalCluster cluster) {
        this.cluster = cluster;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void one_block_of_parameters_has_the_same_bits_at_any_parallelism(int parallelism) throws Exception {
        FitSpecification specification = Fits.whole();

        FitResult result = run(specification, parallelism);

        assertThat(result.termination()).isEqualTo(Termination.GRADIENT_TOLERANCE);
        assertThat(result.digest()).isEqualTo(Fits.expected(specification));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void many_blocks_have_the_same_bits_at_any_parallelism(int parallelism) throws Exception {
        FitSpecification specification = Fits.divided(new Sums.Rosenbrock(101, 7), 5, 60);

        FitResult result = run(specification, parallelism);

        assertThat(result.termination()).isEqualTo(Termination.ITERATIONS_SPENT);
        assertThat(result.digest()).isEqualTo(Fits.expected(specification));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void mini_batches_come_in_the_same_order_at_any_parallelism(int parallelism) throws Exception {
        FitSpecification specification = Fits.inBatches();

        FitResult result = run(specification, parallelism);

        assertThat(result.digest()).isEqualTo(Fits.expected(specification));
        assertThat(result.curve().values()[0]).isGreaterThan(0);
    }

    private FitResult run(FitSpecification specification, int parallelism) throws Exception {
        StreamExecutionEnvironment environment = cluster.environment();
        environment.setParallelism(parallelism);
        return Fit.of(specification).submit(environment).result().get();
    }
}
