package org.thalweg.core.objective;

import java.io.Serializable;
import java.util.List;

/**
 * A function ℝⁿ → ℝ written in Java once, over any kind of {@link Real} number.
 *
 * <p>{@code new DualObjective(f)} makes an objective of it, with exact gradient and Hessian; {@code new TapeObjective(f)} is the same for many
 * variables.
 */
public interface RealFunction extends Serializable {

    /** n, the number of coordinates. */
    int dimension();

    /** f(x); reads {@code x}, n numbers. */
    <R extends Real<R>> R of(List<R> x);
}
