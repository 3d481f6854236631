package org.thalweg.core.linesearch;

import java.io.Serializable;

/**
 * A search for a good step α along φ(α) = f(x(α)), φ′(0) &lt; 0: an immutable record of constants; what moves is in the
 * {@link Bracket}. It consumes one evaluation per {@link #tell}, so it can be suspended between any two.
 */
public interface LineSearch extends Serializable {

    /** The share of the linear decrease that is demanded. */
    double decrease();

    /** The share of the slope at the start that may be left; ∞ where any slope will do. */
    double curvature();

    /**
     * Judges the trial at {@link Bracket#step}; on {@link Verdict#CONTINUE} the step is the next trial.
     *
     * @param value φ(α); NaN if f or ∇f is not finite there
     * @param slope φ′(α), to the right if there is a kink
     * @param linear ℓ(α) = ∇f(x)ᵀ(x(α) − x), which is α·φ′(0) on a straight line
     */
    Verdict tell(Bracket bracket, double value, double slope, double linear);
}
