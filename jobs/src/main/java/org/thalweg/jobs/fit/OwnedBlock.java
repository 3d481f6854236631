package org.thalweg.jobs.fit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.thalweg.core.fit.rounds.BlockOwner;
import org.thalweg.core.fit.rounds.Reply;

/**
 * A block's owner, and what it has heard of its round: the owner keeps views of the replies' vectors until the round is complete, so until
 * then no other message may be read into their arrays.
 */
final class OwnedBlock {
    private final BlockOwner<?> owner;
    private final List<LoopMessage> heard = new ArrayList<>();

    OwnedBlock(BlockOwner<?> owner) {
        this.owner = owner;
    }

    BlockOwner<?> owner() {
        return owner;
    }

    /**
     * Hears a message; returns whether calls are to be made.
     *
     * @param handed takes up the reply to a block that was handed over inside the process
     */
    boolean hear(LoopMessage message, IntFunction<Reply> handed) {
        if (message instanceof LoopMessage.Handed announced) {
            return hear(handed.apply(announced.block()), message);
        }
        if (message instanceof LoopMessage.Answer answer) {
            return hear(answer.reply(), message);
        }
        return message instanceof LoopMessage.Greeting greeting && owner.hear(greeting.hello());
    }

    private boolean hear(Reply reply, LoopMessage message) {
        heard.add(message);
        boolean complete = owner.hear(reply);
        if (complete) {
            heard.forEach(LoopMessage::done);
            heard.clear();
        }
        return complete;
    }
}
