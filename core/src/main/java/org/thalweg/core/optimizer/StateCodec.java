package org.thalweg.core.optimizer;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.stopping.Progress;

/**
 * Writes a method's state as bytes and reads it back, between any two evaluations, so that the descent goes on to the
 * same bits.
 */
public interface StateCodec<S extends Progress> {

    /** The version that {@link #write} writes; {@link #read} accepts it and all before. */
    int version();

    void write(S state, DataOutput out) throws IOException;

    /**
     * Reads what {@link #write} of the given version wrote.
     *
     * @param bounds the bounds that the state was made with
     */
    S read(int version, DataInput in, Bounds bounds) throws IOException;
}
