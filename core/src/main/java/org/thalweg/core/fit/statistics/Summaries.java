package org.thalweg.core.fit.statistics;

import java.util.List;
import org.thalweg.core.fit.Question;
import org.thalweg.core.fit.data.Observations;
import org.thalweg.core.fit.loss.Loss;
import org.thalweg.core.fit.loss.Squared;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.linalg.ExactSums;

/** Makes the summary of a fit from the answers that its terms give at the end. */
public final class Summaries {

    /** What the terms say at θ. */
    public interface Answers {
        /** The sum of all shards' answers to {@code question} at {@code theta}. */
        double[] answer(Question question, double[] theta);
    }

    private final List<String> parameters;
    private final Observations observations;
    private final long rejected;
    private final Loss loss;
    private final Bounds bounds;

    /** @param rejected how many rows were left out */
    public Summaries(List<String> parameters, Observations observations, long rejected, Loss loss, Bounds bounds) {
        this.parameters = parameters;
        this.observations = observations;
        this.rejected = rejected;
        this.loss = loss;
        this.bounds = bounds;
    }

    /**
     * The summary at θ.
     *
     * @param squares the terms with a squared loss in place of the fit's own, for the residual sum of squares
     */
    public FitSummary at(double[] theta, Answers terms, Answers squares) {
        boolean[] known = known(theta);
        double rss = loss.hasResiduals() ? squares.answer(Question.value(), theta)[0] : Double.NaN;
        int free = 0;
        for (boolean is : known) {
            free += is ? 0 : 1;
        }
        int degrees = observations.rows() - free;
        Uncertainty uncertainty = loss instanceof Squared
                ? Uncertainty.ofSquares(terms.answer(Question.normalEquations(), theta), known, rss / degrees)
                : Uncertainty.ofInformation(terms.answer(Question.hessian(), theta), known);
        return new FitSummary(
                loss.name(),
                parameters,
                theta,
                uncertainty.standardErrors(),
                observations.rows(),
                rejected,
                degrees,
                rss,
                degrees > 0 ? Math.sqrt(rss / degrees) : Double.NaN,
                loss.hasResiduals() ? totalSquares() : Double.NaN);
    }

    private boolean[] known(double[] theta) {
        boolean[] known = new boolean[theta.length];
        for (int j = 0; j < theta.length; j++) {
            known[j] = theta[j] <= bounds.lower()[j] || theta[j] >= bounds.upper()[j];
        }
        return known;
    }

    private double totalSquares() {
        ExactSums sums = new ExactSums(3);
        for (int i = 0; i < observations.rows(); i++) {
            sums.add(0, observations.weights()[i]);
            sums.addProduct(1, observations.weights()[i], observations.response()[i]);
        }
        double mean = sums.value(1) / sums.value(0);
        for (int i = 0; i < observations.rows(); i++) {
            double deviation = observations.response()[i] - mean;
            sums.addProduct(2, observations.weights()[i] * deviation, deviation);
        }
        return sums.value(2);
    }
}
