package org.thalweg.core.search;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Joins the cells whose points are one: the connected components of "the representatives agree".
 *
 * <p>Two points agree within the tolerances of {@link Distinctness}. Representatives may each lie up to a cell's width
 * from the points that agree, so they are compared with the tolerance times {@code 1 + 2 / }{@link Cell#REFINEMENT}.
 * Components do not depend on the order in which pairs are looked at.
 */
final class Clusters {
    private static final double SLACK = 1 + 2.0 / Cell.REFINEMENT;

    private final Distinctness distinctness;
    private final List<Encounter> members;
    private final int[] parent;

    private Clusters(Collection<Encounter> members, Distinctness distinctness) {
        this.distinctness = distinctness;
        this.members = new ArrayList<>(members);
        this.parent = new int[members.size()];
        for (int i = 0; i < parent.length; i++) {
            parent[i] = i;
        }
    }

    /** One encounter a cluster, the sum of its cells. */
    static List<Encounter> of(Map<Cell, Encounter> encounters, Distinctness distinctness) {
        List<Encounter> clusters = new ArrayList<>();
        for (boolean minimum : new boolean[] {true, false}) {
            List<Encounter> valleys =
                    new ArrayList<>(new Clusters(select(encounters, minimum, true), distinctness).byValue());
            List<Encounter> points =
                    new ArrayList<>(new Clusters(select(encounters, minimum, false), distinctness).byPoint());
            clusters.addAll(absorbed(valleys, points, distinctness));
            clusters.addAll(points);
        }
        return clusters;
    }

    /**
     * The valleys with the degenerate points of their values, which are taken out of {@code points}: where rounding hid that f is
     * constant along a direction, a point of the valley was told by its place. Each goes to the lowest valley that agrees, by the
     * valleys as they were, so the order of points does not matter.
     */
    private static List<Encounter> absorbed(
            List<Encounter> valleys, List<Encounter> points, Distinctness distinctness) {
        valleys.sort(
                Comparator.comparingDouble(valley -> valley.representative().value()));
        List<Encounter> sums = new ArrayList<>(valleys);
        points.removeIf(point -> {
            for (int i = 0; i < valleys.size() && point.representative().flatDirections() > 0; i++) {
                double f = valleys.get(i).representative().value();
                if (agree(f, point.representative().value(), distinctness.valueTolerance())) {
                    sums.set(i, sums.get(i).plus(point));
                    return true;
                }
            }
            return false;
        });
        return sums;
    }

    private static List<Encounter> select(Map<Cell, Encounter> encounters, boolean minimum, boolean byValue) {
        return encounters.entrySet().stream()
                .filter(entry ->
                        entry.getKey().minimum() == minimum && entry.getKey().isByValue() == byValue)
                .map(Map.Entry::getValue)
                .toList();
    }

    private Collection<Encounter> byValue() {
        members.sort(
                Comparator.comparingDouble(member -> member.representative().value()));
        for (int i = 1; i < members.size(); i++) {
            double f = members.get(i - 1).representative().value();
            double g = members.get(i).representative().value();
            if (agree(f, g, distinctness.valueTolerance())) {
                join(i - 1, i);
            }
        }
        return sums();
    }

    /** Sweeps along the coordinate that tells most points apart, so that few pairs are compared. */
    private Collection<Encounter> byPoint() {
        if (members.isEmpty()) {
            return List.of();
        }
        int axis = widestAxis();
        double widest = distinctness.pointTolerance() * Distinctness.DEGENERATE;
        members.sort(
                Comparator.comparingDouble(member -> member.representative().x()[axis]));
        for (int i = 0; i < members.size(); i++) {
            StationaryPoint a = members.get(i).representative();
            for (int j = i + 1; j < members.size(); j++) {
                StationaryPoint b = members.get(j).representative();
                if (!agree(a.x()[axis], b.x()[axis], widest)) {
                    break;
                }
                if (agree(a.x(), b.x(), Math.max(distinctness.pointTolerance(a), distinctness.pointTolerance(b)))) {
                    join(i, j);
                }
            }
        }
        return sums();
    }

    private int widestAxis() {
        int dimension = members.get(0).representative().x().length;
        int widest = 0;
        int most = 0;
        for (int axis = 0; axis < dimension; axis++) {
            Set<Long> indices = new HashSet<>();
            for (Encounter member : members) {
                indices.add(Cell.index(member.representative().x()[axis], distinctness.pointTolerance()));
            }
            if (indices.size() > most) {
                most = indices.size();
                widest = axis;
            }
        }
        return widest;
    }

    private static boolean agree(double[] x, double[] y, double tolerance) {
        for (int i = 0; i < x.length; i++) {
            if (!agree(x[i], y[i], tolerance)) {
                return false;
            }
        }
        return true;
    }

    private static boolean agree(double a, double b, double tolerance) {
        return Math.abs(a - b) <= SLACK * tolerance * Math.max(1, Math.max(Math.abs(a), Math.abs(b)));
    }

    private int root(int i) {
        int root = i;
        while (parent[root] != root) {
            root = parent[root];
        }
        parent[i] = root;
        return root;
    }

    private void join(int i, int j) {
        parent[root(j)] = root(i);
    }

    private Collection<Encounter> sums() {
        Map<Integer, Encounter> sums = new TreeMap<>();
        for (int i = 0; i < members.size(); i++) {
            sums.merge(root(i), members.get(i), Encounter::plus);
        }
        return sums.values();
    }
}
