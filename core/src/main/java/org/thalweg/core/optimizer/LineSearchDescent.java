package org.thalweg.core.optimizer;

import org.thalweg.core.linalg.Vectors;
import org.thalweg.core.linesearch.LineSearch;
import org.thalweg.core.linesearch.Noise;
import org.thalweg.core.linesearch.Verdict;
import org.thalweg.core.stopping.Termination;
import org.thalweg.core.stopping.Unbounded;

/**
 * The course of a descent by line searches, whatever its direction: x ← x(α), the trial that a {@link LineSearch}
 * accepts on the projected path along d.
 *
 * <p>A search that fails is begun once more along the projected gradient; if that fails too, the descent ends. So it does where the
 * steps of {@value #NOISY_TRIALS} trials in a row changed the value by rounding alone and reached neither a lower value nor
 * a flatter place.
 */
final class LineSearchDescent {

    static final int NOISY_TRIALS = 40;
    /** What a gradient norm must fall to, as a share of the least so far, to count as flatter. */
    static final double FLATTER = 0.9;
    /** How much of the scale of f is kept at each step. */
    static final double SCALE_DECAY = 0.8;

    /** Share of ‖x‖ below which a step along the gradient is lost in rounding, and what is tried instead. */
    private static final double INVISIBLE = 0x1p-40;

    private static final double VISIBLE = 0x1p-20;

    private LineSearchDescent() {}

    static void tell(LineSearch lineSearch, LineSearchState state, Evaluation evaluation) {
        state.evaluations++;
        double value = evaluation.value;
        double[] gradient = evaluation.gradient;
        double gradientNorm = Vectors.maxNorm(gradient);
        boolean finite = Double.isFinite(value) && gradientNorm < Double.POSITIVE_INFINITY;
        if (finite) {
            state.largestGradientNorm = Math.max(state.largestGradientNorm, gradientNorm);
        }
        if (state.evaluations == 1) {
            begin(state, value, gradient, finite);
        } else if (Unbounded.below(value)) {
            accept(state, value, gradient);
            state.termination = Termination.UNBOUNDED;
        } else {
            judge(lineSearch, state, finite ? value : Double.NaN, gradient);
        }
    }

    private static void begin(LineSearchState state, double value, double[] gradient, boolean finite) {
        state.value = value;
        if (Unbounded.below(value)) {
            state.termination = Termination.UNBOUNDED;
        } else if (!finite) {
            state.termination = Termination.NON_FINITE;
        } else {
            System.arraycopy(gradient, 0, state.g, 0, gradient.length);
            state.gradientNorm = state.path.bounds().projectedGradientNorm(state.x, gradient);
            state.scale = Math.abs(value);
            forget(state);
            search(state);
        }
    }

    /** Lets the search judge the trial; {@code value} is NaN if value or gradient are not finite. */
    private static void judge(LineSearch lineSearch, LineSearchState state, double value, double[] gradient) {
        double step = state.bracket.step();
        double linear = state.path.linear(state.x, state.g, state.trial, step, state.bracket.startSlope());
        double slope = state.path.slope(state.x, state.d, step, gradient);
        Verdict verdict = lineSearch.tell(state.bracket, value, slope, linear);
        state.scale = state.bracket.scale();
        switch (verdict) {
            case CONTINUE -> state.path.place(state.x, state.d, state.bracket.step(), state.trial);
            case FAIL -> retreat(state);
            case ACCEPT -> {
                boolean noisy = Noise.hides(linear, state.scale);
                boolean curved = state.direction.learn(state.x, state.g, state.trial, gradient);
                accept(state, value, gradient);
                if (state.stepNorm == 0) {
                    retreat(state);
                } else {
                    if (!curved && step > 1) {
                        // f falls without end in sight: go on with steps of the length that this one grew to.
                        state.direction.forget(state.stepNorm / Vectors.maxNorm(gradient));
                    }
                    advance(state, noisy);
                }
            }
        }
    }

    /** Moves the iterate to the trial. */
    private static void accept(LineSearchState state, double value, double[] gradient) {
        state.stepNorm = Vectors.maxDistance(state.trial, state.x);
        System.arraycopy(state.trial, 0, state.x, 0, state.x.length);
        System.arraycopy(gradient, 0, state.g, 0, gradient.length);
        state.value = value;
        state.gradientNorm = state.path.bounds().projectedGradientNorm(state.x, gradient);
        state.scale = Math.max(Math.abs(value), SCALE_DECAY * state.scale);
        state.iterations++;
    }

    /** Begins the search from a new iterate, unless steps have stopped telling points apart. */
    private static void advance(LineSearchState state, boolean noisy) {
        boolean lower = state.value < state.lowestValue;
        boolean flatter = state.gradientNorm < FLATTER * state.flattestGradientNorm;
        state.lowestValue = Math.min(state.value, state.lowestValue);
        if (!noisy) {
            state.noisyTrials = 0;
            state.flattestGradientNorm = Double.POSITIVE_INFINITY;
        } else if (lower || flatter) {
            state.noisyTrials = 0;
            state.flattestGradientNorm = Math.min(state.gradientNorm, state.flattestGradientNorm);
        } else {
            state.noisyTrials += state.bracket.trials();
            if (state.noisyTrials >= NOISY_TRIALS) {
                stop(state);
                return;
            }
        }
        search(state);
    }

    /** After a failed search: once more from the same iterate along the gradient, or no more. */
    private static void retreat(LineSearchState state) {
        if (!state.direction.isFresh()) {
            state.direction.restart();
            search(state);
        } else {
            stop(state);
        }
    }

    /** Ends the descent where no search gets on: at a minimum to rounding, at the bottom of a kink, or in failure. */
    private static void stop(LineSearchState state) {
        state.termination = state.bracket.endsInRise()
                ? Termination.STEP_TOLERANCE
                : Stagnation.reason(state.gradientNorm, state.largestGradientNorm);
    }

    /** Makes the next direction the projected gradient's; the first trial moves by 1 at most, and visibly. */
    private static void forget(LineSearchState state) {
        state.direction.forget(gradientStep(state.x, state.g));
    }

    /** How long a first step along the gradient g is to be, as a share of its length. */
    static double gradientStep(double[] x, double[] g) {
        double norm = Vectors.norm(g);
        double reach = Math.max(1, Vectors.maxNorm(x));
        double length = norm < INVISIBLE * reach ? VISIBLE * reach : Math.min(norm, 1);
        return length / norm;
    }

    /** Begins a search from the iterate, along the gradient if rounding has spoilt the direction. */
    static void search(LineSearchState state) {
        if (state.gradientNorm == 0) {
            state.termination = Termination.GRADIENT_TOLERANCE;
            return;
        }
        double slope = point(state);
        if (!isDescent(slope) && !state.direction.isFresh()) {
            state.direction.restart();
            slope = point(state);
        }
        if (!isDescent(slope)) {
            stop(state);
            return;
        }
        double step = state.direction.firstStep(slope);
        state.bracket.start(state.direction.reference(state.value), slope, state.scale, step);
        state.path.place(state.x, state.d, step, state.trial);
    }

    private static double point(LineSearchState state) {
        state.direction.point(state.path, state.x, state.g, state.d);
        return Vectors.dot(state.g, state.d);
    }

    static boolean isDescent(double slope) {
        return slope < 0 && slope > Double.NEGATIVE_INFINITY;
    }
}
