package org.thalweg.core.search;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.linalg.Bounds;

/**
 * Tells what a point is by values alone, where derivatives do not: at kinks and steps, and where the gradient is wrong.
 *
 * <p>f is looked at along the coordinates, the gradient, and mixtures of them, at lengths from 10⁻⁹ scales on. If it rises
 * everywhere the point is a minimum; if it stays constant everywhere, a plateau.
 */
final class KinkJudge {
    /** f below this, and a thousand times what it is nearby, is a pole. */
    private static final double POLE = -1e6;
    /** Squares of smaller numbers underflow. */
    private static final double TINY = 0x1p-500;

    private final Oracle oracle;
    private final Bounds bounds;
    private final Site site;
    private final Survey survey;
    private final CreaseDescent.@Nullable End end;

    /** @param end how the site was reached along its crease, which is looked along too; null where no crease is known */
    KinkJudge(Oracle oracle, Site site, CreaseDescent.@Nullable End end) {
        this.oracle = oracle;
        this.bounds = oracle.bounds();
        this.site = site;
        this.end = end;
        this.survey = new Survey(new Probe(oracle, site, 0), direction -> Path.toBorder(site, direction, bounds));
    }

    /** The judgement: not stationary where f falls. */
    Judgement judge() {
        List<double[]> twoSided = new ArrayList<>();
        List<double[]> oneSided = new ArrayList<>();
        boolean held = false;
        for (int i = 0; i < site.x().length; i++) {
            double[] axis = new double[site.x().length];
            if (site.isAtBound(i, bounds)) {
                axis[i] = site.x()[i] <= bounds.lower()[i] ? 1 : -1;
                oneSided.add(axis);
                held = true;
            } else if (!bounds.isFixed(i)) {
                axis[i] = 1;
                twoSided.add(axis);
            }
        }
        addGradient(twoSided);
        survey.look(Directions.of(twoSided, oneSided));
        if (end != null && !end.point().normals().tangents().isEmpty()) {
            survey.look(Directions.of(end.point().normals().tangents(), List.of()), end::path);
        }
        Trend deepest = survey.deepest();
        boolean constantNearby = survey.nearest() >= Survey.SURROUNDINGS;
        if (deepest != null) {
            Kind kind = survey.nearestFall() >= Survey.SURROUNDINGS ? Kind.PLATEAU : Kind.NOT_STATIONARY;
            return judgement(kind, false, deepest.lowest());
        }
        if (survey.allRise(Survey.SURROUNDINGS)) {
            return judgement(held ? Kind.BOUNDARY_MINIMUM : Kind.MINIMUM, true, null);
        }
        boolean plateau = survey.anyStays() || (constantNearby ? !survey.isEnclosed() : !survey.anyRises());
        return judgement(plateau ? Kind.PLATEAU : Kind.DEGENERATE_MINIMUM, false, null);
    }

    private static Judgement judgement(Kind kind, boolean isolated, double @Nullable [] lower) {
        return new Judgement(kind, 0, isolated, Double.NaN, lower, false);
    }

    /** Adds the gradient on the coordinates inside the box, if it is neither zero nor along an axis. */
    private void addGradient(List<double[]> directions) {
        double[] direction = site.gradient().clone();
        int moving = 0;
        for (int i = 0; i < direction.length; i++) {
            if (site.isAtBound(i, bounds) || bounds.isFixed(i) || !Double.isFinite(direction[i])) {
                direction[i] = 0;
            }
            moving += direction[i] == 0 ? 0 : 1;
        }
        if (moving > 1) {
            directions.add(direction);
        }
    }

    /** Whether f is very low here and not nearby, as beside a pole where it falls to −∞. */
    boolean isPole() {
        if (oracle.value(tinyAsZero()) == Double.NEGATIVE_INFINITY) {
            return true;
        }
        if (!(site.value() < POLE)) {
            return false;
        }
        for (int i = 0; i < site.x().length; i++) {
            double[] axis = new double[site.x().length];
            axis[i] = 1;
            for (int sense = -1; sense <= 1 && !bounds.isFixed(i); sense += 2) {
                double[] x = Path.straight(site, axis, bounds).at(sense * 0x1p-20);
                if (x != null && oracle.value(x) > site.value() / 1e3) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The site with coordinates that are next to nothing at 0, where steps that shrink by halves never arrive. */
    private double[] tinyAsZero() {
        double[] x = site.x().clone();
        for (int i = 0; i < x.length; i++) {
            x[i] = Math.abs(x[i]) < TINY ? bounds.clamp(i, 0) : x[i];
        }
        return x;
    }
}
