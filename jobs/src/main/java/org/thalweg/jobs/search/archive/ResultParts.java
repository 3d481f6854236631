package org.thalweg.jobs.search.archive;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.thalweg.jobs.serialization.Framing;

/**
 * A sealed result as parts of bounded size, each an accumulator of its own: {@code thalweg.result.0} and so on.
 *
 * <p>A cluster tells its clients of accumulators in JSON, whose reader takes no text of more than 20 million characters.
 */
public final class ResultParts {
    private static final String NAME = "thalweg.result.";
    private static final int MOST_BYTES = 8 << 20;

    private ResultParts() {}

    public static String name(int part) {
        return NAME + part;
    }

    /** The parts of a result, in order; at least one. */
    public static List<byte[]> of(byte[] sealed) {
        return Framing.parts(sealed, MOST_BYTES);
    }

    /** The result whose parts are among the accumulators of a job that has ended. */
    public static byte[] join(Map<String, Object> accumulators) {
        byte[] sealed = new byte[0];
        for (int i = 0; accumulators.get(name(i)) instanceof byte[] part; i++) {
            int before = sealed.length;
            sealed = Arrays.copyOf(sealed, before + part.length);
            System.arraycopy(part, 0, sealed, before, part.length);
        }
        return sealed;
    }
}
