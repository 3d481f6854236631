package org.thalweg.core.search;

import org.jspecify.annotations.Nullable;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.linalg.Vectors;

/** A curve that leaves a point: somewhere to look for lower values. */
interface Path {

    /** The point at {@code length} scales from the beginning, or null where the path cannot be followed so far. */
    double @Nullable [] at(double length);

    /** The straight line from {@code site} along {@code direction}, up to the box. */
    static Path straight(Site site, double[] direction, Bounds bounds) {
        double reach = site.reach(direction, bounds);
        return length -> {
            double[] x = site.x().clone();
            Vectors.axpy(length * reach, direction, x);
            return Vectors.isFinite(x) && bounds.contains(x) ? x : null;
        };
    }

    /** The same as {@link #straight}, but where it would leave the box it ends at the border. */
    static Path toBorder(Site site, double[] direction, Bounds bounds) {
        double reach = site.reach(direction, bounds);
        double border = Double.POSITIVE_INFINITY;
        for (int i = 0; i < direction.length; i++) {
            double room = direction[i] > 0 ? bounds.upper()[i] - site.x()[i] : site.x()[i] - bounds.lower()[i];
            if (direction[i] != 0) {
                border = Math.min(border, room / Math.abs(direction[i]));
            }
        }
        double longest = border;
        return length -> {
            double[] x = site.x().clone();
            Vectors.axpy(Math.min(length * reach, longest), direction, x);
            bounds.project(x);
            return Vectors.isFinite(x) ? x : null;
        };
    }

    /** The same as {@link #straight}, but bent by the box where it would leave it. */
    static Path bent(Site site, double[] direction, Bounds bounds) {
        double reach = site.reach(direction, bounds);
        return length -> {
            double[] x = site.x().clone();
            Vectors.axpy(length * reach, direction, x);
            bounds.project(x);
            return Vectors.isFinite(x) ? x : null;
        };
    }
}
