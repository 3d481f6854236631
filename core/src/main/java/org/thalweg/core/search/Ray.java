package org.thalweg.core.search;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.linalg.Vectors;
import org.thalweg.core.stopping.Unbounded;

/**
 * Looks far along the (projected) steepest descent from a point that is not stationary: does f have a minimum on the way,
 * fall to −∞, or fall towards a limit for ever?
 */
final class Ray {

    /** What is found on the way. */
    enum Finding {
        /** f rises at once, or does not change by more than rounding. */
        NOTHING,
        /** f falls to a point beyond which it rises, or the box ends. */
        LOWER,
        /** f falls below −1e300, or by ever as much for each thousandfold way. */
        UNBOUNDED,
        /** f falls for ever, by less and less. */
        LIMIT
    }

    private static final double SIGNIFICANT = 16;
    private static final double FACTOR = 8;
    private static final double FAR = 1e6;
    private static final double FAR_FACTOR = 1e3;
    private static final double FARTHEST = 1e290;
    private static final int BISECTIONS = 200;
    private static final double GOLDEN = 0.381966011250105;

    private final Oracle oracle;
    private final Path path;
    private final double value;
    private double at;
    private double best;

    private Ray(Oracle oracle, Site site) {
        this.oracle = oracle;
        this.path = Path.bent(site, downhill(site, oracle.bounds()), oracle.bounds());
        this.value = site.value();
        this.best = site.value();
    }

    /** What was found, and the lowest point. */
    record Result(Finding finding, double @Nullable [] x) {}

    /** Looks from lengths of {@code first} scales on. */
    static Result look(Oracle oracle, Site site, double first) {
        if (site.gradientNorm() == 0 || !site.isFinite()) {
            return new Result(Finding.NOTHING, null);
        }
        Ray ray = new Ray(oracle, site);
        Finding finding = ray.walk(first);
        return new Result(finding, finding == Finding.NOTHING ? null : ray.path.at(ray.at));
    }

    private static double[] downhill(Site site, Bounds bounds) {
        double[] direction = new double[site.x().length];
        for (int i = 0; i < direction.length; i++) {
            boolean blocked = bounds.isFixed(i) || (site.isAtBound(i, bounds) && site.inwardSlope(i, bounds) >= 0);
            direction[i] = blocked ? 0 : -site.gradient()[i];
        }
        double norm = Vectors.maxNorm(direction);
        for (int i = 0; i < direction.length && norm > 0; i++) {
            direction[i] /= norm;
        }
        return direction;
    }

    private Finding walk(double first) {
        double length = first;
        double lastFall = Double.NaN;
        double fall = Double.NaN;
        double[] lastPoint = null;
        while (length < FARTHEST) {
            double[] x = path.at(length);
            if (x == null) {
                return limitOrNothing();
            }
            if (lastPoint != null && Arrays.equals(x, lastPoint)) {
                return isLower() ? Finding.LOWER : Finding.NOTHING; // the box ends here
            }
            lastPoint = x;
            double f = oracle.value(x);
            if (f < Unbounded.FLOOR) {
                at = length;
                return Finding.UNBOUNDED;
            }
            if (f == best && length < FAR) {
                length *= FACTOR;
                continue;
            }
            if (!(f < best)) {
                return f == best ? limitOrNothing() : turned(length, f);
            }
            lastFall = fall;
            fall = best - f;
            best = f;
            at = length;
            length *= length < FAR ? FACTOR : FAR_FACTOR;
        }
        return fall >= 0.99 * lastFall ? Finding.UNBOUNDED : Finding.LIMIT;
    }

    private boolean isLower() {
        return value - best > SIGNIFICANT * Math.ulp(1.0) * Math.max(Math.abs(value), Math.abs(best));
    }

    private Finding limitOrNothing() {
        return isLower() ? Finding.LIMIT : Finding.NOTHING;
    }

    /** f rises again at {@code length}, or is not finite there: finds where between. */
    private Finding turned(double length, double f) {
        if (Double.isNaN(f)) {
            if (approachEdge(length)) {
                return Finding.UNBOUNDED;
            }
        } else if (at > 0) {
            goldenSection(at / FACTOR, length);
        }
        return isLower() ? Finding.LOWER : Finding.NOTHING;
    }

    /** Halves towards the edge of the domain while f falls; true if it falls to −∞. */
    private boolean approachEdge(double outside) {
        double inside = at;
        double out = outside;
        for (int i = 0; i < BISECTIONS; i++) {
            double middle = inside + (out - inside) / 2;
            double[] x = path.at(middle);
            double f = x == null ? Double.NaN : oracle.value(x);
            if (Double.isNaN(f)) {
                out = middle;
            } else if (f < best) {
                inside = middle;
                at = middle;
                best = f;
            } else {
                return false;
            }
            if (best < Unbounded.FLOOR) {
                return true;
            }
        }
        return false;
    }

    private void goldenSection(double from, double to) {
        double low = from;
        double high = to;
        for (int i = 0; i < BISECTIONS / 6; i++) {
            boolean right = high - at > at - low;
            double trial = right ? at + GOLDEN * (high - at) : at - GOLDEN * (at - low);
            double[] x = path.at(trial);
            double f = x == null ? Double.NaN : oracle.value(x);
            if (f < best) {
                if (right) {
                    low = at;
                } else {
                    high = at;
                }
                at = trial;
                best = f;
            } else if (right) {
                high = trial;
            } else {
                low = trial;
            }
        }
    }
}
