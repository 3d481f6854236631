package org.thalweg.jobs.stream;

import java.util.Arrays;

/**
 * A starting point on a stream.
 *
 * @param id by which its {@link DescentEnd} is known; the stream's to choose
 * @param x the point, n coordinates
 */
public record Start(long id, double[] x) {

    /** Copies the array. */
    public Start {
        x = x.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Start that && id == that.id && Arrays.equals(x, that.x);
    }

    @Override
    public int hashCode() {
        return 31 * Long.hashCode(id) + Arrays.hashCode(x);
    }

    @Override
    public String toString() {
        return "start %d at %s".formatted(id, Arrays.toString(x));
    }
}
