package org.thalweg.core.search;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.thalweg.core.stopping.Termination;

/** The byte form of a {@link FinishedDescent}, the version first. */
public final class FinishedDescentCodec {
    private static final int VERSION = 1;

    private FinishedDescentCodec() {}

    public static void write(FinishedDescent descent, DataOutput out) throws IOException {
        out.writeByte(VERSION);
        out.writeLong(descent.start());
        Wire.writeEnum(descent.termination(), out);
        StationaryPointCodec.write(descent.end(), out);
        Wire.writeAll(descent.escapedFrom(), StationaryPointCodec::write, out);
        out.writeLong(descent.iterations());
        out.writeLong(descent.evaluations());
    }

    public static FinishedDescent read(DataInput in) throws IOException {
        Wire.readVersion("a finished descent", VERSION, in);
        return new FinishedDescent(
                in.readLong(),
                Wire.readEnum(Termination.class, in),
                StationaryPointCodec.read(in),
                Wire.readAll(StationaryPointCodec::read, in),
                in.readLong(),
                in.readLong());
    }
}
