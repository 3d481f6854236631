package org.thalweg.core.kernel;

/** What generated classes implement: one program over lanes. */
@FunctionalInterface
interface LaneCode {

    /** The place in {@code rare} that tells whether there are any. */
    int ANY = 0;

    /**
     * Evaluates lanes {@code first}, …, {@code last} − 1, at most as many as the code has scratch space for. Outputs that are added to have
     * been zeroed.
     *
     * @param scratch passes values between the methods of a program
     * @param rare element k, and element {@link #ANY}, is set to 1 if a lane of group k, counted from {@code first} and from 1, needs more
     *     than ordinary arithmetic: its results are wrong
     */
    void run(ProgramRunner.Lanes lanes, double[] scratch, int[] rare, int first, int last);
}
