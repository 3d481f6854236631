package org.thalweg.core.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.linalg.SymmetricEigen;
import org.thalweg.core.linalg.Vectors;
import org.thalweg.core.objective.Piece;
import org.thalweg.core.search.Crease.Point;

/**
 * Descends along the creases of a piecewise smooth objective.
 *
 * <p>Beside a kink c(x) = 0 gradients point across it, and where it is curved f rises along every straight line although it falls along the
 * curve. On the curve f is smooth: this is Newton's method there, with the Hessian of the Lagrangian f + Σ λₖ·cₖ on the tangents, each
 * step brought back to c = 0 (the method of U-Newton, Lemaréchal, Oustry and Sagastizábal 2000, doi:10.1090/S0002-9947-99-02243-6, with
 * kinks that are known). A kink or a bound that a step meets is held from there on, if f is lower there; one that f falls away
 * from is let go. It ends where f does neither.
 */
final class CreaseDescent {
    /** Distances in scales up to which kinks are held at the beginning, tried in turn. */
    private static final double[] RADII = {0x1p-7, 0x1p-13, 0x1p-20, 0x1p-30};

    /** How far away from a crease f is looked at, in scales. */
    private static final double[] AWAY = {0x1p-10, 0x1p-17, 0x1p-24};

    private static final int MAX_STEPS = 200;
    private static final int MAX_HALVINGS = 40;
    private static final double SHORTEST = 0x1p-46;
    private static final double FIRST_REACH = 0x1p-4;
    private static final double STATIONARY = 1e-10;
    private static final int MAX_HELD = 256;

    private final Bounds bounds;
    private Crease crease;
    private Point point;
    private double reach = FIRST_REACH;
    private int steps;

    private CreaseDescent(Oracle oracle, Crease crease, Point point) {
        this.bounds = oracle.bounds();
        this.crease = crease;
        this.point = point;
    }

    /**
     * Where it ended: f is stationary along the crease, and does not fall away from any kink or bound that is held.
     *
     * @param stationary false where the steps were spent
     */
    record End(Crease crease, Point point, boolean stationary) {

        /** The path along the crease that begins in the direction of a tangent. */
        Path path(double[] tangent) {
            double most = Vectors.maxNorm(tangent);
            return length -> {
                Point there = crease.nearest(crease.moved(point.x(), length / most, tangent), length);
                return there == null ? null : there.x();
            };
        }
    }

    /**
     * The end of the descent from a site, not higher than the site: along a crease nearby, or across smooth ground; null where
     * derivatives do not lead there.
     */
    static @Nullable End from(Oracle oracle, Site site) {
        Crease none = Crease.none(oracle, site.x());
        Point start = none.at(site.x());
        if (start == null) {
            return null;
        }
        int tried = 0;
        for (double radius : RADII) {
            List<Piece.Kink> near = none.near(start, radius);
            if (near.size() == tried || near.size() > MAX_HELD) {
                continue;
            }
            tried = near.size();
            if (tried == 0) {
                break;
            }
            End end = from(oracle, site, none, near, radius);
            if (end != null) {
                return end;
            }
        }
        return start.isFinite() ? from(oracle, site, none, List.of(), 1) : null;
    }

    /** Whether f is known to be smooth about a site: the objective knows its kinks, and none is near. */
    static boolean isSmooth(Oracle oracle, Site site) {
        if (!oracle.knowsKinks() || !site.isFinite()) {
            return false;
        }
        Crease none = Crease.none(oracle, site.x());
        Point there = none.at(site.x());
        return there != null
                && !there.piece().steps()
                && none.near(there, RADII[2]).isEmpty();
    }

    private static @Nullable End from(Oracle oracle, Site site, Crease none, List<Piece.Kink> near, double radius) {
        Crease crease = none;
        for (Piece.Kink kink : near) {
            crease = crease.with(kink.key());
        }
        Point begin = crease.nearest(site.x(), 16 * radius);
        if (begin == null) {
            return null;
        }
        CreaseDescent descent = new CreaseDescent(oracle, crease, begin);
        boolean stationary = descent.run();
        double allowed = 16 * Math.ulp(1.0) * Math.abs(site.value());
        return descent.point.value() <= site.value() + allowed
                ? new End(descent.crease, descent.point, stationary)
                : null;
    }

    private boolean run() {
        holdWalls();
        while (steps++ < MAX_STEPS) {
            if (!advance() && !leave()) {
                return true;
            }
        }
        return false;
    }

    /** Holds the bounds that the point lies on: those that do not hold it are let go in time. */
    private void holdWalls() {
        for (int i = 0; i < point.x().length; i++) {
            if (bounds.isFixed(i) || point.x()[i] <= bounds.lower()[i] || point.x()[i] >= bounds.upper()[i]) {
                crease = crease.withWall(i);
            }
        }
        point = Objects.requireNonNull(crease.at(point.x()));
    }

    /** A step along the crease; false where f is stationary along it. */
    private boolean advance() {
        List<double[]> tangents = point.normals().tangents();
        double[] step = step(tangents);
        double length = Vectors.norm(step);
        if (!(length > SHORTEST)) {
            return false;
        }
        double t = Math.min(1, reach / length);
        for (int i = 0; i < MAX_HALVINGS && t * length > SHORTEST; i++) {
            if (attempt(step, t)) {
                reach = i == 0 ? Math.min(2 * Math.max(reach, t * length), 1) : Math.max(t * length, 0x1p-20);
                return true;
            }
            t /= 2;
        }
        return false;
    }

    /** Newton's step on the tangents, downhill also where f bends down. */
    private double[] step(List<double[]> tangents) {
        int size = tangents.size();
        int n = point.x().length;
        double[] step = new double[n];
        double[] hessian = crease.hessian(point);
        if (size == 0 || !Vectors.isFinite(hessian)) {
            return step;
        }
        double[] slopes = new double[size];
        double[] reduced = new double[size * size];
        for (int a = 0; a < size; a++) {
            slopes[a] = Vectors.dot(tangents.get(a), point.gradient());
            double[] bent = new double[n];
            for (int i = 0; i < n; i++) {
                bent[i] = Vectors.dot(hessian, i * n, tangents.get(a));
            }
            for (int b = 0; b < size; b++) {
                reduced[a * size + b] = Vectors.dot(bent, tangents.get(b));
            }
        }
        if (Vectors.norm(slopes) <= STATIONARY * Math.ulp(1.0) * Vectors.norm(point.gradient())) {
            return step;
        }
        SymmetricEigen eigen = SymmetricEigen.of(reduced, size);
        double largest = Math.max(Math.abs(eigen.value(0)), Math.abs(eigen.value(size - 1)));
        for (int k = 0; k < size; k++) {
            double slope = eigen.dot(k, slopes);
            double along =
                    -slope / Math.max(Math.abs(eigen.value(k)), Math.max(Math.ulp(1.0) * largest, Double.MIN_NORMAL));
            along = Math.max(-2, Math.min(2, along));
            for (int a = 0; a < size; a++) {
                Vectors.axpy(along * eigen.vector(k, a), tangents.get(a), step);
            }
        }
        return step;
    }

    /** Tries the step, as far as the box allows; holds what it meets, if f is lower there. */
    private boolean attempt(double[] step, double share) {
        double t = share;
        int wall = -1;
        for (int i = 0; i < step.length; i++) {
            double to = point.x()[i] + share * step[i] * crease.scale()[i];
            double bound = to < bounds.lower()[i] ? bounds.lower()[i] : bounds.upper()[i];
            if ((to < bounds.lower()[i] || to > bounds.upper()[i])
                    && !crease.walls().contains(i)) {
                double until = (bound - point.x()[i]) / (step[i] * crease.scale()[i]);
                wall = until <= t ? i : wall;
                t = Math.min(t, until);
            }
        }
        Crease next = wall < 0 ? crease : crease.withWall(wall);
        double[] x = crease.moved(point.x(), t, step);
        if (wall >= 0) {
            x[wall] = step[wall] < 0 ? bounds.lower()[wall] : bounds.upper()[wall];
        }
        Point there = next.nearest(x, Math.max(t * Vectors.norm(step), 0x1p-30));
        if (there == null) {
            return false;
        }
        Piece.Kink met = met(there);
        if (met != null && takeMet(met, step, t)) {
            return true;
        }
        return take(next, there);
    }

    /** Goes to a point if f is lower there. */
    private boolean take(Crease next, @Nullable Point there) {
        if (there == null || !there.isFinite() || !(there.value() < point.value())) {
            return false;
        }
        crease = next;
        point = there;
        return true;
    }

    private boolean takeMet(Piece.Kink met, double[] step, double t) {
        Piece.Kink before = kinksHere().get(met.key());
        double from = Objects.requireNonNull(before).c().value();
        double until = t * from / (from - met.c().value());
        Crease next = crease.with(met.key());
        Point there = next.nearest(crease.moved(point.x(), until, step), Math.max(until * Vectors.norm(step), 0x1p-30));
        return take(next, there);
    }

    private Map<Object, Piece.Kink> kinksHere() {
        Map<Object, Piece.Kink> here = new HashMap<>();
        point.piece().kinks().forEach(kink -> here.put(kink.key(), kink));
        return here;
    }

    /** The kink that is met first on the way to a point; null if none is. */
    private Piece.@Nullable Kink met(Point there) {
        Map<Object, Piece.Kink> here = kinksHere();
        Piece.Kink first = null;
        double soonest = 2;
        for (Piece.Kink kink : there.piece().kinks()) {
            Piece.Kink before = here.get(kink.key());
            if (before == null || crease.kinks().contains(kink.key())) {
                continue;
            }
            double from = before.c().value();
            double to = kink.c().value();
            boolean crosses = from > 0 && to <= 0 || from < 0 && to >= 0;
            if (crosses && from / (from - to) < soonest) {
                soonest = from / (from - to);
                first = kink;
            }
        }
        return first;
    }

    /** Leaves a kink or a bound that f falls away from; false where there is none. */
    private boolean leave() {
        int held = point.held().size();
        List<Integer> walls = new ArrayList<>(crease.walls());
        for (int k = 0; k < held + walls.size(); k++) {
            if (!point.normals().isIndependent(k)) {
                continue;
            }
            boolean kink = k < held;
            if (kink ? leaveKink(k) : leaveWall(k, walls.get(k - held))) {
                reach = FIRST_REACH;
                return true;
            }
        }
        return false;
    }

    private boolean leaveKink(int k) {
        Crease next = crease.without(point.held().get(k).key());
        return go(next, k, 1) || go(next, k, -1);
    }

    private boolean leaveWall(int k, int i) {
        return !bounds.isFixed(i) && go(crease.withoutWall(i), k, point.x()[i] <= bounds.lower()[i] ? 1 : -1);
    }

    private boolean go(Crease next, int k, int sense) {
        double[] away = point.normals().away(k);
        double length = Vectors.norm(away);
        for (double far : AWAY) {
            Point there = next.nearest(next.moved(point.x(), sense * far / length, away), far);
            double noise = 64 * Math.ulp(1.0) * Math.abs(point.value());
            if (there != null && there.value() < point.value() - noise && take(next, there)) {
                return true;
            }
        }
        return false;
    }
}
