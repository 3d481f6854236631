package org.thalweg.jobs.fit;

import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** Closes the loop: gives the calls that arrive at a worker to its reader, in the same process. */
final class TailFunction extends ProcessFunction<LoopMessage, Void> {
    private static final long serialVersionUID = 1;

    private final String loop;

    TailFunction(String loop) {
        this.loop = loop;
    }

    @Override
    public void processElement(LoopMessage message, Context context, Collector<Void> out) {
        int worker = getRuntimeContext().getTaskInfo().getIndexOfThisSubtask();
        Exchange exchange = Exchange.of(loop, worker);
        if (message instanceof LoopMessage.Handed handed) {
            exchange.pass(exchange.takeCall(handed.block()));
        } else if (message instanceof LoopMessage.Request request) {
            exchange.pass(request.call());
        }
    }
}
