package org.thalweg.core.linesearch;

/**
 * The line search of Armijo: the first step of a falling sequence with
 *
 * <pre>  φ(α) ≤ φ(0) + decrease · ℓ(α)</pre>
 *
 * <p>A step that fails is followed by where the parabola through φ(0), φ′(0) and φ(α) is least, but no less than a tenth and no
 * more than {@code shrink} of it. Where ℓ(α) is below the noise of f, a value that is not higher by more than the noise
 * will do if the slope is less steep than at the start. Never lengthens a step. Cost: one evaluation a trial, no more
 * than {@code maxTrials}; no gradient is needed at a trial that fails.
 *
 * <p>References: Armijo, <i>Minimization of functions having Lipschitz continuous first partial derivatives</i>, Pacific J.
 * Math. 16 (1966), doi:10.2140/pjm.1966.16.1; on projected paths Bertsekas, <i>On the Goldstein–Levitin–Polyak gradient
 * projection method</i>, IEEE Trans. Autom. Control 21 (1976), doi:10.1109/TAC.1976.1101194, eq. 14.
 *
 * @param decrease share of the linear decrease that is demanded, in (0, 1)
 * @param shrink the most that is left of a step that failed, in (0.1, 1)
 * @param maxTrials evaluations after which the search fails
 */
public record Backtracking(double decrease, double shrink, int maxTrials) implements LineSearch {

    private static final double LEAST_SHARE = 0.1;

    public Backtracking {
        if (!(decrease > 0 && decrease < 1)) {
            throw new IllegalArgumentException("decrease (%s) must lie in (0, 1)".formatted(decrease));
        }
        if (!(shrink > LEAST_SHARE && shrink < 1)) {
            throw new IllegalArgumentException("shrink (%s) must lie in (0.1, 1)%s"
                    .formatted(shrink, shrink > 1 ? ". Maybe you meant its reciprocal?" : ""));
        }
        if (maxTrials < 1) {
            throw new IllegalArgumentException("maximum of trials (%d) must be at least 1".formatted(maxTrials));
        }
    }

    /** Any slope will do. */
    @Override
    public double curvature() {
        return Double.POSITIVE_INFINITY;
    }

    @Override
    public Verdict tell(Bracket bracket, double value, double slope, double linear) {
        bracket.trials++;
        boolean noise = Noise.hides(linear, bracket.scale);
        double limit = Math.fma(decrease, linear, bracket.value0) + (noise ? Noise.of(bracket.scale) : 0);
        if (linear < 0 && value <= limit && !(noise && Math.abs(slope) >= Math.abs(bracket.slope0))) {
            return Verdict.ACCEPT;
        }
        bracket.upper = bracket.step;
        bracket.upperValue = value;
        bracket.upperSlope = slope;
        if (bracket.trials >= maxTrials) {
            return Verdict.FAIL;
        }
        double fall = bracket.slope0 * bracket.step;
        double share = -fall / (2 * (value - bracket.value0 - fall));
        // NaN, where the trial is not finite, takes the most careful of steps.
        bracket.step *= share >= LEAST_SHARE ? Math.min(share, shrink) : LEAST_SHARE;
        return Verdict.CONTINUE;
    }
}
