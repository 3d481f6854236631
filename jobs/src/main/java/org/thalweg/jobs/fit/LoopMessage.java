package org.thalweg.jobs.fit;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.fit.rounds.Call;
import org.thalweg.core.fit.rounds.Hello;
import org.thalweg.core.fit.rounds.Reply;
import org.thalweg.jobs.serialization.MessageType;

/** What goes round the loop. */
sealed interface LoopMessage {

    /** The type of the streams of the loop. */
    static TypeInformation<LoopMessage> type() {
        return new MessageType<>(LoopMessage.class, new LoopMessageSerializer());
    }

    /** The block, on the way up to the owners of blocks, or the worker, on the way down. */
    int to();

    /** Says that nobody will look at its vectors any more: other messages may be read into their arrays. */
    default void done() {}

    /** A worker makes itself known. */
    record Greeting(Hello hello) implements LoopMessage {
        @Override
        public int to() {
            return hello.block();
        }
    }

    /**
     * A worker answers.
     *
     * @param loan of the arrays that it was read into, if it was read
     */
    record Answer(Reply reply, SpareArrays.@Nullable Loan loan) implements LoopMessage {

        Answer(Reply reply) {
            this(reply, null);
        }

        @Override
        public int to() {
            return reply.block();
        }

        @Override
        public void done() {
            if (loan != null) {
                loan.end();
            }
        }
    }

    /**
     * The owner of a block asks a worker.
     *
     * @param loan of the arrays that it was read into, if it was read
     */
    record Request(int to, Call call, SpareArrays.@Nullable Loan loan) implements LoopMessage {

        Request(int to, Call call) {
            this(to, call, null);
        }

        @Override
        public void done() {
            if (loan != null) {
                loan.end();
            }
        }
    }

    /**
     * Stands for an answer or a request that was handed over inside the process, in the order of the others.
     *
     * @param block whose it is
     */
    record Handed(int to, int block) implements LoopMessage {}
}
