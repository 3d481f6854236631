package org.thalweg.core.kernel.elementary;

/**
 * Choices without branches: each method is a comparison and a choice between two values that are both already computed.
 *
 * <p>Scalar code compiles them to a conditional move or a branch; a vector translation to a comparison and a blend.
 */
final class Select {
    private Select() {}

    /** {@code a < b ? then : otherwise}; NaN is not less than anything. */
    static double ifLess(double a, double b, double then, double otherwise) {
        return a < b ? then : otherwise;
    }

    /** {@code a == b ? then : otherwise}; 0 equals −0, and NaN nothing. */
    static double ifEqual(double a, double b, double then, double otherwise) {
        return a == b ? then : otherwise;
    }
}
