package org.thalweg.core.search;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.linalg.Vectors;
import org.thalweg.core.objective.Piece;

/**
 * Where some kinks and some bounds hold: the set {@code c(x) = 0}, and f on it, which is smooth there.
 *
 * <p>Lengths are in scales, which are fixed when the first point is looked at, so all arrays here are of scaled coordinates
 * {@code uᵢ = xᵢ/sᵢ}, save the points themselves.
 *
 * @param kinks keys of the kinks that are held
 * @param walls coordinates that are held at a bound
 */
record Crease(Oracle oracle, double[] scale, Set<Object> kinks, Set<Integer> walls) {
    private static final int CORRECTIONS = 12;
    /** A correction of so many scales is rounding. */
    private static final double ROUNDING = 0x1p-50;

    /**
     * A point with the piece of f there.
     *
     * @param piece f with the kinks held
     * @param gradient of the piece
     * @param held the held kinks that are met at the point
     * @param normals of the held kinks, then of the walls
     */
    record Point(double[] x, Piece piece, double[] gradient, List<Piece.Kink> held, Frame normals) {
        double value() {
            return piece.value().value();
        }

        boolean isFinite() {
            return Double.isFinite(value()) && Vectors.isFinite(gradient);
        }
    }

    /** Nothing held. */
    static Crease none(Oracle oracle, double[] x) {
        double[] scale = new double[x.length];
        for (int i = 0; i < scale.length; i++) {
            scale[i] = Math.min(Site.scale(x, i, oracle.bounds()), 1e150);
        }
        return new Crease(oracle, scale, Set.of(), new TreeSet<>());
    }

    Crease with(Object kink) {
        Set<Object> more = new HashSet<>(kinks);
        more.add(kink);
        return new Crease(oracle, scale, more, walls);
    }

    Crease without(Object kink) {
        Set<Object> fewer = new HashSet<>(kinks);
        fewer.remove(kink);
        return new Crease(oracle, scale, fewer, walls);
    }

    Crease withWall(int i) {
        Set<Integer> more = new TreeSet<>(walls);
        more.add(i);
        return new Crease(oracle, scale, kinks, more);
    }

    Crease withoutWall(int i) {
        Set<Integer> fewer = new TreeSet<>(walls);
        fewer.remove(i);
        return new Crease(oracle, scale, kinks, fewer);
    }

    /** The point at {@code x}; null where the objective cannot tell its pieces. */
    @Nullable Point at(double[] x) {
        Piece piece = oracle.piece(x, kinks);
        if (piece == null) {
            return null;
        }
        double[] gradient = new double[x.length];
        piece.value().addGradient(1, gradient);
        scaleUp(gradient);
        List<Piece.Kink> held = piece.kinks().stream()
                .filter(kink -> kinks.contains(kink.key()))
                .toList();
        Frame normals = new Frame(x.length);
        for (Piece.Kink kink : held) {
            normals.add(normal(kink), kink.c().value());
        }
        for (int i : walls) {
            double[] axis = new double[x.length];
            axis[i] = 1;
            normals.add(axis, 0);
        }
        return new Point(x, piece, gradient, held, normals);
    }

    /** ∇c in scaled coordinates. */
    double[] normal(Piece.Kink kink) {
        double[] normal = new double[scale.length];
        kink.c().addGradient(1, normal);
        scaleUp(normal);
        return normal;
    }

    private void scaleUp(double[] gradient) {
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] *= scale[i];
        }
    }

    /** The point x + t·step, clamped to the box. */
    double[] moved(double[] x, double t, double[] step) {
        Bounds bounds = oracle.bounds();
        double[] moved = x.clone();
        for (int i = 0; i < moved.length; i++) {
            if (!walls.contains(i)) {
                moved[i] = bounds.clamp(i, x[i] + t * step[i] * scale[i]);
            }
        }
        return moved;
    }

    /**
     * The point of the crease near {@code x}, by Newton's method with shortest steps; null where it does not get there.
     *
     * @param farthest how far it may be, in scales
     */
    @Nullable Point nearest(double[] x, double farthest) {
        double[] here = x;
        double last = farthest;
        for (int i = 0; i < CORRECTIONS; i++) {
            Point point = at(here);
            if (point == null || !point.isFinite()) {
                return null;
            }
            double[] step = point.normals.correction();
            double length = Vectors.norm(step);
            if (!(length <= last) || length <= ROUNDING) {
                return length <= Math.max(ROUNDING, 0x1p-40 * farthest) ? point : null;
            }
            last = Math.max(0.7 * length, ROUNDING);
            here = moved(here, 1, step);
        }
        return null;
    }

    /** The Hessian of {@code f + Σ λₖ·cₖ} in scaled coordinates, row-major. */
    double[] hessian(Point point) {
        int n = scale.length;
        double[] hessian = new double[n * n];
        point.piece.value().addHessian(1, hessian);
        double[] multipliers = point.normals.multipliers(point.gradient);
        for (int k = 0; k < point.held.size(); k++) {
            point.held.get(k).c().addHessian(multipliers[k], hessian);
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                hessian[i * n + j] *= scale[i] * scale[j];
            }
        }
        return hessian;
    }

    /** How far a kink is from a point, in scales, to first order. */
    double distance(Piece.Kink kink) {
        double slope = Vectors.norm(normal(kink));
        return slope > 0 ? kink.distance() / slope : Double.POSITIVE_INFINITY;
    }

    /** The kinks of a point that are nearer than {@code radius}, the nearest first. */
    List<Piece.Kink> near(Point point, double radius) {
        List<Piece.Kink> near = new ArrayList<>(point.piece.kinks().stream()
                .filter(kink -> distance(kink) <= radius)
                .toList());
        near.sort(java.util.Comparator.comparingDouble(this::distance));
        return near;
    }
}
