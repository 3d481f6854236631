package org.thalweg.core.fit.local;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.fit.rounds.LossCurve;
import org.thalweg.core.fit.rounds.Scales;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.linalg.Vectors;
import org.thalweg.core.linesearch.Noise;
import org.thalweg.core.objective.GaussNewtonObjective;
import org.thalweg.core.optimizer.Descent;
import org.thalweg.core.search.DescentPlan;
import org.thalweg.core.search.FinishedDescent;
import org.thalweg.core.search.Kind;
import org.thalweg.core.search.StationaryPoint;
import org.thalweg.core.stopping.FirstOf;
import org.thalweg.core.stopping.Outcome;
import org.thalweg.core.stopping.StoppingRule;
import org.thalweg.core.stopping.Termination;

/**
 * Descends from one start after the other: the method, then Newton's steps with exact second derivatives for the last digits, then a
 * judgement of the end; from a saddle it goes on downhill.
 *
 * <p>Unlike a search over an objective that nothing is known of, this looks at parameters in their own scales, which the Gauss–Newton
 * matrix tells: 5·10⁻⁹ beside 3·10³ is no small number if the data say so. One instance serves one thread.
 */
public final class FitDescent {
    private static final int MAX_POLISH = 30;
    private static final double POLISHED = 0.5;
    private static final int MAX_HALVINGS = 40;
    /** F's promised fall, as a share of F, below which a point is stationary. */
    private static final double STATIONARY = 1e-12;
    /** Newton's step, as a share of each parameter, below which a point is stationary. */
    private static final double SHORT = 1e-8;
    /** The change of curvature over Newton's step, relative, that a minimum does not have. */
    private static final double BENT = 0.1;
    /** What the first step of a chord leaves of the gradient where curvature is the same all along it, to so many digits. */
    private static final double STRAIGHT = 1e-6;
    /** The least eigenvalue that no change of that size makes another. */
    private static final double CLEAR = 1e-3;
    /** Parameters up to which second derivatives are taken. */
    private static final int MOST = 500;

    private final GaussNewtonObjective objective;
    private final Bounds bounds;
    private final DescentPlan plan;
    /** Of many parameters, for a method that learns curvature; null where no curvature is known, or needed. */
    private final @Nullable Scales scales;

    private long evaluations;
    private LossCurve curve = new LossCurve();

    /** @param curvatures gives those of the objective along its parameters, as {@link org.thalweg.core.fit.Terms#curvatures} does */
    public FitDescent(GaussNewtonObjective objective, Bounds bounds, DescentPlan plan, Supplier<double[]> curvatures) {
        this.objective = objective;
        this.bounds = bounds;
        this.plan = plan;
        double[] known = Scales.serve(plan.optimizer(), objective.dimension()) ? curvatures.get() : new double[0];
        scales = known.length == 0 ? null : Scales.of(known);
    }

    /** Descends from {@code x0}, which is read. */
    public FinishedDescent from(long start, double[] x0) {
        evaluations = 0;
        curve = new LossCurve();
        long iterations = 0;
        List<StationaryPoint> escapedFrom = new ArrayList<>();
        double[] at = x0;
        while (true) {
            StoppingRule rule = FirstOf.standard(
                    plan.gradientTolerance(), Math.max(0, plan.maxIterations() - iterations), plan.target());
            Descent descent = descend(at, noting(iterations, rule));
            iterations += descent.iterations();
            evaluations += descent.evaluations();
            if (objective.dimension() > MOST) {
                return byGradient(start, descent, iterations);
            }
            if (descent.termination() == Termination.TARGET_REACHED) {
                return unjudged(start, Termination.LIMIT_NOT_ATTAINED, new End(descent.x(), escapedFrom), iterations);
            }
            if (descent.termination().outcome() != Outcome.CONVERGED
                    && descent.termination() != Termination.LINE_SEARCH_FAILED) {
                return unjudged(start, descent.termination(), new End(descent.x(), escapedFrom), iterations);
            }
            Site end = polish(site(descent.x()));
            double[] lower = end.curvature.isFinite() && end.curvature.fallsAway() ? lower(end) : null;
            if (lower == null || escapedFrom.size() == plan.maxEscapes()) {
                return judged(start, new Arrival(end, escapedFrom), iterations);
            }
            escapedFrom.add(stationary(end, Kind.SADDLE));
            at = lower;
        }
    }

    private Descent descend(double[] from, StoppingRule rule) {
        if (scales == null) {
            return Descent.run(plan.optimizer(), objective, from, bounds, rule);
        }
        ScaledObjective scaled = new ScaledObjective(objective, scales, bounds);
        Descent end = Descent.run(plan.optimizer(), scaled, scales.scaled(from), scales.scaled(bounds), rule);
        double[] x = scales.unscaled(end.x(), bounds);
        return new Descent(x, end.value(), end.termination(), end.iterations(), end.evaluations(), end.gradientNorm());
    }

    /** The rule, which notes how the value falls as it looks. */
    private StoppingRule noting(long before, StoppingRule rule) {
        LossCurve noted = curve;
        return progress -> {
            if (progress.evaluations() > 0) {
                noted.note(before + progress.iterations(), progress.value());
            }
            return rule.test(progress);
        };
    }

    /** How the value fell in the last descent, over all its legs; without the last steps that polish its end. */
    public LossCurve curve() {
        return curve;
    }

    private record End(double[] x, List<StationaryPoint> escapedFrom) {}

    private record Site(FitPoint point, ScaledCurvature curvature) {

        /** Where Newton's step leads, within the box. */
        double[] afterNewton(Bounds bounds) {
            double[] x = point.x().clone();
            Vectors.axpy(1, curvature.newtonStep(), x);
            bounds.project(x);
            return x;
        }

        /** The end of a chord from here, where curvature is as here. */
        Site at(Chord end, Bounds bounds) {
            FitPoint there = new FitPoint(end.x, end.value, end.gradient, point.hessian(), point.gaussNewton());
            return new Site(there, ScaledCurvature.of(there, bounds));
        }

        /** Whether Newton's step promises no fall of F that counts. */
        boolean isFlat() {
            return curvature.promise() <= STATIONARY * Math.abs(point.value());
        }

        /** Whether Newton's step moves no parameter by a share of it that counts: too little for F to be bent otherwise there. */
        boolean isAtRest() {
            double[] step = curvature.newtonStep();
            for (int j = 0; j < step.length; j++) {
                if (!(Math.abs(step[j]) <= SHORT * Math.abs(point.x()[j]))) {
                    return false;
                }
            }
            return true;
        }
    }

    /**
     * The end of Newton's steps with one curvature.
     *
     * @param left what the first of them left of the scaled gradient: about the change of curvature over it, relative; 1 without any
     */
    private record Chord(double[] x, double value, double[] gradient, double left) {}

    private record Arrival(Site site, List<StationaryPoint> escapedFrom) {}

    /** Without second derivatives, which so many parameters have too many of: the gradient alone tells. */
    private FinishedDescent byGradient(long start, Descent descent, long iterations) {
        double[] gradient = new double[descent.x().length];
        double value = objective.valueAndGradient(descent.x(), gradient);
        evaluations++;
        boolean bottom = descent.termination() == Termination.TARGET_REACHED;
        boolean arrived = !bottom && descent.termination().outcome() == Outcome.CONVERGED;
        double slope = bounds.projectedGradientNorm(descent.x(), gradient);
        StationaryPoint point = new StationaryPoint(
                descent.x(),
                value,
                gradient,
                slope,
                Double.NaN,
                arrived ? Kind.MINIMUM : Kind.NOT_STATIONARY,
                0,
                true,
                active(descent.x()),
                true);
        Termination termination = bottom ? Termination.LIMIT_NOT_ATTAINED : descent.termination();
        if (termination == Termination.GRADIENT_TOLERANCE && slope > plan.gradientTolerance()) {
            termination = Termination.STEP_TOLERANCE; // flat in the parameters' own scales, along a column of huge unit
        }
        return new FinishedDescent(start, termination, point, List.of(), iterations, evaluations);
    }

    private FitPoint point(double[] x) {
        evaluations += objective.curvesAsGaussNewton() ? 1 : 2;
        return FitPoint.at(objective, x);
    }

    private Site site(double[] x) {
        FitPoint point = point(x);
        return new Site(point, ScaledCurvature.of(point, bounds));
    }

    /** Newton's steps, as long as each takes half off the scaled gradient without raising F. */
    private Site polish(Site from) {
        Site site = from;
        for (int step = 0; step < MAX_POLISH && site.point.isFinite(); step++) {
            if (site.curvature.fallsAway() || site.curvature.gradientNorm() == 0) {
                return site;
            }
            Chord chord = objective.curvesAsGaussNewton() ? chord(site) : null;
            double[] x = chord == null ? site.afterNewton(bounds) : chord.x;
            if (Arrays.equals(x, site.point.x())) {
                return site;
            }
            if (chord != null && chord.left <= STRAIGHT && site.curvature.isClearlyPositive(CLEAR)) {
                return site.at(chord, bounds);
            }
            Site next = site(x);
            boolean better = next.point.isFinite()
                    && next.point.value() - site.point.value() <= Noise.of(Math.abs(site.point.value()))
                    && next.curvature.gradientNorm() <= POLISHED * site.curvature.gradientNorm();
            if (!better) {
                return site;
            }
            site = next;
        }
        return site;
    }

    /**
     * Where Newton's steps lead with the curvature left as it is, as long as each takes half off the scaled gradient without raising F. Over many
     * rows a gradient takes a fraction of the time that second derivatives take; where Gauss and Newton's part is not all of them, it does not serve,
     * since sums with that are more precise.
     */
    private Chord chord(Site from) {
        double[] x = from.point.x();
        double[] gradient = from.point.gradient();
        double value = from.point.value();
        double norm = from.curvature.gradientNorm();
        double first = 1;
        for (int step = 0; step < MAX_POLISH && norm > 0; step++) {
            double[] trial = x.clone();
            Vectors.axpy(1, from.curvature.newtonStep(gradient), trial);
            bounds.project(trial);
            if (Arrays.equals(trial, x)) {
                break;
            }
            double[] there = new double[x.length];
            double reached = objective.valueAndGradient(trial, there);
            evaluations++;
            double left = from.curvature.norm(there);
            if (!(reached - value <= Noise.of(Math.abs(value)) && left <= POLISHED * norm)) {
                break;
            }
            first = step == 0 ? left / norm : first;
            x = trial;
            gradient = there;
            value = reached;
            norm = left;
        }
        return new Chord(x, value, gradient, first);
    }

    /** A point that is lower along a direction of negative curvature; null where none is found. */
    private double @Nullable [] lower(Site site) {
        FitPoint end = site.point;
        double[] way = site.curvature.wayDown();
        double length = Math.sqrt(Math.abs(end.value()) + 1);
        for (int k = 0; k < MAX_HALVINGS; k++) {
            for (double sign : new double[] {1, -1}) {
                double[] x = end.x().clone();
                Vectors.axpy(sign * length, way, x);
                bounds.project(x);
                evaluations++;
                if (objective.value(x) < end.value() - Noise.of(Math.abs(end.value()))) {
                    return x;
                }
            }
            length *= 0.5;
        }
        return null;
    }

    private FinishedDescent unjudged(long start, Termination termination, End last, long iterations) {
        StationaryPoint point = stationary(site(last.x), Kind.NOT_STATIONARY);
        return new FinishedDescent(start, termination, point, last.escapedFrom, iterations, evaluations);
    }

    private FinishedDescent judged(long start, Arrival end, long iterations) {
        Site site = end.site;
        boolean stationary = site.curvature.isFinite() && (site.isAtRest() || site.isFlat() && !isDrifting(site));
        Kind kind = stationary ? kind(site) : Kind.NOT_STATIONARY;
        StationaryPoint point = stationary(site, kind);
        Termination termination = !stationary
                ? Termination.LIMIT_NOT_ATTAINED
                : point.gradientNorm() <= plan.gradientTolerance()
                        ? Termination.GRADIENT_TOLERANCE
                        : Termination.STEP_TOLERANCE;
        return new FinishedDescent(start, termination, point, end.escapedFrom, iterations, evaluations);
    }

    /** Whether Newton's step, which promises nothing, leads to where F is bent otherwise: F falls towards a limit for ever. */
    private boolean isDrifting(Site end) {
        FitPoint next = point(end.afterNewton(bounds));
        double[] before = end.point.gaussNewton();
        int n = next.x().length;
        for (int j = 0; j < n; j++) {
            double here = before[j * n + j];
            if (!(Math.abs(next.gaussNewton()[j * n + j] - here) <= BENT * here)) {
                return true;
            }
        }
        return false;
    }

    private Kind kind(Site end) {
        ScaledCurvature curvature = end.curvature;
        if (curvature.fallsAway()) {
            return Kind.SADDLE;
        }
        double[] gradient = end.point.gradient();
        if (curvature.size() > 0 && curvature.zeros() == curvature.size() && Vectors.maxNorm(gradient) == 0) {
            return Kind.PLATEAU;
        }
        if (curvature.zeros() > 0) {
            return Kind.DEGENERATE_MINIMUM;
        }
        return active(end.point.x()).length > 0 ? Kind.BOUNDARY_MINIMUM : Kind.MINIMUM;
    }

    private StationaryPoint stationary(Site site, Kind kind) {
        FitPoint end = site.point;
        ScaledCurvature curvature = site.curvature;
        boolean known = curvature.isFinite() && curvature.size() > 0;
        return new StationaryPoint(
                end.x(),
                end.value(),
                end.gradient(),
                bounds.projectedGradientNorm(end.x(), end.gradient()),
                known ? curvature.eigenvalue(0) : Double.NaN,
                kind,
                known && kind.isMinimum() ? curvature.zeros() : 0,
                true,
                active(end.x()),
                true);
    }

    private int[] active(double[] point) {
        int[] active = new int[point.length];
        int count = 0;
        for (int j = 0; j < active.length; j++) {
            double x = point[j];
            if (!bounds.isFixed(j) && (x <= bounds.lower()[j] || x >= bounds.upper()[j])) {
                active[count++] = j;
            }
        }
        return Arrays.copyOf(active, count);
    }
}
