package org.thalweg.jobs.online;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.thalweg.jobs.monitor.Latest;

/** Shows what was learned to the client, in the accumulator {@link #LEARNED}. */
final class SnapshotFunction extends ProcessFunction<byte[], Void> {
    /** The name of the accumulator that holds the last state of the fit that is safe, as bytes; empty before the first. */
    static final String LEARNED = "thalweg.online.learned";

    private static final long serialVersionUID = 1;

    private final Latest<byte[]> learned = new Latest<>(new byte[0]);

    @Override
    public void open(OpenContext context) {
        getRuntimeContext().addAccumulator(LEARNED, learned);
    }

    @Override
    public void processElement(byte[] state, Context context, Collector<Void> out) {
        learned.add(state);
    }
}
