package org.thalweg.monitoring.history;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.Serializable;

/**
 * Something that happened once in a run.
 *
 * @param seconds how long the run had been working
 */
public record Mark(double seconds, Kind kind) implements Serializable {

    /** What happened. */
    public enum Kind {
        /** A checkpoint completed. */
        CHECKPOINT("checkpoint"),
        /** The run went on after a failure. */
        RESTART("restart"),
        /** The run went on from a savepoint or a retained checkpoint. */
        RESUMPTION("resumption");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        /** The name on pages, such as {@code restart}. */
        public String text() {
            return text;
        }
    }

    void write(DataOutput out) throws IOException {
        out.writeDouble(seconds);
        out.writeUTF(kind.name());
    }

    static Mark read(DataInput in) throws IOException {
        return new Mark(in.readDouble(), Kind.valueOf(in.readUTF()));
    }
}
