package org.thalweg.core.fit.rounds;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.fit.chain.Seams;
import org.thalweg.core.linalg.BandCholesky;
import org.thalweg.core.linalg.Vectors;
import org.thalweg.core.linesearch.Noise;
import org.thalweg.core.optimizer.DescentState;
import org.thalweg.core.stopping.Termination;
import org.thalweg.core.stopping.Unbounded;

/** What Newton's methods for chains have in common, with a box and without: the step of one block, and when it is no use to go on. */
public abstract class ChainState extends DescentState {
    /** The multiples of Newton's step that are tried at once, and the share of the slope that one must gain. */
    static final double[] STEPS = {1, 0.5, 0.25, 0.125, 0x1p-4, 0x1p-5, 0x1p-6, 0x1p-8, 0x1p-10, 0x1p-14};

    static final double ARMIJO = 1e-4;
    static final double[] NOTHING = {};

    private static final double SCALE_DECAY = 0.8;
    private static final double SMALL = 1e-6;
    private static final int MOST_REJECTED = 30;
    private static final int MOST_NOISY = 4;

    /** The iterate, its gradient, and the step from it. */
    final double[] x;

    final double[] g;
    final double[] step;

    /** What this block has to say. */
    double[] words = NOTHING;
    /** Newton's step on the seams. */
    double[] onSeams = NOTHING;
    /** What is added to the diagonal in any case. */
    double shift;
    /** F where it was asked for last. */
    double asked = Double.NaN;

    int rejected;
    int noisy;
    double scale;
    double largestGradientNorm;
    double flattest = Double.POSITIVE_INFINITY;

    ChainState(int n) {
        x = new double[n];
        g = new double[n];
        step = new double[n];
    }

    /** Solves the equations on the seams: what follows F in an answer to {@link org.thalweg.core.fit.Question#condensed}; null if there is no solution. */
    double @Nullable [] solved(double[] answer, Seams seams) {
        int m = seams.variables();
        double[] solution = Arrays.copyOfRange(answer, 1, 1 + m);
        BandCholesky cholesky = new BandCholesky(seams.band());
        double shifted = cholesky.factorShifted(Arrays.copyOfRange(answer, 1 + m, 1 + seams.length()), m, shift);
        if (Double.isNaN(shifted)) {
            return null;
        }
        cholesky.solve(solution);
        return solution;
    }

    /** Ends where F or its gradient is not finite; whether it is so. */
    boolean endsNotFinite(double norm) {
        if (Double.isFinite(asked) && norm < Double.POSITIVE_INFINITY) {
            return false;
        }
        value = Double.isNaN(value) ? asked : value;
        termination = Unbounded.below(asked) ? Termination.UNBOUNDED : Termination.NON_FINITE;
        return true;
    }

    /**
     * Notes F and ‖∇F‖ at an iterate, and ends where that is 0, or where rounding has hidden for long whether steps lead down.
     *
     * @param norm ‖∇F‖∞ over all blocks
     */
    void arriveAt(double norm) {
        noisy = norm < flattest ? 0 : noisy;
        flattest = Math.min(norm, flattest);
        value = asked;
        gradientNorm = norm;
        largestGradientNorm = Math.max(norm, largestGradientNorm);
        scale = Math.max(Math.abs(value), SCALE_DECAY * scale);
        if (norm == 0) {
            termination = Termination.GRADIENT_TOLERANCE;
        } else if (noisy >= MOST_NOISY) {
            stop();
        }
    }

    /** Says what all must know of the step: its largest coordinate, the slope along it, its square. */
    void saySteps() {
        words = new double[] {Vectors.maxNorm(step), Products.dot(g, step), Products.dot(step, step)};
    }

    /** Whether rounding hides if the step leads down. */
    boolean isHidden(double slope, double ahead) {
        return Noise.hides(slope, scale) && Noise.hides(ahead - value, scale);
    }

    /** Whether there is nothing left to try. */
    boolean isExhausted(double reach, double curvature) {
        return rejected == MOST_REJECTED || !(reach > 0) || !(curvature > 0);
    }

    /** Adds to the diagonal after a step that did not lower F. */
    void raiseShift(double curvature) {
        shift = Math.max(10 * shift, 0.1 * curvature);
    }

    /** Adds less to the diagonal after a step that lowered F. */
    void lowerShift(double curvature) {
        shift = shift > 1e-9 * curvature ? 0.1 * shift : 0;
    }

    /** Ends where no step leads down: well, if the gradient is small. */
    void stop() {
        termination = gradientNorm <= SMALL * largestGradientNorm
                ? Termination.STEP_TOLERANCE
                : Termination.LINE_SEARCH_FAILED;
    }

    static double largest(double[][] said, int which) {
        double largest = said[0][which];
        for (double[] one : said) {
            largest = Math.max(largest, one[which]);
        }
        return largest;
    }

    static double sum(double[][] said, int which) {
        double sum = 0;
        for (double[] one : said) {
            sum += one[which];
        }
        return sum;
    }
}
