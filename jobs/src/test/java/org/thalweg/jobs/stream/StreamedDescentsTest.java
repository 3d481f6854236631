package org.thalweg.jobs.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.LongStream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.objective.DifferentiableObjective;
import org.thalweg.core.objective.Objective;
import org.thalweg.core.search.DescentBatch;
import org.thalweg.core.search.Kind;
import org.thalweg.jobs.local.LocalCluster;
import org.thalweg.jobs.local.SharedCluster;
import org.thalweg.jobs.search.Jobs;
import org.thalweg.jobs.search.Landscape;
import org.thalweg.jobs.search.Trouble;

@ExtendWith(SharedCluster.class)
class StreamedDescentsTest {
    private static final int STARTS = 3_000;
    private static final Bounds BOX = Landscape.HIMMELBLAU.bounds();

    /** What has passed in this process. */
    private static final Queue<DescentEnd> TAKEN = new ConcurrentLinkedQueue<>();

    private final LocalCluster cluster;

    @TempDir
    private Path directory;

    StreamedDescentsTest(LocalCluster cluster) {
        this.cluster = cluster;
    }

    @Test
    void each_start_of_a_stream_ends_once_where_it_ends_alone() throws Exception {
        StreamExecutionEnvironment environment = new Jobs(cluster).environment(3);

        List<DescentEnd> ends = StreamedDescents.of(new Landscape.Himmelblau(), BOX)
                .from(starts(environment))
                .executeAndCollect(STARTS + 1);

        assertThat(ends).containsExactlyInAnyOrderElementsOf(expected());
        assertThat(ends.stream().filter(end -> end.kind() == Kind.MINIMUM).map(end -> Math.round(end.x()[0])))
                .contains(3L, -3L, 4L, -4L);
    }

    @Test
    void failures_with_descents_in_flight_do_not_show() throws Exception {
        Trouble trouble = Trouble.everySoMany("stream", 700, 3);
        StreamExecutionEnvironment environment =
                new Jobs(cluster).checkpointing().environment(2);

        List<DescentEnd> ends = StreamedDescents.of(troubled("stream"), BOX)
                .from(starts(environment))
                .executeAndCollect(STARTS + 1);

        assertThat(trouble.had()).isEqualTo(3);
        assertThat(ends).containsExactlyInAnyOrderElementsOf(expected());
    }

    @Test
    void a_stream_that_is_stopped_goes_on_at_another_parallelism() throws Exception {
        Trouble trouble = Trouble.slow("rescaled stream");
        TAKEN.clear();

        JobClient first = run(new Jobs(cluster).environment(1), "rescaled stream");
        await().until(() -> TAKEN.size() > 20);
        String savepoint = first.stopWithSavepoint(false, directory.toUri().toString(), SavepointFormatType.CANONICAL)
                .get();
        assertThat(TAKEN).hasSizeLessThan(STARTS);
        trouble.release();
        run(new Jobs(cluster).from(savepoint).environment(3), "rescaled stream")
                .getJobExecutionResult()
                .get();

        assertThat(TAKEN).containsExactlyInAnyOrderElementsOf(expected());
    }

    @Test
    void saved_descents_do_not_go_on_in_another_box() throws Exception {
        Trouble.slow("moved");
        TAKEN.clear();
        JobClient first = run(new Jobs(cluster).environment(1), "moved");
        await().until(() -> TAKEN.size() > 5);
        String savepoint = first.triggerSavepoint(directory.toUri().toString(), SavepointFormatType.CANONICAL)
                .get();
        first.cancel().get();

        StreamExecutionEnvironment environment =
                new Jobs(cluster).from(savepoint).environment(1);
        StreamedDescents moved = StreamedDescents.of(troubled("moved"), Bounds.cube(2, -1, 1));
        take(moved.from(starts(environment)));

        assertThatThrownBy(() -> environment.execute())
                .rootCause()
                .hasMessageContaining("the saved descents")
                .hasMessageContaining("cannot go on as others");
    }

    @Test
    void starts_that_cannot_be_begun_come_out_at_the_side() throws Exception {
        StreamExecutionEnvironment environment = new Jobs(cluster).environment(1);
        Start flat = new Start(1, new double[] {0.5});
        Start nowhere = new Start(2, new double[] {Double.NaN, 0});
        Start good = new Start(3, new double[] {1, 1});
        DataStream<Start> starts = environment.fromData(TypeInformation.of(Start.class), flat, nowhere, good);
        SingleOutputStreamOperator<DescentEnd> ends =
                StreamedDescents.of(new Landscape.Himmelblau(), BOX).from(starts);
        DataStream<Start> refused = ends.getSideOutput(StreamedDescents.REFUSED);

        assertThat(refused.executeAndCollect(3))
                .hasSize(2)
                .extracting(Start::id)
                .containsExactly(1L, 2L);
    }

    @Test
    void starts_with_the_same_id_all_end() throws Exception {
        StreamExecutionEnvironment environment = new Jobs(cluster).environment(1);
        Start[] twins =
                LongStream.range(0, 40).mapToObj(i -> new Start(7, point(i))).toArray(Start[]::new);

        List<DescentEnd> ends = StreamedDescents.of(new Landscape.Himmelblau(), BOX)
                .from(environment.fromData(TypeInformation.of(Start.class), twins))
                .executeAndCollect(41);

        assertThat(ends).hasSize(40).allSatisfy(end -> assertThat(end.id()).isEqualTo(7));
    }

    private static JobClient run(StreamExecutionEnvironment environment, String trouble) throws Exception {
        take(StreamedDescents.of(troubled(trouble), BOX).from(starts(environment)));
        return environment.executeAsync();
    }

    private static void take(DataStream<DescentEnd> ends) {
        ends.map(new Taking())
                .returns(Types.LONG)
                .uid("taking")
                .sinkTo(new DiscardingSink<>())
                .uid("sink");
    }

    private static Objective troubled(String trouble) {
        return new Trouble.Objective(new Landscape.Himmelblau(), trouble);
    }

    private static DataStream<Start> starts(StreamExecutionEnvironment environment) {
        DataGeneratorSource<Start> source = new DataGeneratorSource<>(
                id -> new Start(id, point(id)), STARTS, RateLimiterStrategy.noOp(), TypeInformation.of(Start.class));
        return environment
                .fromSource(source, WatermarkStrategy.noWatermarks(), "starts")
                .uid("starts");
    }

    /** Irrational multiples, folded into the box. */
    private static double[] point(long id) {
        double[] point = new double[2];
        for (int i = 0; i < 2; i++) {
            double u = (id + 0.5) * Math.sqrt(2 + i);
            point[i] = -5 + 10 * (u - Math.floor(u));
        }
        return point;
    }

    private static List<DescentEnd> expected() {
        DifferentiableObjective objective = new Landscape.Himmelblau();
        DescentBatch batch = new StreamedPlan(
                        objective, BOX, StreamedDescents.of(objective, BOX).plan())
                .newBatch();
        List<DescentEnd> ends = new ArrayList<>();
        for (long id = 0; id < STARTS; id++) {
            batch.begin(id, point(id));
            while (batch.active() > 0) {
                batch.advance(1_000, descent -> ends.add(DescentEnd.of(descent)));
            }
        }
        return ends;
    }

    /** Keeps what passes in this process. */
    private static final class Taking implements MapFunction<DescentEnd, Long> {
        private static final long serialVersionUID = 1;

        @Override
        public Long map(DescentEnd end) {
            TAKEN.add(end);
            return end.id();
        }
    }
}
