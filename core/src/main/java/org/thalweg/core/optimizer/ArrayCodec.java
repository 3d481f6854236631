package org.thalweg.core.optimizer;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.stopping.Termination;

/** The forms that states are written in: arrays without their length, which the bounds tell, and terminations by name. */
final class ArrayCodec {

    private ArrayCodec() {}

    static void write(double[] values, DataOutput out) throws IOException {
        for (double value : values) {
            out.writeDouble(value);
        }
    }

    /** Overwrites {@code values}. */
    static void read(double[] values, DataInput in) throws IOException {
        for (int i = 0; i < values.length; i++) {
            values[i] = in.readDouble();
        }
    }

    static void write(@Nullable Termination termination, DataOutput out) throws IOException {
        out.writeUTF(termination == null ? "" : termination.name());
    }

    static @Nullable Termination readTermination(DataInput in) throws IOException {
        String name = in.readUTF();
        if (name.isEmpty()) {
            return null;
        }
        try {
            return Termination.valueOf(name);
        } catch (IllegalArgumentException e) {
            throw new IOException("termination (%s) is not known to this version".formatted(name), e);
        }
    }

    static void checkVersion(String method, int version, int newest) throws IOException {
        if (version < 1 || version > newest) {
            throw new IOException(
                    "state of %s has version %d; this build reads versions 1 to %d".formatted(method, version, newest));
        }
    }
}
