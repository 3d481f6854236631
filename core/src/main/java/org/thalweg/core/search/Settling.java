package org.thalweg.core.search;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.stopping.Termination;
import org.thalweg.core.stopping.Unbounded;

/**
 * What follows a leg: the point where it ended is refined, judged, and left again if f is lower nearby.
 *
 * <p>Only where a leg converged, or its line search failed: a spent budget leaves the point as it is. A point that refuses
 * to be refined may have a minimum farther down ({@link Ray}), or lie near a crease ({@link CreaseDescent}) or sit at another kink
 * ({@link Compass}), where values decide ({@link KinkJudge}).
 */
final class Settling {
    private static final int MAX_CORRECTIONS = 8;
    private static final int KINK_ROUNDS = 4;
    private static final double RAY_NEAR = 0x1p-10;
    /** Difference of f from what it is on a crease, relative to max(1, |f|), that rounding cannot explain. */
    private static final double UNLIKE = 1e-4;

    private final Oracle oracle;
    private final Bounds bounds;
    private final double gradientTolerance;
    private final Termination legEnd;
    private Site site;
    private Stage stage = Stage.BEGIN;
    private @Nullable Refinement refinement;
    private int corrections;
    private int kinkRounds;
    private CreaseDescent.@Nullable End crease;

    private enum Stage {
        BEGIN,
        REFINE,
        JUDGE,
        KINK,
        CREASE
    }

    /**
     * @param x where the leg ended
     * @param legEnd why
     */
    Settling(Oracle oracle, double[] x, Termination legEnd, double gradientTolerance) {
        this.oracle = oracle;
        this.bounds = oracle.bounds();
        this.legEnd = legEnd;
        this.gradientTolerance = gradientTolerance;
        this.site = Site.at(oracle, x);
    }

    /** Does a bounded piece of work; returns the verdict when it is reached, null before. */
    @Nullable Verdict step() {
        return switch (stage) {
            case BEGIN -> begin();
            case REFINE -> refine();
            case JUDGE -> judge();
            case KINK -> kink();
            case CREASE -> judgeKink(crease);
        };
    }

    private @Nullable Verdict begin() {
        return switch (legEnd) {
            case GRADIENT_TOLERANCE, STEP_TOLERANCE, LINE_SEARCH_FAILED -> refineFrom(site);
            case TARGET_REACHED -> site.gradientNorm() <= gradientTolerance ? refineFrom(site) : endUnjudged(legEnd);
            case UNBOUNDED, LIMIT_NOT_ATTAINED -> endUnjudged(legEnd);
            case ITERATIONS_SPENT, EVALUATIONS_SPENT -> endOrUnbounded();
            case NON_FINITE -> judgeOrEnd();
        };
    }

    private @Nullable Verdict refineFrom(Site start) {
        refinement = new Refinement(oracle, start, gradientTolerance);
        stage = Stage.REFINE;
        return null;
    }

    private Verdict endUnjudged(Termination termination) {
        return Verdict.end(termination, notStationary(site));
    }

    /** The budget is spent, or the domain was left: only whether f runs to −∞ along the gradient is looked at. */
    private Verdict endOrUnbounded() {
        Ray.Result ray = Ray.look(oracle, site, 1);
        if (ray.finding() == Ray.Finding.UNBOUNDED && ray.x() != null) {
            return unbounded(ray.x());
        }
        return endUnjudged(legEnd);
    }

    /** Where f is finite, but has no finite gradient, values can still tell. */
    private @Nullable Verdict judgeOrEnd() {
        if (Double.isFinite(site.value()) && !site.isFinite()) {
            stage = Stage.KINK;
            return null;
        }
        return endOrUnbounded();
    }

    private Verdict unbounded(double[] x) {
        return Verdict.end(Termination.UNBOUNDED, notStationary(Site.at(oracle, x)));
    }

    private @Nullable Verdict refine() {
        Refinement current = Objects.requireNonNull(refinement);
        current.step();
        switch (current.state()) {
            case GOING -> {}
            case STATIONARY -> stage = Stage.JUDGE;
            case DRIFTING, STUCK -> {
                return lookFar(current);
            }
        }
        return null;
    }

    /** Steps that led uphill led across a kink: what counts is where they began. */
    private @Nullable Verdict lookFar(Refinement failed) {
        if (failed.site().value() <= site.value()) {
            site = failed.site();
        }
        if (failed.state() == Refinement.State.STUCK && followCrease()) {
            return null;
        }
        Ray.Result ray = Ray.look(oracle, site, RAY_NEAR);
        double[] x = ray.x();
        if (x != null) {
            return switch (ray.finding()) {
                case UNBOUNDED -> unbounded(x);
                case LOWER -> goOn(x);
                case LIMIT, NOTHING -> endUnjudged(Termination.LIMIT_NOT_ATTAINED);
            };
        }
        if (failed.state() == Refinement.State.DRIFTING) {
            return endUnjudged(Termination.LIMIT_NOT_ATTAINED);
        }
        stage = Stage.KINK;
        return null;
    }

    /** A new leg that does not lead away from a stationary point. */
    private Verdict goOn(double[] x) {
        return new Verdict(Termination.LINE_SEARCH_FAILED, notStationary(site), x, false);
    }

    private @Nullable Verdict judge() {
        Refinement refined = Objects.requireNonNull(refinement);
        if (legEnd == Termination.LINE_SEARCH_FAILED && hasRisen(refined.site())) {
            return lookFar(refined);
        }
        site = refined.site();
        Curvature curvature = refined.curvature();
        Judgement judgement =
                curvature == null ? null : new Judge(oracle, site, curvature, refined.uncertainty()).judge();
        if (judgement == null) {
            stage = Stage.KINK;
            return null;
        }
        if (judgement.misplaced() && judgement.lower() != null) {
            if (corrections++ == MAX_CORRECTIONS) {
                stage = Stage.KINK;
                return null;
            }
            return refineFrom(Site.at(oracle, judgement.lower()));
        }
        return conclude(judgement, true);
    }

    /** Whether f is higher there by more than rounding. */
    private boolean hasRisen(Site there) {
        double rise = there.value() - site.value();
        return rise > 0 && rise > 16 * RoundingNoise.of(oracle, site);
    }

    /** Descends along the crease that the site lies near; false where there is none. */
    private boolean followCrease() {
        CreaseDescent.End end = CreaseDescent.from(oracle, site);
        if (end == null || (!end.stationary() && !end.point().held().isEmpty())) {
            return false;
        }
        Site there = Site.at(oracle, end.point().x()).roundedOff(oracle);
        if (end.point().held().isEmpty()) {
            if (!(there.value() < site.value()) || kinkRounds++ >= KINK_ROUNDS) {
                return false;
            }
            site = there;
            refineFrom(site);
            return true;
        }
        if (Math.abs(there.value() - end.point().value()) > UNLIKE * Math.max(1, Math.abs(there.value()))) {
            return false; // a step, or a cusp so sharp that no double lies on it
        }
        site = there;
        crease = end;
        stage = Stage.CREASE;
        return true;
    }

    /** Polishes by values; what has moved is refined again, what has not is judged by values alone. */
    private @Nullable Verdict kink() {
        if (followCrease()) {
            return null;
        }
        Site polished = Compass.polish(oracle, site);
        boolean moved = polished.value() < site.value();
        site = polished;
        if (moved && kinkRounds++ < KINK_ROUNDS && polished.isFinite()) {
            return refineFrom(polished);
        }
        return judgeKink(null);
    }

    private @Nullable Verdict judgeKink(CreaseDescent.@Nullable End end) {
        KinkJudge judge = new KinkJudge(oracle, site, end);
        if (Unbounded.below(site.value()) || judge.isPole()) {
            return endUnjudged(Termination.UNBOUNDED);
        }
        Judgement judgement = judge.judge();
        if (judgement.kind() != Kind.NOT_STATIONARY) {
            // values along lines say nothing of a point in a bent valley that derivatives deny to be stationary
            return judgement.kind().isMinimum() && end == null && CreaseDescent.isSmooth(oracle, site)
                    ? endUnjudged(Termination.LINE_SEARCH_FAILED)
                    : conclude(judgement, false);
        }
        double[] lower = judgement.lower();
        if (lower == null) {
            return endUnjudged(Termination.LINE_SEARCH_FAILED);
        }
        if (end != null && kinkRounds++ < KINK_ROUNDS) {
            site = Site.at(oracle, lower);
            stage = Stage.KINK;
            return null;
        }
        return goOn(lower);
    }

    private Verdict conclude(Judgement judgement, boolean smooth) {
        StationaryPoint point = point(site, judgement, smooth);
        Termination termination = legEnd == Termination.TARGET_REACHED
                ? legEnd
                : site.gradientNorm() <= gradientTolerance
                        ? Termination.GRADIENT_TOLERANCE
                        : Termination.STEP_TOLERANCE;
        return new Verdict(termination, point, judgement.lower(), judgement.lower() != null);
    }

    private StationaryPoint notStationary(Site end) {
        return point(end, new Judgement(Kind.NOT_STATIONARY, 0, true, Double.NaN, null, false), true);
    }

    private StationaryPoint point(Site end, Judgement judgement, boolean smooth) {
        return new StationaryPoint(
                end.x(),
                end.value(),
                StationaryPoint.OPEN,
                end.gradientNorm(),
                judgement.smallestEigenvalue(),
                judgement.kind(),
                judgement.flatDirections(),
                judgement.isolated(),
                active(end),
                smooth);
    }

    private int[] active(Site end) {
        int[] active = new int[end.x().length];
        int count = 0;
        for (int i = 0; i < active.length; i++) {
            if (end.isAtBound(i, bounds)) {
                active[count++] = i;
            }
        }
        return Arrays.copyOf(active, count);
    }
}
