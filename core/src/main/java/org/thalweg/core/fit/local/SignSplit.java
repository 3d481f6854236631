package org.thalweg.core.fit.local;

import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.fit.Terms;
import org.thalweg.core.fit.model.SplitTerms;
import org.thalweg.core.fit.model.SquarePenalty;
import org.thalweg.core.fit.rounds.SummedObjective;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.search.FinishedDescent;
import org.thalweg.core.search.Kind;
import org.thalweg.core.search.StationaryPoint;

/**
 * What is minimized for F(θ) + Σ λⱼ·|θⱼ| in a box: F itself where all λⱼ are 0, else {@link SplitTerms} in the box of its halves.
 *
 * <p>Points go in as θ and come out as θ; gradients that come out are those of F.
 */
public final class SignSplit {
    private final Terms terms;
    private final double[] lambda;
    private final Bounds box;
    private final @Nullable SplitTerms halves;
    private final Bounds bounds;
    private final SummedObjective smooth;
    private final SummedObjective objective;

    /**
     * @param lambda λⱼ ≥ 0, one a parameter
     * @param box of θ; with λⱼ > 0 it must hold θⱼ = 0
     */
    public SignSplit(Terms terms, double[] lambda, Bounds box) {
        this(terms, lambda, box, SummedObjective::new);
    }

    /**
     * The same, evaluated by others.
     *
     * @param evaluation makes the objective of a sum
     */
    public SignSplit(Terms terms, double[] lambda, Bounds box, Function<Terms, SummedObjective> evaluation) {
        this.terms = terms;
        this.lambda = lambda.clone();
        this.box = box;
        smooth = evaluation.apply(terms);
        if (SquarePenalty.isNone(lambda)) {
            halves = null;
            objective = smooth;
            bounds = box;
            return;
        }
        SplitTerms split = new SplitTerms(terms, lambda);
        halves = split;
        objective = evaluation.apply(split);
        bounds = bounds(split, box);
    }

    private static Bounds bounds(SplitTerms split, Bounds box) {
        int d = box.dimension();
        double[] lower = Arrays.copyOf(box.lower(), split.parameters());
        double[] upper = Arrays.copyOf(box.upper(), split.parameters());
        int[] indices = split.split();
        for (int k = 0; k < indices.length; k++) {
            int j = indices[k];
            if (box.clamp(j, 0) != 0) {
                throw new IllegalArgumentException(
                        "the box of parameter %d (%s:%s) must hold 0, where the penalty has its kink"
                                .formatted(j + 1, box.lower()[j], box.upper()[j]));
            }
            lower[j] = 0;
            lower[d + k] = 0;
            upper[d + k] = -box.lower()[j];
        }
        return new Bounds(lower, upper);
    }

    /** The same for another thread, which evaluates it. */
    public SignSplit copy() {
        return new SignSplit(terms, lambda, box);
    }

    /** F, of θ. */
    public SummedObjective smooth() {
        return smooth;
    }

    /** What is minimized, of the halves. */
    public SummedObjective objective() {
        return objective;
    }

    /** The sum that is minimized, of the halves. */
    public Terms terms() {
        return halves == null ? terms : halves;
    }

    /** θ of the halves. */
    public double[] joined(double[] point) {
        return halves == null ? point.clone() : halves.join(point);
    }

    /** The box of the halves. */
    public Bounds bounds() {
        return bounds;
    }

    /** The halves of θ. */
    public double[] separated(double[] theta) {
        return halves == null ? theta : halves.separate(theta);
    }

    /** The descent in terms of θ. */
    public FinishedDescent joined(FinishedDescent descent) {
        if (halves == null) {
            return descent;
        }
        return new FinishedDescent(
                descent.start(),
                descent.termination(),
                joined(descent.end(), halves),
                descent.escapedFrom().stream()
                        .map(point -> joined(point, halves))
                        .toList(),
                descent.iterations(),
                descent.evaluations());
    }

    private StationaryPoint joined(StationaryPoint point, SplitTerms split) {
        double[] theta = split.join(point.x());
        double[] gradient = Arrays.copyOf(point.gradient(), theta.length);
        for (int j = 0; j < theta.length; j++) {
            gradient[j] -= lambda[j];
        }
        boolean minimum = point.kind().isMinimum();
        return new StationaryPoint(
                theta,
                point.value(),
                gradient,
                point.gradientNorm(),
                point.smallestEigenvalue(),
                minimum ? Kind.MINIMUM : point.kind(),
                0,
                point.isolated(),
                new int[0],
                point.smooth());
    }
}
