package org.thalweg.core.search;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.linalg.CholeskyArithmetic;
import org.thalweg.core.linalg.PointBatch;
import org.thalweg.core.objective.BatchHessianObjective;
import org.thalweg.core.objective.Objective;
import org.thalweg.core.random.Draws;
import org.thalweg.core.stopping.Termination;

/**
 * Settles many descents at once that ended at minima beyond doubt, and leaves all others to {@link Settling}.
 *
 * <p>An end is settled here if the objective is smooth and
 *
 * <ol>
 *   <li>the end, and every point that is looked at, lies strictly inside the box;
 *   <li>its Hessian H is positive definite with no doubtful eigenvalue: {@code H − σI} has a Cholesky factor, {@code σ = 1e-4·‖H‖∞};
 *   <li>Newton's steps with that Hessian converge as they do at a regular minimum: each leaves a thousandth of ‖∇f‖∞ or less (at a root of
 *       order 3 at least an eighth is left), or is shorter than 10⁻⁹ scales;
 *   <li>{@code ‖∇f‖∞} ends below the tolerance;
 *   <li>on both sides, along a direction that no coordinate is orthogonal to, slopes and values change as H says.
 * </ol>
 *
 * <p>The point is rounded off like {@link Site#roundedOff}. What is found depends on the end alone, to the bit. Its smallest
 * eigenvalue is left open (NaN): {@link StationaryPoint#withSmallestEigenvalue} fills it in where a point is shown.
 *
 * <p>Costs one Hessian, about three gradients, and n³/3 multiplications; an end that it leaves costs at most as much more. For one
 * thread.
 */
final class OrdinaryMinima {
    static final int WIDTH = CholeskyArithmetic.WIDTH;

    /** Coordinates up to which Hessians of many points are held. */
    private static final int MOST_COORDINATES = 32;

    private static final double EPSILON = Math.ulp(1.0);
    private static final double DOUBTFUL = 1e-4;
    /** Share of the gradient that a step may leave; length of a step, in scales, that is rounding; distance at which it has arrived. */
    private static final double KEEP = 1e-3;

    private static final double SHORT = 1e-9;
    private static final double ARRIVED = 1e-13;
    private static final int MAX_STEPS = 3;

    private static final double VISIBLE = 1e4;
    private static final double SIGNIFICANT = 16;
    private static final double LONGEST = 0x1p-7;
    private static final double SHORTEST = 0x1p-20;
    private static final Draws SIGNS = Draws.seeded(0);

    private final BatchHessianObjective objective;
    private final Bounds bounds;
    private final double gradientTolerance;
    private final int n;
    private final CholeskyArithmetic cholesky = CholeskyArithmetic.fastest();
    private final Points start;
    private final Points trial;
    private final double[] hessians;
    private final double[] factors;
    private final double[] step;
    private final double[] packed;
    private final double[] packedGradients;
    private final double[] packedHessians;
    private final double[] packedValues = new double[WIDTH];
    private final double[] shifts = new double[WIDTH];
    private final double[] definite = new double[WIDTH];
    private final double[] curvature = new double[WIDTH];
    private final double[] length = new double[WIDTH];
    private final double[] uncertainty = new double[WIDTH];
    private final boolean[] alive = new boolean[WIDTH];
    private final boolean[] arrived = new boolean[WIDTH];
    private final int[] cost = new int[WIDTH];
    private int count;

    /** Points with values and gradients, coordinate j of point i at {@code [j * WIDTH + i]}. */
    private record Points(double[] x, double[] value, double[] gradient) {

        Points(int n) {
            this(new double[n * WIDTH], new double[WIDTH], new double[n * WIDTH]);
        }

        void copy(Points from, int lane) {
            value[lane] = from.value[lane];
            for (int at = lane; at < x.length; at += WIDTH) {
                x[at] = from.x[at];
                gradient[at] = from.gradient[at];
            }
        }

        /** ‖∇f‖∞, NaN where it is. */
        double norm(int lane) {
            double norm = 0;
            for (int at = lane; at < gradient.length; at += WIDTH) {
                norm = Math.max(norm, Math.abs(gradient[at]));
            }
            return norm;
        }

        double[] column(double[] columns, int lane) {
            double[] column = new double[x.length / WIDTH];
            for (int j = 0; j < column.length; j++) {
                column[j] = columns[j * WIDTH + lane];
            }
            return column;
        }
    }

    private OrdinaryMinima(BatchHessianObjective objective, Bounds bounds, double gradientTolerance) {
        this.objective = objective;
        this.bounds = bounds;
        this.gradientTolerance = gradientTolerance;
        n = bounds.dimension();
        start = new Points(n);
        trial = new Points(n);
        hessians = new double[n * n * WIDTH];
        factors = new double[hessians.length];
        step = new double[n * WIDTH];
        packed = new double[n * WIDTH];
        packedGradients = new double[n * WIDTH];
        packedHessians = new double[hessians.length];
    }

    /** For descents of the given objective; null if it is not smooth, has too many coordinates, or no Hessians of many points. */
    static @Nullable OrdinaryMinima of(Objective objective, Bounds bounds, double gradientTolerance) {
        int n = bounds.dimension();
        boolean fits = n > 0 && n <= MOST_COORDINATES;
        return fits && objective instanceof BatchHessianObjective twice && twice.isSmooth()
                ? new OrdinaryMinima(twice, bounds, gradientTolerance)
                : null;
    }

    /** Looks at no more than {@value #WIDTH} ends; {@link #verdict} and {@link #cost} tell of each. */
    void look(List<double[]> ends) {
        count = ends.size();
        for (int lane = 0; lane < count; lane++) {
            double[] x = ends.get(lane);
            for (int j = 0; j < n; j++) {
                start.x[j * WIDTH + lane] = x[j];
            }
            alive[lane] = isInside(start, lane);
            arrived[lane] = false;
            uncertainty[lane] = 0;
            cost[lane] = 0;
        }
        evaluateHessians();
        factor();
        for (int round = 0; round < MAX_STEPS && isAnyGoing(); round++) {
            newton();
        }
        for (int lane = 0; lane < count; lane++) {
            alive[lane] &= arrived[lane] && start.norm(lane) <= gradientTolerance;
        }
        roundOff();
        probe();
    }

    /** What is to become of an end; null where {@link Settling} has to say. */
    @Nullable Verdict verdict(int lane) {
        if (!alive[lane]) {
            return null;
        }
        double[] x = start.column(start.x, lane);
        double[] gradient = start.column(start.gradient, lane);
        double norm = bounds.projectedGradientNorm(x, gradient);
        return Verdict.end(
                Termination.GRADIENT_TOLERANCE,
                new StationaryPoint(
                        x, start.value[lane], gradient, norm, Double.NaN, Kind.MINIMUM, 0, true, new int[0], true));
    }

    /** Evaluations of the objective that an end took. */
    int cost(int lane) {
        return cost[lane];
    }

    private boolean isInside(Points points, int lane) {
        for (int j = 0; j < n; j++) {
            double x = points.x[j * WIDTH + lane];
            if (!(bounds.lower()[j] < x && x < bounds.upper()[j])) {
                return false;
            }
        }
        return true;
    }

    private boolean isAnyGoing() {
        for (int lane = 0; lane < count; lane++) {
            if (alive[lane] && !arrived[lane]) {
                return true;
            }
        }
        return false;
    }

    private boolean isGoing(int lane) {
        return alive[lane] && !arrived[lane];
    }

    private void evaluateHessians() {
        for (int lane = 0; lane < count; lane++) {
            cost[lane] += alive[lane] ? 1 : 0;
        }
        if (count == WIDTH) {
            PointBatch points = new PointBatch(WIDTH, n, start.x);
            objective.valuesGradientsAndHessians(points, start.value, start.gradient, hessians);
            return;
        }
        pack(start.x, packed, n);
        PointBatch points = new PointBatch(count, n, packed);
        objective.valuesGradientsAndHessians(points, packedValues, packedGradients, packedHessians);
        System.arraycopy(packedValues, 0, start.value, 0, count);
        unpack(packedGradients, start.gradient, n);
        unpack(packedHessians, hessians, n * n);
    }

    private void evaluate(Points points) {
        if (count == WIDTH) {
            objective.valuesAndGradients(new PointBatch(WIDTH, n, points.x), points.value, points.gradient);
            return;
        }
        pack(points.x, packed, n);
        objective.valuesAndGradients(new PointBatch(count, n, packed), packedValues, packedGradients);
        System.arraycopy(packedValues, 0, points.value, 0, count);
        unpack(packedGradients, points.gradient, n);
    }

    private void pack(double[] from, double[] to, int rows) {
        for (int row = 0; row < rows; row++) {
            System.arraycopy(from, row * WIDTH, to, row * count, count);
        }
    }

    private void unpack(double[] from, double[] to, int rows) {
        for (int row = 0; row < rows; row++) {
            System.arraycopy(from, row * count, to, row * WIDTH, count);
        }
    }

    private void factor() {
        cholesky.norms(n, hessians, shifts);
        for (int lane = 0; lane < WIDTH; lane++) {
            shifts[lane] *= DOUBTFUL;
        }
        cholesky.factor(n, hessians, shifts, factors, definite);
        keepDefinite();
        Arrays.fill(shifts, 0);
        cholesky.factor(n, hessians, shifts, factors, definite);
        keepDefinite();
    }

    private void keepDefinite() {
        for (int lane = 0; lane < count; lane++) {
            alive[lane] &= definite[lane] != 0;
        }
    }

    /** One of Newton's steps, and what it says of the lanes that are going. */
    private void newton() {
        for (int at = 0; at < step.length; at++) {
            step[at] = -start.gradient[at];
        }
        cholesky.solve(n, factors, step);
        for (int lane = 0; lane < count; lane++) {
            length[lane] = 0;
            for (int at = lane; at < step.length; at += WIDTH) {
                length[lane] = Math.max(length[lane], Math.abs(step[at]) / scale(start.x[at], at / WIDTH));
                trial.x[at] = start.x[at] + step[at];
            }
            alive[lane] &= arrived[lane] || isInside(trial, lane);
            cost[lane] += isGoing(lane) ? 1 : 0;
        }
        evaluate(trial);
        for (int lane = 0; lane < count; lane++) {
            if (isGoing(lane)) {
                judgeStep(lane);
            }
        }
    }

    private double scale(double x, int j) {
        return Math.min(Math.max(1, Math.abs(x)), bounds.upper()[j] - bounds.lower()[j]);
    }

    private void judgeStep(int lane) {
        double before = start.norm(lane);
        double after = trial.norm(lane);
        double shrunk = before == 0 ? 0 : after / before;
        boolean lower = before > 0 && trial.value[lane] <= start.value[lane] + rise(lane);
        if (before == 0) {
            arrived[lane] = true;
        } else if (lower && shrunk <= KEEP) {
            start.copy(trial, lane);
            uncertainty[lane] = Math.max(4 * length[lane] * shrunk / (1 - shrunk), EPSILON);
            arrived[lane] = uncertainty[lane] <= ARRIVED || after == 0;
        } else if (length[lane] <= SHORT) {
            if (lower && shrunk <= 0.75) {
                start.copy(trial, lane);
            }
            uncertainty[lane] = length[lane];
            arrived[lane] = true;
        } else {
            alive[lane] = false;
        }
    }

    /** By how much f may rise over a step: what the slope promised, and rounding. */
    private double rise(int lane) {
        double promised = 0;
        for (int at = lane; at < step.length; at += WIDTH) {
            promised = Math.fma(step[at], start.gradient[at], promised);
        }
        return Math.abs(promised) + SIGNIFICANT * EPSILON * Math.abs(start.value[lane]);
    }

    private void roundOff() {
        boolean any = false;
        for (int lane = 0; lane < count; lane++) {
            boolean differs = false;
            for (int at = lane; at < trial.x.length; at += WIDTH) {
                trial.x[at] = Site.rounded(start.x[at]);
                differs |= trial.x[at] != start.x[at];
            }
            boolean looks = alive[lane] && differs && isInside(trial, lane);
            cost[lane] += looks ? 1 : 0;
            arrived[lane] = looks;
            any |= looks;
        }
        if (!any) {
            return;
        }
        evaluate(trial);
        for (int lane = 0; lane < count; lane++) {
            if (arrived[lane] && trial.value[lane] <= start.value[lane] && trial.norm(lane) <= start.norm(lane)) {
                start.copy(trial, lane);
            }
        }
    }

    /** Looks on both sides of the points whether f bends as their Hessians say. */
    private void probe() {
        for (int at = 0; at < step.length; at++) {
            int j = at / WIDTH;
            step[at] = SIGNS.bits(j) < 0 ? -scale(start.x[at], j) : scale(start.x[at], j);
        }
        cholesky.quadraticForms(n, hessians, step, curvature);
        for (int lane = 0; lane < count; lane++) {
            double noise = 4 * EPSILON * Math.abs(start.value[lane]);
            double visible = Math.sqrt(2 * VISIBLE * noise / curvature[lane]);
            double shortest = Math.max(SHORTEST, SIGNIFICANT * uncertainty[lane]);
            length[lane] = Math.max(shortest, Math.min(LONGEST, visible));
        }
        probe(1);
        probe(-1);
    }

    private void probe(int sense) {
        for (int lane = 0; lane < count; lane++) {
            for (int at = lane; at < step.length; at += WIDTH) {
                trial.x[at] = Math.fma(sense * length[lane], step[at], start.x[at]);
            }
            alive[lane] &= isInside(trial, lane);
            cost[lane] += alive[lane] ? 1 : 0;
        }
        evaluate(trial);
        for (int lane = 0; lane < count; lane++) {
            alive[lane] = alive[lane] && bends(lane, sense * length[lane]);
        }
    }

    /** As {@link CurvatureCheck} asks it. */
    private boolean bends(int lane, double h) {
        double before = 0;
        double after = 0;
        for (int at = lane; at < step.length; at += WIDTH) {
            before = Math.fma(start.gradient[at], step[at], before);
            after = Math.fma(trial.gradient[at], step[at], after);
        }
        double bend = (after - before) / h / curvature[lane];
        double change = trial.value[lane] - start.value[lane] - before * h;
        double expected = curvature[lane] * h * h / 2;
        double noise = SIGNIFICANT * EPSILON * Math.max(Math.abs(start.value[lane]), Math.abs(trial.value[lane]));
        return bend > 0.5
                && bend < 2
                && (change / expected > 0.25 && change / expected < 4 || Math.abs(change - expected) <= noise);
    }
}
