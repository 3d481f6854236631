package org.thalweg.jobs.fit;

import org.apache.flink.api.common.typeinfo.TypeInformation;
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

    /** A worker makes itself known. */
    record Greeting(Hello hello) implements LoopMessage {
        @Override
        public int to() {
            return hello.block();
        }
    }

    /** A worker answers. */
    record Answer(Reply reply) implements LoopMessage {
        @Override
        public int to() {
            return reply.block();
        }
    }

    /** The owner of a block asks a worker. */
    record Request(int to, Call call) implements LoopMessage {}

    /**
     * Stands for an answer or a request that was handed over inside the process, in the order of the others.
     *
     * @param block whose it is
     */
    record Handed(int to, int block) implements LoopMessage {}
}
