package org.thalweg.core.fit.rounds;

import java.io.Serializable;

/** Where a fit begins: a point of any number of coordinates, of which each owner makes its own. */
public interface StartPoint extends Serializable {

    /** Overwrites {@code out} with the coordinates from {@code from} on. */
    void fill(int from, double[] out);

    /** A point given in full. */
    record Given(double[] point) implements StartPoint {
        @Override
        public void fill(int from, double[] out) {
            System.arraycopy(point, from, out, 0, out.length);
        }
    }

    /** A few numbers over and over: pattern₀, pattern₁, …, pattern₀, … */
    record Repeated(double[] pattern) implements StartPoint {

        public Repeated {
            if (pattern.length == 0) {
                throw new IllegalArgumentException("a pattern of a start needs at least one number");
            }
        }

        @Override
        public void fill(int from, double[] out) {
            for (int i = 0; i < out.length; i++) {
                out[i] = pattern[(int) (((long) from + i) % pattern.length)];
            }
        }
    }
}
