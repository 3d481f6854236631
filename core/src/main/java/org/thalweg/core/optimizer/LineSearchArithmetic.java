package org.thalweg.core.optimizer;

import org.thalweg.core.linalg.VectorForm;

/** The arithmetic of {@link LineSearchLanes} that all lanes share. Its forms give the same bits. For one thread each. */
interface LineSearchArithmetic {

    /** The form with the machine's vector instructions where the virtual machine has been told to offer them, or plain loops. */
    static LineSearchArithmetic fastest() {
        return VectorForm.of(LineSearchArithmetic.class, PlainLineSearchArithmetic::new);
    }

    /** Overwrites {@code norm}, {@code slope} and {@code linear} of the trials. */
    void look(LineSearchArrays a, double[] gradients);

    /** Overwrites {@code ss}, {@code sy} and {@code stepNorm} of the steps to the trials. */
    void measure(LineSearchArrays a, double[] gradients);

    /** Overwrites {@code projectedNorm} of the trials. */
    void projectNorms(LineSearchArrays a, double[] gradients);

    /** Moves the iterates of the lanes that move, and overwrites {@code q} with −∇f. */
    void move(LineSearchArrays a, double[] gradients);

    /**
     * Overwrites the directions of the lanes that move with {@code q}, where no bound is in the way, {@code newSlope}, and the
     * trials of the lanes that are to be placed.
     */
    void place(LineSearchArrays a);
}
