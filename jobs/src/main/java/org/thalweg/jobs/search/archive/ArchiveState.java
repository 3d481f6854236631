package org.thalweg.jobs.search.archive;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import org.thalweg.core.search.SearchTally;
import org.thalweg.core.search.StopReason;
import org.thalweg.jobs.serialization.StateCodec;
import org.thalweg.jobs.serialization.StateSerializer;

/**
 * What a search amounts to, so far or in the end: the archive's part of a checkpoint, and what the result is made of.
 *
 * @param reason why the search ended; {@link StopReason#CANCELLED} while it has not, since that is what it would be then
 * @param over whether it ended
 */
public record ArchiveState(SearchTally tally, StopReason reason, boolean over) {
    private static final int ID = 12;

    public static StateSerializer<ArchiveState> serializer() {
        return new StateSerializer<>(
                "the saved archive of minima",
                ArchiveState.class,
                Map.of(ID, new StateCodec<>(ArchiveState.class, ArchiveState::write, ArchiveState::read)));
    }

    private void write(DataOutput out) throws IOException {
        tally.write(out);
        out.writeUTF(reason.name());
        out.writeBoolean(over);
    }

    private static ArchiveState read(DataInput in) throws IOException {
        return new ArchiveState(SearchTally.read(in), StopReason.valueOf(in.readUTF()), in.readBoolean());
    }
}
