package org.thalweg.core.search;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The byte form of a {@link StationaryPoint}, the version first. */
public final class StationaryPointCodec {
    private static final int VERSION = 1;

    private StationaryPointCodec() {}

    public static void write(StationaryPoint point, DataOutput out) throws IOException {
        out.writeByte(VERSION);
        Wire.writeDoubles(point.x(), out);
        out.writeDouble(point.value());
        Wire.writeDoubles(point.gradient(), out);
        out.writeDouble(point.gradientNorm());
        out.writeDouble(point.smallestEigenvalue());
        Wire.writeEnum(point.kind(), out);
        out.writeInt(point.flatDirections());
        out.writeBoolean(point.isolated());
        Wire.writeInts(point.active(), out);
        out.writeBoolean(point.smooth());
    }

    public static StationaryPoint read(DataInput in) throws IOException {
        Wire.readVersion("a stationary point", VERSION, in);
        return new StationaryPoint(
                Wire.readDoubles(in),
                in.readDouble(),
                Wire.readDoubles(in),
                in.readDouble(),
                in.readDouble(),
                Wire.readEnum(Kind.class, in),
                in.readInt(),
                in.readBoolean(),
                Wire.readInts(in),
                in.readBoolean());
    }
}
