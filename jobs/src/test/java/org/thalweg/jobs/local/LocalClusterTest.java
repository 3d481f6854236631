package org.thalweg.jobs.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedCluster.class)
@Timeout(60)
class LocalClusterTest {
    private static final String COUNT = "count";

    @Test
    void runsJobsOneAfterTheOther(LocalCluster cluster) throws Exception {
        assertThat(count(cluster.environment(), 1000)).isEqualTo(1000);
        assertThat(count(cluster.environment(), 10)).isEqualTo(10);
    }

    @Test
    void runsJobsSideBySide(LocalCluster cluster) throws Exception {
        StreamExecutionEnvironment first = cluster.environment().setParallelism(2);
        StreamExecutionEnvironment second = cluster.environment().setParallelism(2);
        describe(first, 100, 1);
        describe(second, 200, 1);
        var one = first.executeAsync();
        var two = second.executeAsync();

        assertThat(one.getJobExecutionResult().get().<Long>getAccumulatorResult(COUNT))
                .isEqualTo(100);
        assertThat(two.getJobExecutionResult().get().<Long>getAccumulatorResult(COUNT))
                .isEqualTo(200);
    }

    @Test
    void givesAnEnvironmentTheParallelismOfItsSlots(LocalCluster cluster) {
        assertThat(cluster.slots()).isEqualTo(SharedCluster.SLOTS);
        assertThat(cluster.environment().getParallelism()).isEqualTo(SharedCluster.SLOTS);
    }

    @Test
    void tellsWhyAJobFailed(LocalCluster cluster) {
        StreamExecutionEnvironment environment = cluster.environment();
        environment.fromSequence(1, 10).map(new Divide()).sinkTo(new DiscardingSink<>());

        assertThatThrownBy(environment::execute).hasRootCauseInstanceOf(ArithmeticException.class);
    }

    @Test
    void hasBuffersForFourShufflesBetweenManySlots() throws Exception {
        try (LocalCluster cluster = LocalCluster.start(32)) {
            StreamExecutionEnvironment environment = cluster.environment();
            describe(environment, 3200, 4);

            assertThat(environment.execute().<Long>getAccumulatorResult(COUNT)).isEqualTo(3200);
        }
    }

    @Test
    void goesOnAfterATaskManagerWasLostAndReplaced() throws Exception {
        try (LocalCluster cluster = LocalCluster.start(1)) {
            assertThat(count(cluster.environment(), 5)).isEqualTo(5);
            cluster.miniCluster().terminateTaskManager(0).get();
            cluster.miniCluster().startTaskManager();
            assertThat(count(cluster.environment(), 6)).isEqualTo(6);
        }
    }

    @Test
    void leavesNoFileWhenClosed() throws Exception {
        Path scratch;
        try (LocalCluster cluster = LocalCluster.start(1)) {
            count(cluster.environment(), 5);
            scratch = Path.of(cluster.miniCluster().getConfiguration().get(CoreOptions.TMP_DIRS));
            assertThat(scratch).isNotEmptyDirectory();
        }
        assertThat(Files.exists(scratch)).isFalse();
    }

    @Test
    void closesTwiceAndUnused() {
        LocalCluster cluster = LocalCluster.start(1);
        cluster.close();
        cluster.close();
    }

    @Test
    void saysAtTheFirstJobThatItCouldNotStart() {
        Configuration impossible = new Configuration();
        impossible.set(TaskManagerOptions.RPC_PORT, "-5");
        impossible.set(CoreOptions.TMP_DIRS, "/dev/null/nowhere");
        try (LocalCluster cluster = LocalCluster.start(1, impossible)) {
            assertThatThrownBy(() -> count(cluster.environment(), 5)).isInstanceOf(Exception.class);
            assertThatThrownBy(cluster::miniCluster)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("The local cluster could not start.")
                    .cause()
                    .hasStackTraceContaining("/dev/null/nowhere");
        }
    }

    @Test
    void refusesNoSlots() {
        assertThatThrownBy(() -> LocalCluster.start(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("slots (0) must be at least 1.");
    }

    private static long count(StreamExecutionEnvironment environment, long numbers) throws Exception {
        describe(environment, numbers, 1);
        JobExecutionResult result = environment.execute();
        return result.<Long>getAccumulatorResult(COUNT);
    }

    private static void describe(StreamExecutionEnvironment environment, long numbers, int shuffles) {
        DataStream<Long> stream = environment.fromSequence(1, numbers);
        for (int i = 0; i < shuffles; i++) {
            stream = stream.rebalance().map(number -> number).returns(Long.class);
        }
        stream.map(new Count()).sinkTo(new DiscardingSink<>());
    }

    /** Counts what passes. */
    static final class Count extends RichMapFunction<Long, Long> {
        private static final long serialVersionUID = 1;

        private final LongCounter counter = new LongCounter();

        @Override
        public void open(OpenContext context) {
            getRuntimeContext().addAccumulator(COUNT, counter);
        }

        @Override
        public Long map(Long number) {
            counter.add(1);
            return number;
        }
    }

    /** Fails at the number 7. */
    static final class Divide extends RichMapFunction<Long, Long> {
        private static final long serialVersionUID = 1;

        @Override
        public Long map(Long number) {
            return List.of(1L).get(0) / (number - 7);
        }
    }
}
