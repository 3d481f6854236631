package org.thalweg.core.fit.loss;

import java.io.Serializable;

/**
 * What a prediction z costs where y was observed: a function ℓ(z, y) with its derivatives in z.
 *
 * <p>A fit minimizes Σ wᵢ·ℓ(zᵢ, yᵢ), a sum and no mean.
 */
public interface Loss extends Serializable {

    /** The name that users type, such as {@code squared}. */
    String name();

    /** ℓ as a formula, for people. */
    String formula();

    /** ℓ(z, y). */
    double value(double z, double y);

    /** ∂ℓ/∂z. */
    double slope(double z, double y);

    /** ∂²ℓ/∂z². */
    double curvature(double z, double y);

    /**
     * A curvature for Gauss–Newton steps, never negative: that of a parabola in z which touches ℓ at z and, for losses with a kink
     * nearby, lies above it. Equals {@link #curvature} for the smooth convex losses.
     */
    default double bow(double z, double y) {
        return curvature(z, y);
    }

    /** Whether {@link #bow} is {@link #curvature} everywhere. */
    default boolean bowsAsItCurves() {
        return true;
    }

    /** Whether y may be observed; a loss of labels or counts does not take every number. */
    default boolean accepts(double y) {
        return Double.isFinite(y);
    }

    /** What {@link #accepts} demands, to follow "y must". */
    default String demand() {
        return "be a finite number";
    }

    /** Whether y − z is an error in the units of y, so that a residual sum of squares says something. */
    default boolean hasResiduals() {
        return true;
    }
}
