package org.thalweg.core.objective;

import java.io.Serializable;

/**
 * A function f: ℝⁿ → ℝ to be minimized.
 *
 * <p>Its values must depend on {@code x} alone. An objective may keep scratch space, so one instance serves one thread;
 * each worker gets its own by serialization. Outside the domain it returns NaN or ±∞ and never throws.
 */
public interface Objective extends Serializable {

    /** n, the number of coordinates. */
    int dimension();

    /** f(x); reads {@code x}. */
    double value(double[] x);
}
