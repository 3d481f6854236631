package org.thalweg.core.search;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.search.CurvatureCheck.Finding;

/**
 * Tells what a refined stationary point is.
 *
 * <p>The eigenvalues of the Hessian on the coordinates inside the box decide where they can: all positive, a minimum; one
 * negative, none. An eigenvalue decides only if f bends as it says ({@link CurvatureCheck}). The others span the null
 * space; there, and on coordinates that stand at a bound without being held, f is followed along the floor of the valley
 * ({@link ValleyFloor}) in every direction and sense that is tried ({@link Directions}), and values decide
 * ({@link Probe}).
 */
final class Judge {
    /** Nearer than this, in scales, a lower point says that the stationary point was missed. */
    private static final double MISSED = 0x1p-9;
    /** A slope at a bound is looked at twice if it is below this share of the other slopes and curvatures. */
    private static final double WEAK = 1e-6;

    private final Oracle oracle;
    private final Bounds bounds;
    private final Site site;
    private final Curvature curvature;
    private final double uncertainty;
    private final CurvatureCheck check;

    Judge(Oracle oracle, Site site, Curvature curvature, double uncertainty) {
        this.oracle = oracle;
        this.bounds = oracle.bounds();
        this.site = site;
        this.curvature = curvature;
        this.uncertainty = uncertainty;
        this.check = new CurvatureCheck(oracle, site, uncertainty);
    }

    /** The judgement, or null where values contradict the derivatives. */
    @Nullable Judgement judge() {
        boolean[] flat = new boolean[curvature.size()];
        if (!sortEigenvalues(flat)) {
            return null;
        }
        List<double[]> weak = weakInward();
        if (hasNegative(flat)) {
            return judgeFalling(flat, weak);
        }
        if (count(flat) == 0 && weak.isEmpty()) {
            return settled(isHeld() ? Kind.BOUNDARY_MINIMUM : Kind.MINIMUM, 0, true);
        }
        return judgeFlat(flat, weak);
    }

    /** Marks the eigenvalues that do not decide; false where values contradict. */
    private boolean sortEigenvalues(boolean[] flat) {
        int last = flat.length - 1;
        boolean trusted = false;
        for (int k = last; k >= 0; k--) {
            boolean certain = !curvature.isZero(k);
            boolean looked = k == last || k == 0 || curvature.isDoubtful(k) || curvature.isDoubtful(k - 1) || !trusted;
            if (certain && looked) {
                Finding finding = check.test(curvature.direction(k), curvature.value(k));
                if (finding == Finding.CONTRADICTED && !curvature.isDoubtful(k)) {
                    return false;
                }
                certain = finding == Finding.CONFIRMED;
                trusted = certain;
            }
            flat[k] = !certain;
        }
        return true;
    }

    private static int count(boolean[] flags) {
        int count = 0;
        for (boolean flag : flags) {
            count += flag ? 1 : 0;
        }
        return count;
    }

    private boolean hasNegative(boolean[] flat) {
        for (int k = 0; k < flat.length; k++) {
            if (!flat[k] && curvature.value(k) < 0) {
                return true;
            }
        }
        return false;
    }

    /** The inward directions of coordinates that stand at a bound which does not hold them: the slope there is none. */
    private List<double[]> weakInward() {
        double strongest = curvature.largest();
        for (int i = 0; i < site.x().length; i++) {
            strongest = site.isAtBound(i, bounds) ? Math.max(strongest, site.inwardSlope(i, bounds)) : strongest;
        }
        List<double[]> weak = new ArrayList<>();
        for (int i = 0; i < site.x().length; i++) {
            if (site.isAtBound(i, bounds) && site.inwardSlope(i, bounds) <= WEAK * strongest) {
                double[] inward = new double[site.x().length];
                inward[i] = site.x()[i] <= bounds.lower()[i] ? 1 : -1;
                if (isWeak(inward, i)) {
                    weak.add(inward);
                }
            }
        }
        return weak;
    }

    /** Whether the slope at the bound is lost in what it changes by a little farther in. */
    private boolean isWeak(double[] inward, int i) {
        double slope = site.inwardSlope(i, bounds);
        double[] x = Path.straight(site, inward, bounds).at(0x1p-10);
        return slope <= 0
                || (x != null && slope <= 1e-3 * Math.abs(Site.at(oracle, x).gradient()[i] - site.gradient()[i]));
    }

    /** Whether a bound holds a coordinate. */
    private boolean isHeld() {
        for (int i = 0; i < site.x().length; i++) {
            if (site.isAtBound(i, bounds)) {
                return true;
            }
        }
        return false;
    }

    private Judgement settled(Kind kind, int flatDirections, boolean isolated) {
        return new Judgement(kind, flatDirections, isolated, smallest(), null, false);
    }

    private double smallest() {
        return curvature.size() == 0 ? Double.NaN : curvature.value(0);
    }

    /** f falls along an eigenvector: the point is a maximum or a saddle. */
    private Judgement judgeFalling(boolean[] flat, List<double[]> weak) {
        Probe probe = new Probe(oracle, site, uncertainty);
        boolean rises = isHeld();
        Survey survey = new Survey(probe, direction -> Path.toBorder(site, direction, bounds));
        for (int k = 0; k < flat.length; k++) {
            rises |= !flat[k] && curvature.value(k) > 0;
        }
        survey.look(List.of(new Directions.Sense(curvature.direction(0), true, false)));
        Trend deepest = survey.deepest();
        if (!rises) {
            survey.look(Directions.of(flatDirections(flat), weak));
        }
        Kind kind = rises || survey.anyRises() ? Kind.SADDLE : Kind.MAXIMUM;
        return new Judgement(kind, count(flat), true, smallest(), deepest == null ? null : deepest.lowest(), false);
    }

    private List<double[]> flatDirections(boolean[] flat) {
        List<double[]> directions = new ArrayList<>();
        for (int k = 0; k < flat.length; k++) {
            if (flat[k]) {
                directions.add(curvature.direction(k));
            }
        }
        return directions;
    }

    /** No eigenvalue tells of a fall, but some do not tell: values along the floor of the valley do. */
    private @Nullable Judgement judgeFlat(boolean[] flat, List<double[]> weak) {
        Probe probe = new Probe(oracle, site, uncertainty);
        double[] across = new double[flat.length];
        for (int k = 0; k < flat.length; k++) {
            across[k] = flat[k] ? 0 : 1;
        }
        ValleyFloor floor = new ValleyFloor(oracle, site, curvature, across, probe.noise());
        Survey survey = new Survey(probe, floor::path);
        survey.look(Directions.of(flatDirections(flat), weak));
        if (survey.isSteep(Survey.SURROUNDINGS)) {
            return null;
        }
        boolean constantNearby = count(flat) == flat.length && survey.nearest() >= Survey.SURROUNDINGS;
        Trend deepest = survey.deepest();
        if (deepest != null) {
            boolean misplaced = deepest.lowestLength() < MISSED;
            Kind kind = constantNearby
                    ? Kind.PLATEAU
                    : survey.kindOfFalling(count(flat), isHeld() || count(flat) < flat.length);
            boolean isolated = survey.nearest() < Survey.SURROUNDINGS;
            return new Judgement(kind, count(flat), isolated, smallest(), deepest.lowest(), misplaced);
        }
        if (isEdgeOfPlateau(flat) && survey.anyStays()) {
            return settled(Kind.PLATEAU, count(flat), false);
        }
        if (constantNearby && !survey.isEnclosed() && (!isHeld() || !weak.isEmpty())) {
            return settled(Kind.PLATEAU, count(flat), false);
        }
        if (constantNearby) {
            return settled(Kind.DEGENERATE_MINIMUM, count(flat), false);
        }
        if (count(flat) > 0 || survey.anyFloor()) {
            return settled(Kind.DEGENERATE_MINIMUM, Math.max(1, count(flat)), survey.allRise(Survey.SURROUNDINGS));
        }
        return settled(
                survey.risesLikeSquares() && !isStrictlyHeld(weak) ? Kind.MINIMUM : Kind.BOUNDARY_MINIMUM, 0, true);
    }

    /**
     * Whether all derivatives are exactly 0, as where exp(x) has underflowed: where f then also stays the same in some sense,
     * that it rises in another makes no minimum.
     */
    private boolean isEdgeOfPlateau(boolean[] flat) {
        boolean exactlyFlat = count(flat) == flat.length && curvature.largest() == 0;
        for (double slope : site.gradient()) {
            exactlyFlat &= slope == 0;
        }
        return exactlyFlat;
    }

    private boolean isStrictlyHeld(List<double[]> weak) {
        int atBound = 0;
        for (int i = 0; i < site.x().length; i++) {
            atBound += site.isAtBound(i, bounds) ? 1 : 0;
        }
        return atBound > weak.size();
    }
}
