package org.thalweg.core.search;

import java.io.Serializable;

/**
 * When two found points are one.
 *
 * @param by what is compared
 * @param pointTolerance points agree where {@code |xᵢ − yᵢ| <= pointTolerance · max(1, |xᵢ|, |yᵢ|)} for every i
 *     or 64 times as far where the Hessian is singular: rounding hides where exactly such a point lies
 * @param valueTolerance values agree where {@code |f − g| <= valueTolerance · max(1, |f|, |g|)}
 */
public record Distinctness(By by, double pointTolerance, double valueTolerance) implements Serializable {

    /** How much farther degenerate points may lie apart. */
    static final double DEGENERATE = 64;

    /** What is compared. */
    public enum By {
        /** Values for points in a valley of equal ones (flat directions that f does not rise along), points for all others. */
        AUTO,
        POINT,
        VALUE
    }

    public Distinctness {
        if (!(pointTolerance > 0 && pointTolerance < 1) || !(valueTolerance > 0 && valueTolerance < 1)) {
            throw new IllegalArgumentException("point tolerance (%s) and value tolerance (%s) must lie in (0, 1)"
                    .formatted(pointTolerance, valueTolerance));
        }
    }

    /** {@link By#AUTO} with tolerances that separate minima of well-scaled problems. */
    public static Distinctness standard() {
        return new Distinctness(By.AUTO, 1e-5, 1e-8);
    }

    /** The point tolerance that applies to a point. */
    double pointTolerance(StationaryPoint point) {
        return point.flatDirections() > 0 ? DEGENERATE * pointTolerance : pointTolerance;
    }
}
