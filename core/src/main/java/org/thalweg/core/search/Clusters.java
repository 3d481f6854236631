package org.thalweg.core.search;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Joins the cells whose points are one: the connected components of "the representatives agree".
 *
 * <p>Two points agree within the tolerances of {@link Distinctness}. Representatives may each lie up to a cell's width
 * from the points that agree, so they are compared with the tolerance times {@code 1 + 2 / }{@link Cell#REFINEMENT}.
 * Components do not depend on the order in which pairs are looked at.
 */
final class Clusters {
    private static final double SLACK = 1 + 2.0 / Cell.REFINEMENT;
    private static final Comparator<Encounter> BY_VALUE =
            Comparator.comparingDouble(member -> member.representative().value());

    private final Distinctness distinctness;
    private final Encounter[] members;
    private final int[] parent;

    /** Of each member the coordinates, and how far it may lie from one that agrees: at hand, since they are looked at often. */
    private final double[][] points;

    private final double[] tolerances;

    private Clusters(List<Encounter> cells, Distinctness distinctness) {
        int n = cells.size();
        this.distinctness = distinctness;
        this.members = cells.toArray(new Encounter[0]);
        this.parent = identity(n);
        this.points = new double[n][];
        this.tolerances = new double[n];
        for (int i = 0; i < n; i++) {
            StationaryPoint point = members[i].representative();
            points[i] = point.x();
            tolerances[i] = distinctness.pointTolerance(point);
        }
    }

    private static int[] identity(int length) {
        int[] identity = new int[length];
        for (int i = 0; i < length; i++) {
            identity[i] = i;
        }
        return identity;
    }

    /**
     * One encounter a cluster, the sum of its cells.
     *
     * @param cells in any order; clusters of points come nearly in the same
     * @param encounters of the cells
     */
    static List<Encounter> of(List<Cell> cells, Map<Cell, Encounter> encounters, Distinctness distinctness) {
        List<Encounter> clusters = new ArrayList<>();
        for (boolean minimum : new boolean[] {true, false}) {
            List<Encounter> valleys = new ArrayList<>();
            List<Encounter> points = new ArrayList<>();
            for (Cell cell : cells) {
                if (cell.isMinimum() == minimum) {
                    (cell.isByValue() ? valleys : points).add(requireNonNull(encounters.get(cell)));
                }
            }
            valleys.sort(BY_VALUE);
            List<Encounter> distinct = new Clusters(points, distinctness).byPoint();
            clusters.addAll(absorbed(new Clusters(valleys, distinctness).byValue(), distinct, distinctness));
            clusters.addAll(distinct);
        }
        return clusters;
    }

    /**
     * The valleys with the degenerate points of their values, which are taken out of {@code points}: where rounding hid that f is
     * constant along a direction, a point of the valley was told by its place. Each goes to the lowest valley that agrees, by the
     * valleys as they were, so the order of points does not matter.
     *
     * @param valleys in order of their values
     */
    private static List<Encounter> absorbed(
            List<Encounter> valleys, List<Encounter> points, Distinctness distinctness) {
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

    /** Joins neighbours of members that are in order of their values, and keeps that order. */
    private List<Encounter> byValue() {
        for (int i = 1; i < members.length; i++) {
            double f = members[i - 1].representative().value();
            double g = members[i].representative().value();
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
    private List<Encounter> byPoint() {
        if (members.length == 0) {
            return new ArrayList<>();
        }
        int dimension = points[0].length;
        List<int[]> spans = List.of(identity(members.length));
        for (int axis = 0; axis < dimension && !spans.isEmpty(); axis++) {
            List<int[]> pieces = new ArrayList<>();
            for (int[] span : spans) {
                cut(span, axis, pieces);
            }
            spans = pieces;
        }
        spans.forEach(span -> compare(span, widestAxis(span)));
        return sums();
    }

    /** Parts some members at the gaps of one coordinate, and adds to {@code pieces} the parts of two or more. */
    private void cut(int[] span, int axis, List<int[]> pieces) {
        double[] floors = floors(span, axis);
        if (floors.length == 1) {
            pieces.add(span);
            return;
        }
        int[] part = new int[span.length];
        int[] sizes = new int[floors.length];
        for (int i = 0; i < span.length; i++) {
            int found = Arrays.binarySearch(floors, points[span[i]][axis]);
            part[i] = found >= 0 ? found : -found - 2;
            sizes[part[i]]++;
        }
        int[][] parts = new int[floors.length][];
        for (int i = 0; i < span.length; i++) {
            int k = part[i];
            if (sizes[k] > 1 || parts[k] != null) {
                if (parts[k] == null) {
                    parts[k] = new int[sizes[k]];
                    pieces.add(parts[k]);
                }
                parts[k][--sizes[k]] = span[i];
            }
        }
    }

    /** The least coordinate of all, and those that lie just above a gap, in order. */
    private double[] floors(int[] span, int axis) {
        double[] coordinates = new double[span.length];
        for (int i = 0; i < span.length; i++) {
            coordinates[i] = points[span[i]][axis];
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

    /** Joins those of some members that agree, by a sweep along a coordinate. */
    private void compare(int[] span, int axis) {
        Integer[] sorted = Arrays.stream(span).boxed().toArray(Integer[]::new);
        Arrays.sort(sorted, Comparator.comparingDouble(member -> points[member][axis]));
        double widest = tolerance(span);
        for (int i = 0; i < sorted.length; i++) {
            int a = sorted[i];
            for (int j = i + 1; j < sorted.length && !isGap(points[a][axis], points[sorted[j]][axis], widest); j++) {
                int b = sorted[j];
                if (agree(points[a], points[b], Math.max(tolerances[a], tolerances[b]))) {
                    join(a, b);
                }
            }
        }
    }

    /** The widest tolerance that applies to a pair of some members. */
    private double tolerance(int[] span) {
        double widest = distinctness.pointTolerance();
        for (int member : span) {
            widest = Math.max(widest, tolerances[member]);
        }
        return widest;
    }

    /** The coordinate in which some members reach over most cells. */
    private int widestAxis(int[] span) {
        int dimension = points[span[0]].length;
        int widest = 0;
        long most = -1;
        for (int axis = 0; axis < dimension; axis++) {
            double least = Double.POSITIVE_INFINITY;
            double greatest = Double.NEGATIVE_INFINITY;
            for (int member : span) {
                least = Math.min(least, points[member][axis]);
                greatest = Math.max(greatest, points[member][axis]);
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

    /** One encounter a cluster, each at the place of one of its members. */
    private List<Encounter> sums() {
        Encounter[] sums = new Encounter[members.length];
        for (int i = 0; i < members.length; i++) {
            int root = root(i);
            Encounter sum = sums[root];
            sums[root] = sum == null ? members[i] : sum.plus(members[i]);
        }
        List<Encounter> clusters = new ArrayList<>();
        for (Encounter sum : sums) {
            if (sum != null) {
                clusters.add(sum);
            }
        }
        return clusters;
    }
}
