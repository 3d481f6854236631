package org.thalweg.core.search;

import org.jspecify.annotations.Nullable;

/**
 * What a stationary point is.
 *
 * @param kind its kind
 * @param flatDirections dimension of the null space of the Hessian on the free coordinates
 * @param isolated whether f rises along all of the null space, so that no valley of equal points passes through
 * @param smallestEigenvalue of that Hessian; NaN where there is none
 * @param lower a point where f is lower, far enough to leave by; null where none was met
 * @param misplaced whether {@code lower} is so near that the stationary point was missed, rather than left
 */
record Judgement(
        Kind kind,
        int flatDirections,
        boolean isolated,
        double smallestEigenvalue,
        double @Nullable [] lower,
        boolean misplaced) {}
