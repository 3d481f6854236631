package org.thalweg.core.optimizer;

import org.thalweg.core.linalg.VectorForm;

/** The arithmetic of {@link LbfgsDirectionLanes}. Its forms give the same bits. For one thread each. */
interface LbfgsArithmetic {

    /** The form with the machine's vector instructions where the virtual machine has been told to offer them, or plain loops. */
    static LbfgsArithmetic fastest() {
        return VectorForm.of(LbfgsArithmetic.class, PlainLbfgsArithmetic::new);
    }

    /**
     * Overwrites the numbers of a pair and of a step, and the ring's next row with the pairs of the lanes that learn; in the others
     * the row is finite, and the numbers mean nothing.
     */
    void learn(LineSearchArrays a, PairRing ring, double[] gradients);

    /** Overwrites {@code constrained}, as {@link LbfgsDirection} finds bounds to be near. */
    void constrain(LineSearchArrays a, PairRing ring);

    /** Multiplies {@code q} by H, made of the newest {@code count} rows of {@code order}. */
    void multiply(LineSearchArrays a, PairRing ring, int count);
}
