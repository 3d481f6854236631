package org.thalweg.core.optimizer;

import org.thalweg.core.linalg.VectorForm;

/** The arithmetic of {@link ConjugateDirectionLanes}. Its forms give the same bits. For one thread each. */
interface ConjugateArithmetic {

    /** The form with the machine's vector instructions where the virtual machine has been told to offer them, or plain loops. */
    static ConjugateArithmetic fastest() {
        return VectorForm.of(ConjugateArithmetic.class, PlainConjugateArithmetic::new);
    }

    /** Overwrites the sums over the steps to the trials, and {@code stepNorm}; gradients in units of {@code unit}. */
    void learn(LineSearchArrays a, ConjugateArrays c, double[] gradients);

    /** Overwrites the last steps of lanes that keep the step to the trial. */
    void keep(LineSearchArrays a, ConjugateArrays c);

    /** Overwrites {@code held} of the lanes that have moved, and {@code others}. */
    void hold(LineSearchArrays a, ConjugateArrays c);

    /** Overwrites {@code q} with the directions from the iterates, and {@code slope}. */
    void aim(LineSearchArrays a, ConjugateArrays c);
}
