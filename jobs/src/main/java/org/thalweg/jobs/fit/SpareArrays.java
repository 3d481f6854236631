package org.thalweg.jobs.fit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Arrays that messages are read into, again and again: a round of 10⁶ parameters reads megabytes, and memory that was written a moment ago is nearer than
 * new memory, which would have to be zeroed first and collected afterwards.
 *
 * <p>Each message has a {@link Loan} of its own. Whoever is done with the message ends the loan; whoever does not leaves its arrays to the garbage collector.
 * Loans may be ended in another thread than they are taken in.
 */
final class SpareArrays {
    /** Doubles of an array, of which lengths are multiples: blocks differ by a parameter, and are to share arrays. */
    private static final int GRAIN = 1 << 9;

    private static final double[] NOTHING = {};

    /** By length; the one that was given back last, which may still be in a cache, is taken first. Also the lock. */
    private final Map<Integer, Deque<double[]>> idle = new HashMap<>();

    /** For one message. */
    Loan lend() {
        return new Loan(this);
    }

    private double[] take(int grains) {
        synchronized (idle) {
            Deque<double[]> fitting = idle.get(grains);
            double[] array = fitting == null ? null : fitting.poll();
            if (array != null) {
                return array;
            }
        }
        return new double[grains * GRAIN];
    }

    private void giveBack(List<double[]> arrays) {
        synchronized (idle) {
            for (double[] array : arrays) {
                idle.computeIfAbsent(array.length / GRAIN, grains -> new ArrayDeque<>())
                        .push(array);
            }
        }
    }

    /** The arrays of one message. */
    static final class Loan {
        private final SpareArrays owner;
        private final List<double[]> arrays = new ArrayList<>(1);
        private boolean ended;

        private Loan(SpareArrays owner) {
            this.owner = owner;
        }

        /** An array of {@code length} doubles at least, whatever they are: short ones are new, since they cost nothing. */
        double[] take(int length) {
            if (length < GRAIN || length > Integer.MAX_VALUE - GRAIN) {
                return length == 0 ? NOTHING : new double[length];
            }
            double[] array = owner.take((length + GRAIN - 1) / GRAIN);
            arrays.add(array);
            return array;
        }

        /** Nobody reads the arrays any more: other messages may be read into them. To end a loan again changes nothing. */
        void end() {
            if (!ended) {
                ended = true;
                owner.giveBack(arrays);
            }
        }
    }
}
