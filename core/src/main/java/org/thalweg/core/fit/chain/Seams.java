package org.thalweg.core.fit.chain;

import java.io.Serializable;
import java.util.Arrays;

/**
 * What neighbouring pieces of a chain share: seam k, of the pieces k and k + 1, has the variables {@code from[k]} … {@code to[k]} − 1.
 *
 * <p>Seams are apart, so that a step on them is the solution of few equations: those of a symmetric matrix whose half-bandwidth is
 * below twice the widest seam, in the order of the variables.
 */
public final class Seams implements Serializable {
    private static final long serialVersionUID = 1;

    private final int[] from;
    private final int[] to;
    private final int[] place;
    private final int band;

    Seams(int[] from, int[] to) {
        this.from = from;
        this.to = to;
        this.place = new int[from.length + 1];
        int widest = 0;
        int pair = 0;
        for (int k = 0; k < from.length; k++) {
            int width = to[k] - from[k];
            place[k + 1] = place[k] + width;
            pair = Math.max(pair, widest + width);
            widest = width;
        }
        this.band = Math.max(0, pair - 1);
    }

    /** How many there are: one less than there are pieces. */
    public int count() {
        return from.length;
    }

    /** The first variable of seam {@code k}. */
    public int from(int k) {
        return from[k];
    }

    /** The variable after the last of seam {@code k}. */
    public int to(int k) {
        return to[k];
    }

    /** The number of variables of all seams before {@code k}. */
    public int place(int k) {
        return place[k];
    }

    /** The number of variables of all seams. */
    public int variables() {
        return place[from.length];
    }

    /** The half-bandwidth of the equations on the seams. */
    public int band() {
        return band;
    }

    /** h, how many doubles the equations take: right sides, and then the matrix as {@link org.thalweg.core.linalg.BandCholesky} wants it. */
    public int length() {
        return variables() * (band + 2);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Seams that && Arrays.equals(from, that.from) && Arrays.equals(to, that.to);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(from) + Arrays.hashCode(to);
    }

    @Override
    public String toString() {
        return "%d seams of %d variables".formatted(count(), variables());
    }
}
