package org.thalweg.jobs.stream;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import org.thalweg.jobs.serialization.Framing;
import org.thalweg.jobs.serialization.StateCodec;
import org.thalweg.jobs.serialization.StateSerializer;

/**
 * A descent that a checkpoint interrupts.
 *
 * @param id of the start
 * @param identity of the {@link StreamedPlan} that it goes by
 * @param bytes the descent, by its own codec
 */
record DescentInFlight(long id, String identity, byte[] bytes) {
    private static final int ID = 30;

    static StateSerializer<DescentInFlight> serializer() {
        return new StateSerializer<>(
                "the saved state of a descent",
                DescentInFlight.class,
                Map.of(ID, new StateCodec<>(DescentInFlight.class, DescentInFlight::write, DescentInFlight::read)));
    }

    private void write(DataOutput out) throws IOException {
        out.writeLong(id);
        out.writeUTF(identity);
        Framing.writeBytes(bytes, out);
    }

    private static DescentInFlight read(DataInput in) throws IOException {
        return new DescentInFlight(in.readLong(), in.readUTF(), Framing.readBytes(in));
    }
}
