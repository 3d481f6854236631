package org.thalweg.jobs.fit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.fit.Question;
import org.thalweg.core.fit.Sample;
import org.thalweg.core.fit.rounds.Call;
import org.thalweg.core.fit.rounds.Hello;
import org.thalweg.core.fit.rounds.Partial;
import org.thalweg.core.fit.rounds.Reply;
import org.thalweg.core.fit.rounds.Slice;
import org.thalweg.jobs.serialization.MessageSerializer;

/** Carries messages round the loop: a byte for what it is, then its parts in order. They are never part of a checkpoint. */
public final class LoopMessageSerializer extends MessageSerializer<LoopMessage> {
    private static final int GREETING = 1;
    private static final int ANSWER = 2;
    private static final int REQUEST = 3;
    private static final int HANDED = 4;
    private static final int NO_QUESTION = -1;
    private static final List<Question.Kind> KINDS = List.of(
            Question.Kind.VALUES,
            Question.Kind.GRADIENT,
            Question.Kind.NORMAL_EQUATIONS,
            Question.Kind.HESSIAN,
            Question.Kind.CONDENSED,
            Question.Kind.EXPANDED,
            Question.Kind.RELAXED);
    private static final double[] NOTHING = {};
    private static final long serialVersionUID = 1;

    private transient @Nullable DoubleChunks chunks;

    @Override
    public void serialize(LoopMessage message, DataOutputView target) throws IOException {
        if (message instanceof LoopMessage.Handed handed) {
            target.writeByte(HANDED);
            target.writeInt(handed.to());
            target.writeInt(handed.block());
        } else if (message instanceof LoopMessage.Request request) {
            target.writeByte(REQUEST);
            target.writeInt(request.to());
            writeCall(request.call(), target);
        } else if (message instanceof LoopMessage.Answer answer) {
            target.writeByte(ANSWER);
            writeReply(answer.reply(), target);
        } else if (message instanceof LoopMessage.Greeting greeting) {
            target.writeByte(GREETING);
            writeHello(greeting.hello(), target);
        }
    }

    @Override
    public LoopMessage deserialize(DataInputView source) throws IOException {
        int kind = source.readByte();
        return switch (kind) {
            case HANDED -> new LoopMessage.Handed(source.readInt(), source.readInt());
            case REQUEST -> new LoopMessage.Request(source.readInt(), readCall(source));
            case ANSWER -> new LoopMessage.Answer(readReply(source));
            case GREETING -> new LoopMessage.Greeting(readHello(source));
            default -> throw new IOException("a message of kind %d is not known to this version".formatted(kind));
        };
    }

    private static void writeHello(Hello hello, DataOutputView target) throws IOException {
        target.writeInt(hello.block());
        target.writeInt(hello.worker());
        target.writeInt(hello.workers());
        target.writeInt(hello.shards());
        target.writeInt(hello.from());
        target.writeInt(hello.to());
    }

    private static Hello readHello(DataInputView source) throws IOException {
        return new Hello(
                source.readInt(),
                source.readInt(),
                source.readInt(),
                source.readInt(),
                source.readInt(),
                source.readInt());
    }

    private void writeCall(Call call, DataOutputView target) throws IOException {
        target.writeLong(call.round());
        target.writeInt(call.block());
        target.writeBoolean(call.over());
        Question question = call.question();
        target.writeByte(question == null ? NO_QUESTION : KINDS.indexOf(question.kind()));
        if (question != null) {
            writeArray(question.steps(), target);
            target.writeLong(question.sample().seed());
            target.writeLong(question.sample().pass());
            target.writeInt(question.sample().batch());
            target.writeInt(question.sample().batches());
        }
        writeSlice(call.point(), target);
        writeSlice(call.direction(), target);
        writeArray(call.said(), target);
    }

    private Call readCall(DataInputView source) throws IOException {
        return new Call(
                source.readLong(),
                source.readInt(),
                source.readBoolean(),
                readQuestion(source),
                readSlice(source),
                readSlice(source),
                readArray(source));
    }

    private @Nullable Question readQuestion(DataInputView source) throws IOException {
        int kind = source.readByte();
        if (kind == NO_QUESTION) {
            return null;
        }
        double[] steps = readArray(source);
        Sample sample = new Sample(source.readLong(), source.readLong(), source.readInt(), source.readInt());
        return new Question(KINDS.get(kind), NOTHING, steps, sample);
    }

    private void writeReply(Reply reply, DataOutputView target) throws IOException {
        target.writeLong(reply.round());
        target.writeInt(reply.block());
        target.writeInt(reply.worker());
        target.writeInt(reply.shards());
        target.writeInt(reply.nodes().size());
        for (Partial node : reply.nodes()) {
            target.writeInt(node.level());
            target.writeInt(node.index());
            writeArray(node.heads(), target);
            target.writeInt(node.vector().size());
            for (Slice slice : node.vector()) {
                writeSlice(slice, target);
            }
        }
        target.writeInt(reply.said().length);
        for (double[] said : reply.said()) {
            writeArray(said, target);
        }
    }

    private Reply readReply(DataInputView source) throws IOException {
        long round = source.readLong();
        int block = source.readInt();
        int worker = source.readInt();
        int shards = source.readInt();
        int count = source.readInt();
        List<Partial> nodes = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            nodes.add(readPartial(source));
        }
        double[][] said = new double[source.readInt()][];
        for (int b = 0; b < said.length; b++) {
            said[b] = readArray(source);
        }
        return new Reply(round, block, worker, shards, nodes, said);
    }

    private Partial readPartial(DataInputView source) throws IOException {
        int level = source.readInt();
        int index = source.readInt();
        double[] heads = readArray(source);
        int count = source.readInt();
        List<Slice> vector = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            vector.add(readSlice(source));
        }
        return new Partial(level, index, heads, vector);
    }

    private void writeSlice(Slice slice, DataOutputView target) throws IOException {
        target.writeInt(slice.first());
        target.writeInt(slice.length());
        chunks().write(slice.array(), slice.offset(), slice.length(), target);
    }

    private Slice readSlice(DataInputView source) throws IOException {
        int first = source.readInt();
        return Slice.of(first, readArray(source));
    }

    private void writeArray(double[] array, DataOutputView target) throws IOException {
        target.writeInt(array.length);
        chunks().write(array, 0, array.length, target);
    }

    private double[] readArray(DataInputView source) throws IOException {
        int length = source.readInt();
        return length == 0 ? NOTHING : chunks().read(length, source);
    }

    private DoubleChunks chunks() {
        if (chunks == null) {
            chunks = new DoubleChunks();
        }
        return chunks;
    }

    /** One of its own, since it keeps a buffer. */
    @Override
    public LoopMessageSerializer duplicate() {
        return new LoopMessageSerializer();
    }

    @Override
    public TypeSerializerSnapshot<LoopMessage> snapshotConfiguration() {
        return new Snapshot();
    }

    /** The serializer has no parameters. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<LoopMessage> {
        public Snapshot() {
            super(LoopMessageSerializer::new);
        }
    }
}
