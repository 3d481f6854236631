package org.thalweg.jobs.fit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.thalweg.core.fit.Question;
import org.thalweg.core.fit.rounds.Call;
import org.thalweg.core.fit.rounds.Partial;
import org.thalweg.core.fit.rounds.Reply;
import org.thalweg.core.fit.rounds.Slice;
import org.thalweg.core.random.Draws;

class LoopMessageSerializerTest {
    private static final long SEED = 11;

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

    private LoopMessage read(LoopMessage message) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(64);
        new LoopMessageSerializer().serialize(message, out);
        return reader.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));
    }

    private static LoopMessage answer(long round, Slice vector) {
        Partial node = new Partial(0, 0, new double[] {4}, List.of(vector));
        return new LoopMessage.Answer(new Reply(round, 0, 0, 1, List.of(node), new double[][] {{7}}));
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
