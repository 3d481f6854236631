package org.thalweg.core.optimizer;

import org.thalweg.core.linalg.VectorForm;

/** The arithmetic of {@link LbfgsLanes} that all lanes share. Its forms give the same bits. For one thread each. */
interface LbfgsArithmetic {

    /** The form with the machine's vector instructions where the virtual machine has been told to offer them, or plain loops. */
    static LbfgsArithmetic fastest() {
        return VectorForm.of(LbfgsArithmetic.class, PlainLbfgsArithmetic::new);
    }

    /** Overwrites {@code norm}, {@code slope} and {@code linear} of the trials. */
    void look(LbfgsArrays a, double[] gradients);

    /**
     * Overwrites the numbers of a pair and of a step, and the row with the pairs of the lanes that learn; in the others the row is
     * finite, and the numbers mean nothing.
     */
    void learn(LbfgsArrays a, double[] gradients, int row);

    /** Moves the iterates of the lanes that move, and overwrites their directions with −∇f on what may move, and {@code constrained}. */
    void move(LbfgsArrays a, double[] gradients);

    /** Multiplies the directions of the lanes that move by H, made of the newest {@code count} rows of {@code order}. */
    void multiply(LbfgsArrays a, int count);

    /** Overwrites {@code newSlope}, and the trials of the lanes that are to be placed. */
    void place(LbfgsArrays a);
}
