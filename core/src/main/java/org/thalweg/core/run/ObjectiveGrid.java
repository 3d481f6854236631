package org.thalweg.core.run;

import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.objective.Objective;

/**
 * The values of an objective of one or two variables on an even grid over a box, to be drawn as a curve or as contours.
 *
 * @param region the box, finite
 * @param resolution points along each side, at least 2
 * @param values the objective at grid point i of the only variable at {@code [i]}; at point i of the first variable and j
 *     of the second at {@code [j * resolution + i]}; NaN and ±∞ where it is so
 */
public record ObjectiveGrid(Bounds region, int resolution, double[] values) {

    public ObjectiveGrid {
        int dimension = region.dimension();
        if (dimension > 2 || !region.isFinite()) {
            throw new IllegalArgumentException(
                    "region (%s) must be finite and have one or two coordinates".formatted(region));
        }
        if (resolution < 2 || values.length != (dimension == 1 ? resolution : resolution * resolution)) {
            throw new IllegalArgumentException("%d values do not make a grid of %d points a side in %d dimensions"
                    .formatted(values.length, resolution, dimension));
        }
    }

    /**
     * Evaluates the objective on a grid.
     *
     * @param goesOn asked before each point whether to go on
     * @return null if it was not to go on
     */
    public static @Nullable ObjectiveGrid of(
            Objective objective, Bounds region, int resolution, BooleanSupplier goesOn) {
        int dimension = region.dimension();
        double[] values = new double[dimension == 1 ? resolution : resolution * resolution];
        double[] x = new double[dimension];
        for (int k = 0; k < values.length; k++) {
            if (!goesOn.getAsBoolean()) {
                return null;
            }
            x[0] = coordinate(region, 0, k % resolution, resolution);
            if (dimension == 2) {
                x[1] = coordinate(region, 1, k / resolution, resolution);
            }
            values[k] = objective.value(x);
        }
        return new ObjectiveGrid(region, resolution, values);
    }

    /** Both ends of the box belong to the grid, exactly. */
    private static double coordinate(Bounds region, int variable, int index, int resolution) {
        double share = (double) index / (resolution - 1);
        return region.lower()[variable] * (1 - share) + region.upper()[variable] * share;
    }
}
