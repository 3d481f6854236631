package org.thalweg.core.optimizer;

/** What {@link ConjugateDirection} remembers, for all lanes, laid out as {@link LineSearchArrays} are. */
final class ConjugateArrays {
    private static final int WIDTH = DescentLanes.WIDTH;

    /** The last step. */
    final double[] s;
    /** Which coordinates bounds hold: all bits set, others 0. */
    final long[] held;

    /** The factor of s, and what gradients are multiplied by. */
    final double[] c = new double[WIDTH];

    final double[] unit = new double[WIDTH];

    /** Of a step that is looked at: ‖y‖², yᵀg, sᵀg and sᵀg₋, gradients in units of {@code unit}. */
    final double[] yy = new double[WIDTH];

    final double[] yg = new double[WIDTH];
    final double[] sg = new double[WIDTH];
    final double[] fall = new double[WIDTH];

    /** Which lanes keep the step that was looked at: all bits set, others 0. */
    final long[] keeps = new long[WIDTH];

    /** Of lanes that have moved, whether bounds hold other coordinates than before, then not 0; and ∇fᵀd. */
    final long[] others = new long[WIDTH];

    final double[] slope = new double[WIDTH];

    ConjugateArrays(int n) {
        s = new double[Math.multiplyExact(n, WIDTH)];
        held = new long[s.length];
    }
}
