package org.thalweg.core.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
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
    static List<Encounter> of(List<Map.Entry<Cell, Encounter>> encounters, Distinctness distinctness) {
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

    private static List<Encounter> select(
            List<Map.Entry<Cell, Encounter>> encounters, boolean minimum, boolean byValue) {
        return encounters.stream()
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

    /**
     * Cuts the points apart at the gaps of one coordinate after the other, since no two that agree lie on both sides of a gap, and
     * compares the pairs of what then still hangs together.
     */
    private Collection<Encounter> byPoint() {
        if (members.isEmpty()) {
            return List.of();
        }
        int dimension = members.get(0).representative().x().length;
        List<Span> spans = List.of(new Span(0, members.size()));
        for (int axis = 0; axis < dimension && !spans.isEmpty(); axis++) {
            List<Span> pieces = new ArrayList<>();
            for (Span span : spans) {
                cut(span, axis, pieces);
            }
            spans = pieces;
        }
        spans.forEach(span -> compare(span, widestAxis(span)));
        return sums();
    }

    /** The members from one index up to another. */
    private record Span(int from, int to) {}

    /** Parts a span at the gaps of one coordinate, and adds to {@code pieces} those of two or more members. */
    private void cut(Span span, int axis, List<Span> pieces) {
        double[] floors = floors(span, axis);
        if (floors.length == 1) {
            pieces.add(span);
            return;
        }
        Encounter[] parted = members.subList(span.from(), span.to()).toArray(new Encounter[0]);
        int[] part = new int[parted.length];
        int[] next =
                new int[floors.length + 1]; // where the next member of each part goes; at first, how many there are
        for (int i = 0; i < parted.length; i++) {
            int found = Arrays.binarySearch(floors, parted[i].representative().x()[axis]);
            part[i] = found >= 0 ? found : -found - 2;
            next[part[i] + 1]++;
        }
        for (int k = 0; k < floors.length; k++) {
            if (next[k + 1] > 1) {
                pieces.add(new Span(span.from() + next[k], span.from() + next[k] + next[k + 1]));
            }
            next[k + 1] += next[k];
        }
        for (int i = 0; i < parted.length; i++) {
            members.set(span.from() + next[part[i]]++, parted[i]);
        }
    }

    /** The least coordinate of all, and those that lie just above a gap, in order. */
    private double[] floors(Span span, int axis) {
        double[] coordinates = new double[span.to() - span.from()];
        for (int i = 0; i < coordinates.length; i++) {
            coordinates[i] = coordinate(span.from() + i, axis);
        }
        Arrays.sort(coordinates);
        double tolerance = tolerance(span);
        double[] floors = new double[coordinates.length];
        int count = 0;
        for (int i = 0; i < coordinates.length; i++) {
            if (i == 0 || isGap(coordinates[i - 1], coordinates[i], tolerance)) {
                floors[count++] = coordinates[i];
            }
        }
        return Arrays.copyOf(floors, count);
    }

    /** Joins the members of a span that agree, by a sweep along a coordinate. */
    private void compare(Span span, int axis) {
        members.subList(span.from(), span.to())
                .sort(Comparator.comparingDouble(
                        member -> member.representative().x()[axis]));
        double widest = tolerance(span);
        for (int i = span.from(); i < span.to(); i++) {
            StationaryPoint a = members.get(i).representative();
            for (int j = i + 1; j < span.to() && !isGap(a.x()[axis], coordinate(j, axis), widest); j++) {
                StationaryPoint b = members.get(j).representative();
                if (agree(a.x(), b.x(), Math.max(distinctness.pointTolerance(a), distinctness.pointTolerance(b)))) {
                    join(i, j);
                }
            }
        }
    }

    /** The widest tolerance that applies to a pair of a span. */
    private double tolerance(Span span) {
        double widest = distinctness.pointTolerance();
        for (int i = span.from(); i < span.to(); i++) {
            widest = Math.max(widest, distinctness.pointTolerance(members.get(i).representative()));
        }
        return widest;
    }

    /** The coordinate in which the points of a span reach over most cells. */
    private int widestAxis(Span span) {
        int dimension = members.get(span.from()).representative().x().length;
        int widest = 0;
        long most = -1;
        for (int axis = 0; axis < dimension; axis++) {
            double least = Double.POSITIVE_INFINITY;
            double greatest = Double.NEGATIVE_INFINITY;
            for (int i = span.from(); i < span.to(); i++) {
                least = Math.min(least, coordinate(i, axis));
                greatest = Math.max(greatest, coordinate(i, axis));
            }
            long cells = Cell.index(greatest, distinctness.pointTolerance())
                    - Cell.index(least, distinctness.pointTolerance());
            if (cells > most) {
                most = cells;
                widest = axis;
            }
        }
        return widest;
    }

    private double coordinate(int member, int axis) {
        return members.get(member).representative().x()[axis];
    }

    private static boolean agree(double[] x, double[] y, double tolerance) {
        for (int i = 0; i < x.length; i++) {
            if (!agree(x[i], y[i], tolerance)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Whether no number at or below a agrees with one at or above b: where a and b do not, since the tolerance grows slower than the
     * numbers do.
     */
    private static boolean isGap(double a, double b, double tolerance) {
        return SLACK * tolerance < 1 && !agree(a, b, tolerance);
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
