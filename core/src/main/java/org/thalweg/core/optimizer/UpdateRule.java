package org.thalweg.core.optimizer;

import java.io.Serializable;

/**
 * How a first-order method turns a gradient into a displacement, coordinate by coordinate: an immutable record of
 * hyper-parameters. No coordinate sees another, so a rule serves a block of parameters as well as all of them.
 */
public interface UpdateRule extends Serializable {

    /** The name that users type, such as {@code adam}. */
    String name();

    /** How many vectors of n doubles the rule remembers from step to step; they begin as zeros. */
    int memoryVectors();

    /**
     * Overwrites {@code displacement} with x₍ₖ₊₁₎ − x₍ₖ₎ and advances {@code memory}.
     *
     * @param step the number of this step, from 1
     * @param x the iterate x₍ₖ₎; read
     * @param gradient ∇f(x₍ₖ₎), 0 in coordinates that a bound holds; read
     * @param memory {@link #memoryVectors} vectors, the rule's own
     * @param displacement overwritten
     */
    void displace(long step, double[] x, double[] gradient, double[][] memory, double[] displacement);

    /**
     * The rule for the coordinates of many descents. This one serves rules to which the number of a step means nothing: no coordinate sees
     * another, so those of all lanes are those of one long vector.
     */
    default LaneRule lanes() {
        return (steps, x, gradient, memory, displacement) -> displace(1, x, gradient, memory, displacement);
    }
}
