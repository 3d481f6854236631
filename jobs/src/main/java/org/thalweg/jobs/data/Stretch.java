package org.thalweg.jobs.data;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * The rows of a file that begin in some of its bytes.
 *
 * @param from the first byte
 * @param to the byte after the last; {@link Long#MAX_VALUE} for the end of the file
 * @param exact whether a row begins at {@code from}; if not, the first is the one after the next line end
 */
record Stretch(long from, long to, boolean exact) implements Serializable {

    /** All rows from byte {@code from} on. */
    static Stretch all(long from) {
        return new Stretch(from, Long.MAX_VALUE, true);
    }

    /** The bytes from {@code from} to {@code length} in stretches of {@code size}: where they are cut depends on nothing else. */
    static List<Stretch> cut(long from, long length, long size) {
        List<Stretch> cut = new ArrayList<>();
        for (long at = from; at < length; at += size) {
            cut.add(new Stretch(at, Math.min(at + size, length), at == from));
        }
        return cut;
    }
}
