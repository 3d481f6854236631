package org.thalweg.jobs.fit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.thalweg.core.fit.Question;
import org.thalweg.core.fit.TermShard;
import org.thalweg.core.fit.rounds.BlockOwner;
import org.thalweg.core.fit.rounds.Call;
import org.thalweg.core.fit.rounds.FitSpecification;
import org.thalweg.core.fit.rounds.Partial;
import org.thalweg.core.fit.rounds.Reply;
import org.thalweg.core.fit.rounds.ShardWorker;
import org.thalweg.core.fit.rounds.Slice;
import org.thalweg.core.random.Draws;

class LoopMessageSerializerTest {
    private static final long SEED = 11;
    private static final int WORKERS = 3;

    private final LoopMessageSerializer reader = new LoopMessageSerializer();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 511, 1_024, 31_250})
    void what_is_read_is_what_was_written(int length) throws Exception {
        double[] numbers = numbers(length + 5, 1);
        Slice point = new Slice(40, length, numbers, 3);
        double[] said = {1, Double.NaN};

        Call call = ((LoopMessage.Request) read(new LoopMessage.Request(
                        2, new Call(9, 1, false, Question.values(new double[0], 0.5), point, Slice.NONE, said))))
                .call();
        Reply reply = ((LoopMessage.Answer) read(answer(9, point))).reply();

        assertThat(numbers(call.point())).as("seed %d", SEED).isEqualTo(numbers(point));
        assertThat(call.point().first()).isEqualTo(length == 0 ? call.point().first() : 40);
        assertThat(call.question().steps()).containsExactly(0.5);
        assertThat(call.said()).containsExactly(said);
        assertThat(numbers(reply.nodes().get(0).vector().get(0))).isEqualTo(numbers(point));
        assertThat(reply.nodes().get(0).heads()).containsExactly(4);
    }

    @Test
    void a_later_message_leaves_those_alone_that_are_still_looked_at() throws Exception {
        LoopMessage first = read(answer(1, Slice.of(0, numbers(2_000, 1))));
        LoopMessage second = read(answer(1, Slice.of(0, numbers(2_000, 2))));
        first.done();
        LoopMessage third = read(answer(2, Slice.of(0, numbers(2_000, 3))));
        LoopMessage fourth = read(answer(2, Slice.of(0, numbers(2_000, 4))));

        assertThat(vector(third).array())
                .as("an array that nobody looks at is read into again")
                .isSameAs(vector(first).array());
        assertThat(numbers(vector(second))).isEqualTo(numbers(2_000, 2));
        assertThat(numbers(vector(third))).isEqualTo(numbers(2_000, 3));
        assertThat(numbers(vector(fourth))).isEqualTo(numbers(2_000, 4));
    }

    @Test
    void what_is_not_a_vector_stays_when_the_message_is_done_with() throws Exception {
        Question question = Question.values(new double[0], numbers(600, 5));
        LoopMessage.Request first = (LoopMessage.Request) read(
                new LoopMessage.Request(0, new Call(1, 0, false, question, Slice.NONE, Slice.NONE, numbers(700, 6))));
        first.done();
        read(answer(2, Slice.of(0, numbers(600, 7))));
        read(answer(2, Slice.of(0, numbers(700, 8))));

        assertThat(first.call().question().steps()).isEqualTo(numbers(600, 5));
        assertThat(first.call().said()).isEqualTo(numbers(700, 6));
    }

    @Test
    void an_owner_adds_up_what_was_said_though_messages_share_arrays_and_checkpoints_come_between_them()
            throws Exception {
        FitSpecification fit = Fits.divided(new Sums.LeastSquares(1_500, 5, 3, SEED), 2, 12);
        TermShard[] shards = new TermShard[5];
        for (int id = 0; id < shards.length; id++) {
            shards[id] = fit.terms().open(id);
        }

        assertThat(end(fit, shards, true)).isEqualTo(end(fit, shards, false));
    }

    /** What a checkpoint holds at the end of a fit whose messages all go through the serializer, or are handed over as they are. */
    private byte[] end(FitSpecification fit, TermShard[] shards, boolean written) throws IOException {
        OwnedBlock[] blocks = {new OwnedBlock(fit.owner(0)), new OwnedBlock(fit.owner(1))};
        ShardWorker[] workers = new ShardWorker[WORKERS];
        for (int w = 0; w < WORKERS; w++) {
            workers[w] = new ShardWorker(fit.plan().blocks(), w, WORKERS);
            for (int id = w * shards.length / WORKERS; id < (w + 1) * shards.length / WORKERS; id++) {
                workers[w].add(id, shards[id]);
            }
            for (int b = 0; b < blocks.length; b++) {
                blocks[b].hear(new LoopMessage.Greeting(workers[w].hello(b)), LoopMessageSerializerTest::nothing);
            }
        }
        while (!workers[0].isOver()) {
            for (ShardWorker worker : workers) {
                for (OwnedBlock block : blocks) {
                    LoopMessage.Request request = (LoopMessage.Request) passed(
                            new LoopMessage.Request(0, block.owner().call(workerOf(workers, worker))), written);
                    worker.hear(request.call());
                    request.done();
                }
            }
            for (int w = 0; w < WORKERS && !workers[0].isOver(); w++) {
                while (!workers[w].work()) {
                    assertThat(workers[w].isOver()).isFalse();
                }
                for (int b = 0; b < blocks.length; b++) {
                    blocks[b].hear(
                            passed(new LoopMessage.Answer(workers[w].reply(b)), written),
                            LoopMessageSerializerTest::nothing);
                    checkpoint(blocks[b].owner());
                }
            }
        }
        DataOutputSerializer out = new DataOutputSerializer(1 << 16);
        for (OwnedBlock block : blocks) {
            block.owner().end().write(out);
        }
        return out.getCopyOfBuffer();
    }

    private static int workerOf(ShardWorker[] workers, ShardWorker worker) {
        return Arrays.asList(workers).indexOf(worker);
    }

    private static void checkpoint(BlockOwner<?> owner) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(1 << 16);
        owner.write(out);
        assertThat(out.length()).isPositive();
    }

    private static Reply nothing(int block) {
        throw new IllegalStateException("nothing is handed over here");
    }

    private LoopMessage passed(LoopMessage message, boolean written) throws IOException {
        return written ? read(message) : message;
    }

    private LoopMessage read(LoopMessage message) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(64);
        new LoopMessageSerializer().serialize(message, out);
        return reader.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));
    }

    private static LoopMessage answer(long round, Slice vector) {
        Partial node = new Partial(0, 0, new double[] {4}, List.of(vector));
        return new LoopMessage.Answer(new Reply(round, 0, 0, 1, List.of(node), new double[][] {{7}}));
    }

    private static Slice vector(LoopMessage answer) {
        return ((LoopMessage.Answer) answer).reply().nodes().get(0).vector().get(0);
    }

    private static double[] numbers(Slice slice) {
        return Arrays.copyOfRange(slice.array(), slice.offset(), slice.offset() + slice.length());
    }

    private static double[] numbers(int count, int stream) {
        Draws draws = Draws.seeded(SEED).stream(stream);
        double[] numbers = new double[count];
        Arrays.setAll(numbers, draws::unit);
        return numbers;
    }
}
