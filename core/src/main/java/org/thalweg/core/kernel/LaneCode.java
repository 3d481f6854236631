package org.thalweg.core.kernel;

/** What generated classes implement: one program over lanes. */
@FunctionalInterface
interface LaneCode {

    /**
     * Evaluates lanes {@code first}, …, {@code last} − 1, at most as many as the code has scratch space for. Outputs that are added to have
     * been zeroed.
     *
     * @param scratch passes values between the methods of a program
     * @param rare element k is set to 1 if a lane of group k, counted from {@code first}, needs more than ordinary arithmetic: its
     *     results are wrong
     */
    void run(ProgramRunner.Lanes lanes, double[] scratch, int[] rare, int first, int last);
}
