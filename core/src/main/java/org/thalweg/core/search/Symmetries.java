package org.thalweg.core.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.linalg.Vectors;
import org.thalweg.core.objective.DifferentiableObjective;
import org.thalweg.core.random.Draws;

/**
 * The shifts and rotations that leave f as it is, where the coordinates are those of points in the line, the plane or space: as of a
 * cluster of atoms, which costs the same wherever it lies and however it is turned.
 *
 * <p>Each is a one-parameter group x ↦ exp(t·A)x + t·b with the tangent v(x) = Ax + b: b is 1 for one coordinate of every point, or A turns one
 * plane of every point about the origin. f is invariant exactly if ∇f(x)ᵀv(x) = 0 everywhere. That is looked at in twelve places,
 * near and far, so that no term of f hides behind a larger one; it costs twelve gradients. Points may be written one after the other
 * (x₁, y₁, z₁, x₂, …) or coordinate by coordinate (x₁, x₂, …, y₁, …).
 *
 * <p>A stationary point of f then lies on a manifold of such, and H·v(x) = 0 there.
 */
final class Symmetries {
    private static final int MOST_DIMENSIONS = 3;
    private static final int PLACES = 12;
    private static final int FEWEST_PLACES = 6;
    private static final double[] REACHES = {1, 3, 12, 60};
    /** Share of Σ|gᵢvᵢ| that is rounding in gᵀv. */
    private static final double ROUNDING = 1e-10;
    /** Length of a tangent, and of what others leave of it as a share, that is none. */
    private static final double SAME = 1e-6;

    private static final Draws DRAWS = Draws.seeded(0x73796d6dL);

    private final List<Generator> generators;

    /**
     * A shift along coordinate {@code first} of points with {@code points.size()} coordinates each, or a rotation that turns it towards coordinate
     * {@code second}.
     *
     * @param second −1 for a shift
     */
    private record Generator(Layout layout, int first, int second) {

        /** Overwrites {@code v} with the tangent at x. */
        void tangent(double[] x, double[] v) {
            Arrays.fill(v, 0);
            for (int point = 0; point < layout.points(); point++) {
                int i = layout.index(point, first);
                if (second < 0) {
                    v[i] = 1;
                } else {
                    int j = layout.index(point, second);
                    v[i] = -x[j];
                    v[j] = x[i];
                }
            }
        }

        /** Moves x along the group by t. */
        void move(double t, double[] x) {
            double cosine = StrictMath.cos(t);
            double sine = StrictMath.sin(t);
            for (int point = 0; point < layout.points(); point++) {
                int i = layout.index(point, first);
                if (second < 0) {
                    x[i] += t;
                } else {
                    int j = layout.index(point, second);
                    double turned = cosine * x[i] - sine * x[j];
                    x[j] = sine * x[i] + cosine * x[j];
                    x[i] = turned;
                }
            }
        }
    }

    /** Where the coordinates of points are written. */
    private record Layout(int points, int dimensions, boolean together) {
        int index(int point, int coordinate) {
            return together ? point * dimensions + coordinate : coordinate * points + point;
        }
    }

    private Symmetries(List<Generator> generators) {
        this.generators = generators;
    }

    /** Those of a smooth function. */
    static Symmetries of(DifferentiableObjective objective, Bounds bounds) {
        int n = objective.dimension();
        List<double[]> places = new ArrayList<>();
        List<double[]> gradients = new ArrayList<>();
        for (int place = 0; place < PLACES; place++) {
            double[] x = place(place, bounds);
            double[] gradient = new double[n];
            double value = objective.valueAndGradient(x, gradient);
            if (Double.isFinite(value) && Vectors.isFinite(gradient) && Vectors.maxNorm(gradient) > 0) {
                places.add(x);
                gradients.add(gradient);
            }
        }
        List<Generator> generators = new ArrayList<>();
        if (places.size() >= FEWEST_PLACES) {
            for (Generator candidate : candidates(n)) {
                if (leavesAlone(candidate, places, gradients) && isNew(candidate, generators, places)) {
                    generators.add(candidate);
                }
            }
        }
        return new Symmetries(generators);
    }

    private static double[] place(int place, Bounds bounds) {
        Draws draws = DRAWS.stream(place);
        double reach = REACHES[place % REACHES.length];
        double[] x = new double[bounds.dimension()];
        for (int j = 0; j < x.length; j++) {
            double low = Math.max(bounds.lower()[j], Math.min(-reach, bounds.upper()[j] - reach));
            double high = Math.min(bounds.upper()[j], Math.max(reach, low + reach));
            x[j] = low + (high - low) * draws.unit(j);
        }
        return x;
    }

    private static List<Generator> candidates(int n) {
        List<Generator> candidates = new ArrayList<>();
        for (int dimensions = Math.min(MOST_DIMENSIONS, n); dimensions >= 1; dimensions--) {
            if (n % dimensions == 0) {
                add(new Layout(n / dimensions, dimensions, true), candidates);
                add(new Layout(n / dimensions, dimensions, false), candidates);
            }
        }
        return candidates;
    }

    private static void add(Layout layout, List<Generator> candidates) {
        for (int first = 0; first < layout.dimensions(); first++) {
            candidates.add(new Generator(layout, first, -1));
            for (int second = first + 1; second < layout.dimensions(); second++) {
                candidates.add(new Generator(layout, first, second));
            }
        }
    }

    private static boolean leavesAlone(Generator candidate, List<double[]> places, List<double[]> gradients) {
        double[] v = new double[places.get(0).length];
        for (int place = 0; place < places.size(); place++) {
            double[] gradient = gradients.get(place);
            candidate.tangent(places.get(place), v);
            double sum = 0;
            double magnitudes = 0;
            for (int i = 0; i < v.length; i++) {
                sum += gradient[i] * v[i];
                magnitudes += Math.abs(gradient[i] * v[i]);
            }
            if (!(Math.abs(sum) <= ROUNDING * magnitudes)) {
                return false;
            }
        }
        return true;
    }

    /** Whether the field of tangents is none that those of the others span. */
    private static boolean isNew(Generator candidate, List<Generator> others, List<double[]> places) {
        int n = places.get(0).length;
        double[][] fields = new double[others.size() + 1][n * places.size()];
        double[] v = new double[n];
        for (int k = 0; k < fields.length; k++) {
            Generator generator = k < others.size() ? others.get(k) : candidate;
            for (int place = 0; place < places.size(); place++) {
                generator.tangent(places.get(place), v);
                System.arraycopy(v, 0, fields[k], place * n, n);
            }
        }
        int rank = 0;
        for (double[] field : fields) {
            rank += makeOrthonormal(fields, rank, field) ? 1 : 0;
        }
        return rank == fields.length;
    }

    /**
     * Overwrites {@code basis[rank]} with what v adds to the orthonormal vectors before it, made as long as 1; false if that is nothing.
     */
    private static boolean makeOrthonormal(double[][] basis, int rank, double[] v) {
        double whole = Vectors.norm(v);
        for (int pass = 0; pass < 2; pass++) { // once more, for what rounding left
            for (int k = 0; k < rank; k++) {
                Vectors.axpy(-Vectors.dot(basis[k], v), basis[k], v);
            }
        }
        double rest = Vectors.norm(v);
        if (!(rest > SAME * Math.max(1, whole))) {
            return false;
        }
        for (int i = 0; i < v.length; i++) {
            basis[rank][i] = v[i] / rest;
        }
        return true;
    }

    /** How many there are, each independent of the others. */
    int count() {
        return generators.size();
    }

    /**
     * Overwrites the first of {@code tangents} with an orthonormal basis of the tangents at x, and returns how many they are: fewer than
     * {@link #count} where the point is symmetric itself, as atoms in a line are.
     */
    int tangents(double[] x, double[][] tangents) {
        int rank = 0;
        for (Generator generator : generators) {
            generator.tangent(x, tangents[rank]);
            rank += makeOrthonormal(tangents, rank, tangents[rank]) ? 1 : 0;
        }
        return rank;
    }

    /** Moves x along all groups, one after the other, by t each. */
    void move(double t, double[] x) {
        for (Generator generator : generators) {
            generator.move(t, x);
        }
    }
}
