package org.thalweg.core.linesearch;

/**
 * A line search for a step α along φ(α) = f(x(α)) that satisfies the strong Wolfe conditions
 *
 * <pre>
 *   φ(α) ≤ φ(0) + decrease · ℓ(α)          ℓ(α) = ∇f(x)ᵀ(x(α) − x), which is α·φ′(0) on a straight line
 *   |φ′(α)| ≤ curvature · |φ′(0)|
 * </pre>
 *
 * <p>It keeps an interval: the lower end has a low value and falls steeply, the upper end is too high, not finite, or
 * rises. Trials are minima of cubic interpolants, kept off the ends, with bisection where the interval does not shrink.
 *
 * <p>Three departures from the textbook, each so that a search does not fail where a good point is at hand:
 *
 * <ul>
 *   <li><b>Rounding.</b> Where the change at stake |ℓ(α)| is below the noise of f, 2⁻⁴² of its scale, values are not
 *       evidence: a value that is not higher by more than the noise is low, and slopes decide (the approximate Wolfe
 *       conditions, Hager and Zhang 2005, eq. 4.1).
 *   <li><b>Kinks.</b> At a kink of f, or of a path bent by bounds, |φ′| may be large on both sides. From the fifth finite
 *       trial on, a rising one is accepted (the weak Wolfe conditions; they can be met on any locally Lipschitz φ, Lewis and
 *       Overton 2013).
 *   <li><b>Domains.</b> A trial where f or ∇f is not finite is an upper end; the step shrinks back towards the lower one.
 * </ul>
 *
 * <p>Requires φ′(0) &lt; 0. Cost: usually one evaluation; no more than {@code maxTrials}. A search that runs out of trials
 * or of digits ends at the lower end if that is not the start, and fails otherwise.
 *
 * <p>References: Moré and Thuente, <i>Line search algorithms with guaranteed sufficient decrease</i>, ACM TOMS 20 (1994),
 * doi:10.1145/192115.192132, §2; Nocedal and Wright, <i>Numerical Optimization</i> (2006), eq. 3.7 and 3.59; Hager and
 * Zhang, <i>A new conjugate gradient method with guaranteed descent and an efficient line search</i>, SIAM J. Optim. 16
 * (2005), doi:10.1137/030601880; Lewis and Overton, <i>Nonsmooth optimization via quasi-Newton methods</i>, Math. Program.
 * 141 (2013), doi:10.1007/s10107-012-0514-2.
 *
 * @param decrease share of the linear decrease that is demanded, in (0, ½)
 * @param curvature share of the slope that may be left, in (decrease, 1)
 * @param maxTrials evaluations after which the search ends
 */
public record StrongWolfe(double decrease, double curvature, int maxTrials) implements LineSearch {

    /** Finite trials after which a kink is suspected. */
    private static final int STRICT_TRIALS = 4;
    /** Shortest distance of an interpolated trial from the ends of its interval, as a share of it. */
    private static final double MARGIN = 0.1;

    private static final double LEAST_EXPANSION = 2;
    private static final double GREATEST_EXPANSION = 8;

    public StrongWolfe {
        if (!(decrease > 0 && decrease < 0.5)) {
            throw new IllegalArgumentException("decrease (%s) must lie in (0, 0.5)".formatted(decrease));
        }
        if (!(curvature > decrease && curvature < 1)) {
            throw new IllegalArgumentException(
                    "curvature (%s) must lie in (decrease, 1) = (%s, 1)".formatted(curvature, decrease));
        }
        if (maxTrials < 2) {
            throw new IllegalArgumentException("maximum of trials (%d) must be at least 2".formatted(maxTrials));
        }
    }

    @Override
    public Verdict tell(Bracket bracket, double value, double slope, double linear) {
        bracket.trials++;
        bracket.finiteTrials += Double.isFinite(value) ? 1 : 0;
        if (bracket.closing) {
            return Verdict.ACCEPT;
        }
        if (value == bracket.value0 && slope < 0) {
            // Both slopes say that f falls, and it does not change: its noise is no less than that fall.
            double fall = Math.max(linear, 0.5 * bracket.step * (bracket.slope0 + slope));
            bracket.scale = Math.max(bracket.scale, Noise.scaleFor(-fall));
        }
        double limit = Math.fma(decrease, linear, bracket.value0);
        if (Noise.hides(linear, bracket.scale)) {
            limit += Noise.of(bracket.scale);
            bracket.noisyTrials += Noise.hides(value - bracket.value0, bracket.scale) ? 1 : 0;
        }
        boolean low = linear < 0 && value <= limit;
        if (low && slope >= curvature * bracket.slope0) {
            if (slope <= -curvature * bracket.slope0 || bracket.finiteTrials > STRICT_TRIALS) {
                return Verdict.ACCEPT;
            }
        }
        double before = bracket.lower;
        double slopeBefore = bracket.lowerSlope;
        if (low && slope < 0) {
            bracket.lower = bracket.step;
            bracket.lowerValue = value;
            bracket.lowerSlope = slope;
        } else {
            bracket.upper = bracket.step;
            bracket.upperValue = value;
            bracket.upperSlope = slope;
        }
        double width = bracket.upper - bracket.lower;
        boolean open = bracket.upper == Double.POSITIVE_INFINITY;
        if (bracket.trials >= maxTrials
                || bracket.noisyTrials > STRICT_TRIALS
                || (!open && width <= Math.ulp(bracket.upper))) {
            return close(bracket);
        }
        if (open) {
            bracket.step = expanded(bracket, before, slopeBefore);
        } else if (width > 0.66 * bracket.formerWidth) {
            bracket.step = Math.fma(0.5, width, bracket.lower);
        } else {
            bracket.step = interpolated(bracket, width);
        }
        bracket.formerWidth = bracket.width;
        bracket.width = width;
        return Verdict.CONTINUE;
    }

    /** Goes back to the lower end, if it is better than the start. */
    private static Verdict close(Bracket bracket) {
        if (bracket.lower == 0 || bracket.lowerValue >= bracket.value0) {
            return Verdict.FAIL;
        }
        if (bracket.lower == bracket.step) {
            return Verdict.ACCEPT;
        }
        bracket.step = bracket.lower;
        bracket.closing = true;
        return Verdict.CONTINUE;
    }

    /** A longer step: where the secant of the slopes vanishes, within limits; the longest if they do not rise. */
    private static double expanded(Bracket bracket, double before, double slopeBefore) {
        double step = bracket.lower;
        double secant = step + (step - before) * (bracket.lowerSlope / (slopeBefore - bracket.lowerSlope));
        double longest = GREATEST_EXPANSION * step;
        return secant >= step && secant <= longest ? Math.max(secant, LEAST_EXPANSION * step) : longest;
    }

    /** A step inside the interval: where the interpolant of both ends is least. */
    private static double interpolated(Bracket bracket, double width) {
        if (!Double.isFinite(bracket.upperValue) || !Double.isFinite(bracket.upperSlope)) {
            return Math.fma(0.25, width, bracket.lower);
        }
        boolean bySlopes = bracket.upperSlope > 0 && Noise.hides(bracket.slope0 * bracket.upper, bracket.scale);
        double share = bySlopes
                ? bracket.lowerSlope / (bracket.lowerSlope - bracket.upperSlope)
                : cubicMinimum(bracket, width);
        if (!(share >= 0 && share <= 1)) {
            share = 0.5;
        }
        return Math.fma(Math.min(Math.max(share, MARGIN), 1 - MARGIN), width, bracket.lower);
    }

    /** Where the cubic through both ends' values and slopes is least, as a share of the interval; NaN if nowhere. */
    private static double cubicMinimum(Bracket bracket, double width) {
        double low = bracket.lowerSlope;
        double high = bracket.upperSlope;
        double theta = 3 * ((bracket.lowerValue - bracket.upperValue) / width) + low + high;
        double unit = Math.max(Math.abs(theta), Math.max(Math.abs(low), Math.abs(high)));
        double ratio = theta / unit;
        double gamma = unit * Math.sqrt(Math.fma(ratio, ratio, -(low / unit) * (high / unit)));
        return 1 - (high + gamma - theta) / (high - low + 2 * gamma);
    }
}
