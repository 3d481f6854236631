package org.thalweg.jobs.search.source;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.connector.source.SourceSplit;
import org.thalweg.core.search.RangeWork;
import org.thalweg.core.search.StartRange;
import org.thalweg.jobs.monitor.WorkerProgress;
import org.thalweg.jobs.serialization.Framing;
import org.thalweg.jobs.serialization.StateCodec;
import org.thalweg.jobs.serialization.StateSerializer;

/**
 * A range of starts and what is done of it: what the enumerator hands out and what a reader's checkpoint holds.
 *
 * @param work the range in work, by its own codec; empty where nothing is begun
 * @param descents the descents of the range that are begun and not finished, by their own codec
 * @param untold what the reader did and has not told yet
 */
public record RangeSplit(StartRange range, byte[] work, List<byte[]> descents, WorkerProgress untold)
        implements SourceSplit {
    private static final int ID = 10;

    public RangeSplit {
        descents = List.copyOf(descents);
    }

    /** A range of which nothing is done. */
    static RangeSplit fresh(StartRange range) {
        return new RangeSplit(range, new byte[0], List.of(), WorkerProgress.none());
    }

    /** A range of which all is done. */
    static RangeSplit complete(RangeWork work) {
        return new RangeSplit(work.range(), Framing.bytes(work, RangeWork::write), List.of(), WorkerProgress.none());
    }

    public static StateSerializer<RangeSplit> serializer() {
        return new StateSerializer<>(
                "the saved state of a range of starts",
                RangeSplit.class,
                Map.of(ID, new StateCodec<>(RangeSplit.class, RangeSplit::write, RangeSplit::read)));
    }

    @Override
    public String splitId() {
        return id(range);
    }

    /** By what Flink tells splits apart. */
    static String id(StartRange range) {
        return range.from() + "-" + range.to();
    }

    private void write(DataOutput out) throws IOException {
        Framing.writeRange(range, out);
        Framing.writeBytes(work, out);
        Framing.writeAll(descents, Framing::writeBytes, out);
        untold.write(out);
    }

    private static RangeSplit read(DataInput in) throws IOException {
        return new RangeSplit(
                Framing.readRange(in),
                Framing.readBytes(in),
                Framing.readAll(Framing::readBytes, in),
                WorkerProgress.read(in));
    }
}
