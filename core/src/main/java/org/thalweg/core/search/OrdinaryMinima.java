package org.thalweg.core.search;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.linalg.CholeskyArithmetic;
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
 *   <li>its Hessian H is positive definite with no doubtful eigenvalue: {@code H − σI} has a Cholesky factor, {@code σ = 1e-4·‖H‖∞}; where f
 *       has {@link Symmetries}, so is H + ‖H‖∞·Σt·tᵀ, t the tangents of the manifold on which f is constant, and f is indeed the same at
 *       another point of it: then the end is a degenerate minimum with as many flat directions;
 *   <li>Newton's steps with that Hessian converge as they do at a regular minimum: each leaves a thousandth of ‖∇f‖∞ or less (at a root of
 *       order 3 at least an eighth is left), or is shorter than 10⁻⁹ scales;
 *   <li>{@code ‖∇f‖∞} ends below the tolerance;
 *   <li>on both sides, along a direction that no coordinate is orthogonal to, slopes and values change as H says.
 * </ol>
 *
 * <p>The point is rounded off like {@link Site#roundedOff}. What is found depends on the end alone, to the bit. The smallest
 * eigenvalue is 0 where there are symmetries, and else left open (NaN): {@link StationaryPoint#withSmallestEigenvalue} fills it in where a
 * point is shown.
 *
 * <p>Costs one Hessian, about three gradients, and n³/3 multiplications; an end that it leaves costs at most as much more. For one
 * thread.
 */
final class OrdinaryMinima {
    static final int WIDTH = CholeskyArithmetic.WIDTH;

    /** Coordinates up to which Hessians of many points are held. */
    private static final int MOST_COORDINATES = 128;

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

    private final LaneOracle oracle;
    private final Bounds bounds;
    private final double gradientTolerance;
    private final int n;
    private final CholeskyArithmetic cholesky;
    private final TangentLanes tangents;
    private final PointLanes start;
    private final PointLanes trial;
    private final double[] hessians;
    private final double[] factors;
    private final double[] step;
    private final double[] norms = new double[WIDTH];
    private final double[] shifts = new double[WIDTH];
    private final double[] definite = new double[WIDTH];
    private final double[] curvature = new double[WIDTH];
    private final double[] length = new double[WIDTH];
    private final double[] uncertainty = new double[WIDTH];
    private final boolean[] alive = new boolean[WIDTH];
    private final boolean[] arrived = new boolean[WIDTH];
    private final boolean[] flat = new boolean[WIDTH];
    private final int[] cost = new int[WIDTH];
    private int count;

    private OrdinaryMinima(BatchHessianObjective objective, Bounds bounds, double gradientTolerance) {
        oracle = new LaneOracle(objective);
        this.bounds = bounds;
        this.gradientTolerance = gradientTolerance;
        n = bounds.dimension();
        cholesky = CholeskyArithmetic.fastest(n);
        tangents = new TangentLanes(Symmetries.of(objective, bounds), n);
        start = new PointLanes(n);
        trial = new PointLanes(n);
        hessians = new double[n * n * WIDTH];
        factors = cholesky.newFactor(n);
        step = new double[n * WIDTH];
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
            start.place(lane, ends.get(lane));
            alive[lane] = start.isInside(bounds, lane);
            arrived[lane] = false;
            uncertainty[lane] = 0;
            cost[lane] = 0;
        }
        evaluateHessians();
        cholesky.norms(n, hessians, norms);
        if (tangents.exist()) {
            stiffen();
        }
        factor();
        for (int round = 0; round < MAX_STEPS && isAnyGoing(); round++) {
            newton();
        }
        for (int lane = 0; lane < count; lane++) {
            alive[lane] &= arrived[lane] && start.norm(lane) <= gradientTolerance;
        }
        roundOff();
        probe();
        if (tangents.exist()) {
            move();
        }
    }

    /** What is to become of an end; null where {@link Settling} has to say. */
    @Nullable Verdict verdict(int lane) {
        if (!alive[lane]) {
            return null;
        }
        double[] x = start.point(lane);
        double norm = bounds.projectedGradientNorm(x, start.gradient(lane));
        int flatDirections = tangents.count(lane);
        boolean isolated = flatDirections == 0;
        Kind kind = isolated ? Kind.MINIMUM : Kind.DEGENERATE_MINIMUM;
        return Verdict.end(
                Termination.GRADIENT_TOLERANCE,
                new StationaryPoint(
                        x,
                        start.value()[lane],
                        StationaryPoint.OPEN,
                        norm,
                        isolated ? Double.NaN : 0,
                        kind,
                        flatDirections,
                        isolated,
                        new int[0],
                        true));
    }

    /** Evaluations of the objective that an end took. */
    int cost(int lane) {
        return cost[lane];
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
        oracle.evaluate(start, count, hessians);
    }

    /** Makes the Hessians definite along the ways that f is constant on, if nothing else is amiss. */
    private void stiffen() {
        tangents.at(start, count);
        tangents.areFlat(cholesky, hessians, norms, flat);
        tangents.stiffen(cholesky, hessians, norms);
        for (int lane = 0; lane < count; lane++) {
            alive[lane] &= flat[lane];
        }
    }

    private void factor() {
        factor(DOUBTFUL);
        factor(0);
    }

    private void factor(double shift) {
        for (int lane = 0; lane < WIDTH; lane++) {
            shifts[lane] = lane < count && alive[lane] ? shift * norms[lane] : Double.NaN;
        }
        cholesky.factor(n, hessians, shifts, factors, definite);
        for (int lane = 0; lane < count; lane++) {
            alive[lane] &= definite[lane] != 0;
        }
    }

    /** One of Newton's steps, and what it says of the lanes that are going. */
    private void newton() {
        for (int at = 0; at < step.length; at++) {
            step[at] = -start.gradient()[at];
        }
        cholesky.solve(n, factors, step);
        for (int lane = 0; lane < count; lane++) {
            length[lane] = 0;
            for (int at = lane; at < step.length; at += WIDTH) {
                length[lane] = Math.max(length[lane], Math.abs(step[at]) / scale(start.x()[at], at / WIDTH));
                trial.x()[at] = start.x()[at] + step[at];
            }
            alive[lane] &= arrived[lane] || trial.isInside(bounds, lane);
            cost[lane] += isGoing(lane) ? 1 : 0;
        }
        oracle.evaluate(trial, count);
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
        boolean lower = before > 0 && trial.value()[lane] <= start.value()[lane] + rise(lane);
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
            promised = Math.fma(step[at], start.gradient()[at], promised);
        }
        return Math.abs(promised) + SIGNIFICANT * EPSILON * Math.abs(start.value()[lane]);
    }

    private void roundOff() {
        boolean any = false;
        for (int lane = 0; lane < count; lane++) {
            boolean differs = false;
            for (int at = lane; at < trial.x().length; at += WIDTH) {
                trial.x()[at] = Site.rounded(start.x()[at]);
                differs |= trial.x()[at] != start.x()[at];
            }
            boolean looks = alive[lane] && differs && trial.isInside(bounds, lane);
            cost[lane] += looks ? 1 : 0;
            arrived[lane] = looks;
            any |= looks;
        }
        if (!any) {
            return;
        }
        oracle.evaluate(trial, count);
        for (int lane = 0; lane < count; lane++) {
            if (arrived[lane] && trial.value()[lane] <= start.value()[lane] && trial.norm(lane) <= start.norm(lane)) {
                start.copy(trial, lane);
            }
        }
    }

    /** Looks on both sides of the points whether f bends as their Hessians say. */
    private void probe() {
        for (int at = 0; at < step.length; at++) {
            int j = at / WIDTH;
            step[at] = SIGNS.bits(j) < 0 ? -scale(start.x()[at], j) : scale(start.x()[at], j);
        }
        tangents.takeOff(step, count);
        cholesky.quadraticForms(n, hessians, step, curvature);
        for (int lane = 0; lane < count; lane++) {
            double noise = 4 * EPSILON * Math.abs(start.value()[lane]);
            double visible = Math.sqrt(2 * VISIBLE * noise / curvature[lane]);
            double shortest = Math.max(SHORTEST, SIGNIFICANT * uncertainty[lane]);
            length[lane] = Math.max(shortest, Math.min(LONGEST, visible));
        }
        probe(1);
        probe(-1);
    }

    /** Looks whether f stays the same along the symmetries, and not only as far as derivatives tell. */
    private void move() {
        for (int lane = 0; lane < count; lane++) {
            boolean looks = alive[lane] && tangents.count(lane) > 0;
            trial.place(lane, looks ? tangents.moved(start.point(lane)) : start.point(lane));
            length[lane] = start.distance(trial, lane);
            alive[lane] &= !looks || trial.isInside(bounds, lane);
            cost[lane] += looks && alive[lane] ? 1 : 0;
        }
        oracle.evaluate(trial, count);
        for (int lane = 0; lane < count; lane++) {
            alive[lane] &= tangents.count(lane) == 0
                    || TangentLanes.isSame(start.value()[lane], trial.value()[lane], norms[lane], length[lane]);
        }
    }

    private void probe(int sense) {
        for (int lane = 0; lane < count; lane++) {
            for (int at = lane; at < step.length; at += WIDTH) {
                trial.x()[at] = Math.fma(sense * length[lane], step[at], start.x()[at]);
            }
            alive[lane] &= trial.isInside(bounds, lane);
            cost[lane] += alive[lane] ? 1 : 0;
        }
        oracle.evaluate(trial, count);
        for (int lane = 0; lane < count; lane++) {
            alive[lane] = alive[lane] && bends(lane, sense * length[lane]);
        }
    }

    /** As {@link CurvatureCheck} asks it. */
    private boolean bends(int lane, double h) {
        double before = 0;
        double after = 0;
        for (int at = lane; at < step.length; at += WIDTH) {
            before = Math.fma(start.gradient()[at], step[at], before);
            after = Math.fma(trial.gradient()[at], step[at], after);
        }
        double bend = (after - before) / h / curvature[lane];
        double change = trial.value()[lane] - start.value()[lane] - before * h;
        double expected = curvature[lane] * h * h / 2;
        double noise = SIGNIFICANT * EPSILON * Math.max(Math.abs(start.value()[lane]), Math.abs(trial.value()[lane]));
        return bend > 0.5
                && bend < 2
                && (change / expected > 0.25 && change / expected < 4 || Math.abs(change - expected) <= noise);
    }
}
