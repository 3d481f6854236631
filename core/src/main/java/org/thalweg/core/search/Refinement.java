package org.thalweg.core.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.linalg.Vectors;
import org.thalweg.core.random.Draws;

/**
 * Follows Newton's method for ∇f = 0 on the free coordinates, from where a leg ended to the stationary point nearby.
 *
 * <p>A step is taken only if it takes a quarter off ‖projected ∇f‖∞ and, where the Hessian is positive semidefinite, does not raise f by
 * more than the gradient allows. Where it is not, the way is limited to half the scale of the coordinates. At a root of
 * multiplicity m Newton's steps shrink by (m − 1)/m each; the ratio of two steps along an eigenvector tells m, and the next
 * step is taken m-fold (Schröder 1870). Steps that do not shrink lead to no point at all: f falls towards infinity.
 *
 * <p>Once steps are short the Hessian is kept, so that a well-conditioned minimum costs one Hessian and about two gradients.
 */
final class Refinement {

    /** What became of it. */
    enum State {
        GOING,
        /** ∇f = 0 at {@link #site}, to rounding. */
        STATIONARY,
        /** ∇f shrinks, but the steps do not: there is no stationary point at a finite distance. */
        DRIFTING,
        /** No step makes ∇f smaller although it is more than rounding: a kink, or derivatives that are wrong. */
        STUCK
    }

    private static final int MAX_STEPS = 60;
    private static final double EPSILON = Math.ulp(1.0);
    /** Remaining distance, in scales, at which the point has arrived. */
    private static final double ARRIVED = 1e-13;
    /** Way in scales that a step, and all of them together, may go where the Hessian is not positive semidefinite. */
    private static final double STRIDE = 0.25;

    private static final double WAY = 0.5;
    /** A step after which ∇f shrank to this share keeps the Hessian. */
    private static final double KEEP = 1e-3;
    /** Way in scales from where the Hessian was taken, beyond which it is taken again at the end. */
    private static final double NEAR = 1e-7;
    /** Greatest multiplicity that is believed. */
    private static final double MAX_MULTIPLICITY = 200;

    /** Newton's step, in scales, that is too short to matter. */
    private static final double SHORT = 1e-9;

    private static final int SAMPLES = 3;
    private static final double FAR = 0x1p-7;
    private static final double SMALL = 1e-4;

    private static final double DRIFT = 1 - 1 / MAX_MULTIPLICITY;
    private static final int DRIFTING_STEPS = 3;

    private final Oracle oracle;
    private final Bounds bounds;
    private final double gradientTolerance;
    private Site site;
    private @Nullable Curvature curvature;
    private double[] curvatureAt;
    private double[] lastStep = new double[0];
    private State state = State.GOING;
    private double way;
    private double uncertainty;
    private int steps;
    private int drifting;

    /**
     * @param gradientTolerance ‖projected ∇f‖∞ that passes for zero; more has to be little beside ∇f at some distance
     */
    Refinement(Oracle oracle, Site start, double gradientTolerance) {
        this.oracle = oracle;
        this.gradientTolerance = gradientTolerance;
        this.bounds = oracle.bounds();
        this.site = start;
        this.curvatureAt = start.x();
        if (!start.isFinite()) {
            state = State.STUCK;
        }
    }

    State state() {
        return state;
    }

    Site site() {
        return site;
    }

    /** The curvature on the coordinates that are strictly inside the box; null where the Hessian is not finite. */
    @Nullable Curvature curvature() {
        return curvature;
    }

    /** How far the stationary point may be, in scales. */
    double uncertainty() {
        return uncertainty;
    }

    /** Takes one step. */
    void step() {
        if (state != State.GOING) {
            return;
        }
        Curvature current = curvature == null ? takeHessian() : curvature;
        if (current == null) {
            state = site.gradientNorm() == 0 ? State.STATIONARY : State.STUCK;
        } else if (site.gradientNorm() == 0) {
            arrive();
        } else if (steps++ == MAX_STEPS) {
            state = State.STUCK;
        } else {
            advance(current);
        }
    }

    private void arrive() {
        if (site.gradientNorm() > gradientTolerance && !(site.gradientNorm() <= SMALL * gradientAround())) {
            state = State.STUCK;
            return;
        }
        site = site.roundedOff(oracle);
        double moved = site.length(difference(site.x(), curvatureAt), bounds);
        if (moved > NEAR || (moved > 0 && curvature != null && curvature.isDelicate())) {
            takeHessian();
        }
        state = State.STATIONARY;
    }

    private @Nullable Curvature takeHessian() {
        int n = site.x().length;
        double[] hessian = new double[n * n];
        double[] gradient = new double[n];
        oracle.hessian(site.x(), gradient, hessian);
        curvatureAt = site.x();
        curvature = Vectors.isFinite(hessian) ? Curvature.of(hessian, n, inside(), oracle.hessianError()) : null;
        lastStep = new double[0];
        return curvature;
    }

    /** The coordinates that are not at a bound, or that the gradient draws away from it. */
    private int[] inside() {
        int[] inside = new int[site.x().length];
        int count = 0;
        for (int i = 0; i < inside.length; i++) {
            boolean held = bounds.isFixed(i) || (site.isAtBound(i, bounds) && site.inwardSlope(i, bounds) >= 0);
            if (!held) {
                inside[count++] = i;
            }
        }
        return Arrays.copyOf(inside, count);
    }

    private void advance(Curvature current) {
        boolean convex = current.size() == 0 || current.value(0) >= 0 || current.isZero(0);
        double[] newton = current.step(site.gradient(), weights(current, true, false));
        double length = site.length(newton, bounds);
        drifting = isDrifting(newton) ? drifting + 1 : 0;
        if (drifting >= DRIFTING_STEPS) {
            state = State.DRIFTING;
            return;
        }
        Site next = null;
        for (double[] step : candidates(current, newton)) {
            next = attempt(step, convex);
            if (next != null) {
                break;
            }
        }
        if (next == null) {
            giveUp(length, site.length(current.step(site.gradient(), weights(current, false, false)), bounds));
            return;
        }
        moveTo(next, newton);
    }

    private boolean isDrifting(double[] newton) {
        return lastStep.length > 0 && Vectors.norm(newton) >= DRIFT * Vectors.norm(lastStep);
    }

    private void moveTo(Site next, double[] newton) {
        double[] step = difference(next.x(), site.x());
        double length = site.length(step, bounds);
        double shrunk = next.gradientNorm() / site.gradientNorm();
        boolean plain = Vectors.maxDistance(step, newton) <= 1e-6 * Vectors.maxNorm(newton);
        uncertainty = Math.max(4 * length * shrunk / (1 - Math.min(shrunk, 0.9)), EPSILON);
        way += length;
        site = next;
        if (uncertainty <= ARRIVED || site.gradientNorm() == 0) {
            arrive();
        } else if (shrunk > KEEP || (curvature != null && !curvature.isOn(inside()))) {
            takeHessian();
            lastStep = plain ? newton : new double[0];
        }
    }

    /** Steps to try, the boldest first. */
    private List<double[]> candidates(Curvature current, double[] newton) {
        List<double[]> candidates = new ArrayList<>();
        if (lastStep.length > 0) {
            candidates.add(current.step(site.gradient(), weights(current, true, true)));
        }
        candidates.add(newton);
        if (hasZero(current)) {
            candidates.add(current.step(site.gradient(), weights(current, false, false)));
        }
        double[] half = newton.clone();
        for (int i = 0; i < half.length; i++) {
            half[i] /= 2;
        }
        candidates.add(half);
        return candidates;
    }

    private static boolean hasZero(Curvature current) {
        for (int k = 0; k < current.size(); k++) {
            if (current.isZero(k)) {
                return true;
            }
        }
        return false;
    }

    private double[] weights(Curvature current, boolean withZeros, boolean multiple) {
        double[] weights = new double[current.size()];
        for (int k = 0; k < weights.length; k++) {
            weights[k] = !withZeros && current.isZero(k) ? 0 : multiple ? multiplicity(current, k) : 1;
        }
        return weights;
    }

    /** From the ratio ρ = (m − 1)/m of this step to the last along an eigenvector; 1 where it makes no sense. */
    private double multiplicity(Curvature current, int k) {
        double now = current.value(k) == 0 ? 0 : -current.along(k, site.gradient()) / current.value(k);
        double ratio = now / current.along(k, lastStep);
        return ratio > 0.25 && ratio < DRIFT ? 1 / (1 - ratio) : 1;
    }

    /** The site after a step, or null if it is not to be taken. */
    private @Nullable Site attempt(double[] step, boolean convex) {
        double length = site.length(step, bounds);
        if (!Vectors.isFinite(step) || (!convex && (length > STRIDE || way + length > WAY))) {
            return null;
        }
        double[] x = site.x().clone();
        Vectors.axpy(1, step, x);
        double[] straight = x.clone();
        bounds.project(x);
        if (Arrays.equals(x, site.x())) {
            return null;
        }
        Site next = Site.at(oracle, x);
        double share = Arrays.equals(x, straight) ? 0.75 : 0.95;
        boolean smaller = next.isFinite() && next.gradientNorm() <= share * site.gradientNorm();
        return smaller && (!convex || !rises(next, step)) ? next : null;
    }

    /** Whether f rises by more than the gradient and rounding allow. */
    private boolean rises(Site next, double[] step) {
        double rise = next.value() - site.value() - Math.abs(Vectors.dot(site.gradient(), step));
        return rise > 0 && rise > 16 * RoundingNoise.of(oracle, site);
    }

    /**
     * No step helps: either the Hessian was kept too long, or rounding is all that is left, or it is hopeless.
     *
     * @param length of Newton's step, in scales
     * @param certain length of the part of it that is not along the null space, where rounding alone makes steps long
     */
    private void giveUp(double length, double certain) {
        if (!Arrays.equals(curvatureAt, site.x())) {
            takeHessian();
        } else if (length <= SHORT || isRounding()) {
            uncertainty = certain;
            arrive();
        } else {
            state = State.STUCK;
        }
    }

    /** Whether the gradient is of the size by which it changes where x changes by an ulp or two. */
    private boolean isRounding() {
        double noise = 0;
        for (int sample = 0; sample < SAMPLES; sample++) {
            Draws signs = Draws.seeded(sample);
            double[] near = site.x().clone();
            for (int i = 0; i < near.length; i++) {
                double nudge = (1 + sample) * Math.ulp(near[i]);
                near[i] = bounds.clamp(i, signs.bits(i) < 0 ? near[i] - nudge : near[i] + nudge);
            }
            noise = Math.max(noise, Vectors.maxDistance(Site.at(oracle, near).gradient(), site.gradient()));
        }
        return site.gradientNorm() <= 16 * noise;
    }

    /** The norm of the gradient some way off: where it is not much more than here, here is a kink or a slope. */
    private double gradientAround() {
        double around = 0;
        for (int sample = 0; sample < SAMPLES; sample++) {
            Draws signs = Draws.seeded(sample);
            double[] far = site.x().clone();
            for (int i = 0; i < far.length; i++) {
                double way = FAR * Math.min(Site.scale(far, i, bounds), 1);
                far[i] = bounds.clamp(i, signs.bits(i) < 0 ? far[i] - way : far[i] + way);
            }
            Site there = Site.at(oracle, far);
            around = there.isFinite() ? Math.max(around, there.gradientNorm()) : around;
        }
        return around;
    }

    private static double[] difference(double[] x, double[] y) {
        double[] difference = x.clone();
        Vectors.axpy(-1, y, difference);
        return difference;
    }
}
