package org.thalweg.core.fit.statistics;

import org.thalweg.core.fit.Question;
import org.thalweg.core.fit.data.Observations;
import org.thalweg.core.fit.loss.Loss;
import org.thalweg.core.fit.loss.Squared;
import org.thalweg.core.fit.rounds.Answers;
import org.thalweg.core.linalg.ExactSums;

/** Makes the summary of a fit from the answers that its terms give at the end. */
public final class Summaries {
    /** Standard errors are told for so many parameters at most: they take a matrix of as many squared. */
    private static final int MOST = 500;

    /**
     * The rows.
     *
     * @param rejected how many were left out
     * @param totalSquares Σ w·(y − ȳ)²
     * @param leastWeight of a row
     */
    public record Rows(int count, long rejected, double totalSquares, double leastWeight) {

        /** Rows that are in memory. */
        public static Rows of(long rejected, Observations observations) {
            double least = Double.POSITIVE_INFINITY;
            for (int i = 0; i < observations.rows(); i++) {
                least = Math.min(least, observations.weights()[i]);
            }
            return new Rows(observations.rows(), rejected, squaresOf(observations), least);
        }
    }

    private final Rows rows;
    private final Loss loss;

    public Summaries(Rows rows, Loss loss) {
        this.rows = rows;
        this.loss = loss;
    }

    /**
     * The summary at θ.
     *
     * @param known the parameters that count as known: fixed, on a bound, or held at 0 by a penalty
     * @param terms the terms of the fit
     * @param squares the same with a squared loss and no penalty, for the residual sum of squares
     */
    public FitSummary at(double[] theta, boolean[] known, Answers terms, Answers squares) {
        double rss = loss.hasResiduals() ? squares.answer(Question.value(), theta)[0] : Double.NaN;
        int free = 0;
        for (boolean is : known) {
            free += is ? 0 : 1;
        }
        int degrees = rows.count - free;
        return new FitSummary(
                loss.name(),
                theta,
                theta.length <= MOST ? errors(theta, known, terms, rss / degrees) : new double[0],
                rows.count,
                rows.rejected,
                degrees,
                rss,
                degrees > 0 ? Math.sqrt(rss / degrees) : Double.NaN,
                loss.hasResiduals() ? rows.totalSquares : Double.NaN);
    }

    private double[] errors(double[] theta, boolean[] known, Answers terms, double variance) {
        Uncertainty uncertainty = loss instanceof Squared
                ? Uncertainty.ofSquares(terms.answer(Question.normalEquations(), theta), known, variance)
                : Uncertainty.ofInformation(terms.answer(Question.hessian(), theta), known);
        return uncertainty.standardErrors();
    }

    private static double squaresOf(Observations rows) {
        ExactSums sums = new ExactSums(3);
        for (int i = 0; i < rows.rows(); i++) {
            sums.add(0, rows.weights()[i]);
            sums.addProduct(1, rows.weights()[i], rows.response()[i]);
        }
        double mean = sums.value(1) / sums.value(0);
        for (int i = 0; i < rows.rows(); i++) {
            double deviation = rows.response()[i] - mean;
            sums.addProduct(2, rows.weights()[i] * deviation, deviation);
        }
        return sums.value(2);
    }
}
