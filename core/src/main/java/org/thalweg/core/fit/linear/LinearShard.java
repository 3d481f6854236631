package org.thalweg.core.fit.linear;

import java.util.Arrays;
import org.thalweg.core.fit.Question;
import org.thalweg.core.fit.TermShard;
import org.thalweg.core.fit.data.Observations;
import org.thalweg.core.fit.loss.Loss;
import org.thalweg.core.linalg.ExactSums;

/** The terms wᵢ·ℓ(zᵢ, yᵢ) of some rows with z linear in the parameters: the intercept first, where there is one, then a slope a feature. */
final class LinearShard implements TermShard {
    private final Design design;
    private final Loss loss;
    private final LossKernel kernel;
    private final double[] response;
    private final double[] weights;
    private final int from;
    private final int intercept;
    private final int id;
    private final double[] z = new double[Design.RUN];
    private final double[] slopes = new double[Design.RUN];
    private final double[] x;
    private final double[] moved;

    /**
     * @param observations of all rows
     * @param id the number of the shard
     * @param from the row of all that is the design's row 0
     */
    LinearShard(LinearTerms.Shape shape, Design design, Observations observations, int id, int from) {
        this.design = design;
        this.loss = shape.loss();
        kernel = new LossKernel(loss);
        this.response = observations.response();
        this.weights = observations.weights();
        this.from = from;
        this.id = id;
        this.intercept = shape.intercept() ? 1 : 0;
        x = new double[design.features()];
        moved = new double[parameters()];
    }

    @Override
    public int parameters() {
        return intercept + design.features();
    }

    @Override
    public void answer(Question question, double[] theta, double[] out) {
        Arrays.fill(out, 0, question.length(parameters()), 0);
        switch (question.kind()) {
            case VALUES -> values(question, theta, out);
            case GRADIENT -> {
                if (question.sample().isAll()) {
                    gradient(theta, out);
                } else {
                    sampled(question.sample().of(id, design.rows()), theta, out);
                }
            }
            case NORMAL_EQUATIONS -> second(theta, out, false);
            case HESSIAN -> second(theta, out, true);
            case CONDENSED, EXPANDED, RELAXED ->
                throw new IllegalArgumentException("%s is not asked of rows of data".formatted(question.kind()));
        }
    }

    /** Overwrites z with the predictions of a run. */
    private void predict(int run, double[] beta, double constant) {
        design.multiply(run, beta, z);
        if (intercept == 1) {
            for (int i = 0; i < Design.RUN; i++) {
                z[i] += constant;
            }
        }
    }

    private double[] slopesOf(double[] theta) {
        return intercept == 0 ? theta : Arrays.copyOfRange(theta, 1, theta.length);
    }

    private void values(Question question, double[] theta, double[] out) {
        int steps = question.steps().length;
        ExactSums sums = new ExactSums(steps);
        double[] constants = new double[steps];
        double[][] beta = new double[steps][];
        for (int k = 0; k < steps; k++) {
            question.place(theta, k, moved);
            constants[k] = moved.length == 0 ? 0 : moved[0];
            beta[k] = slopesOf(moved.clone());
        }
        for (int run = 0; run < design.runs(); run++) {
            for (int k = 0; k < steps; k++) {
                predict(run, beta[k], constants[k]);
                addValues(run, k, sums);
            }
        }
        for (int k = 0; k < steps; k++) {
            out[k] = sums.value(k);
        }
    }

    /** Evaluates the losses of a run, whose predictions are in z, and adds them up. */
    private void addValues(int run, int k, ExactSums sums) {
        int first = from + run * Design.RUN;
        int count = design.length(run);
        kernel.evaluate(count, z, response, first);
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum = Math.fma(weights[first + i], kernel.value(i), sum);
        }
        sums.add(k, sum);
    }

    private void gradient(double[] theta, double[] out) {
        ExactSums sums = new ExactSums(1);
        double[] beta = slopesOf(theta);
        for (int run = 0; run < design.runs(); run++) {
            pass(run, beta, theta, sums, out);
        }
        finish(sums, out);
    }

    /** Both halves of a pass over a run. */
    private void pass(int run, double[] beta, double[] theta, ExactSums sums, double[] out) {
        predict(run, beta, intercept == 1 ? theta[0] : 0);
        addValues(run, 0, sums);
        int first = from + run * Design.RUN;
        int count = design.length(run);
        double total = 0;
        for (int i = 0; i < count; i++) {
            slopes[i] = weights[first + i] * kernel.slope(i);
            total += slopes[i];
        }
        Arrays.fill(slopes, count, Design.RUN, 0);
        if (intercept == 1) {
            out[1] += total;
        }
        design.addTransposed(run, slopes);
    }

    private void finish(ExactSums sums, double[] out) {
        design.drain(out, 1 + intercept);
        out[0] = sums.value(0);
    }

    private void second(double[] theta, double[] out, boolean exact) {
        ExactSums sums = new ExactSums(1);
        double[] beta = slopesOf(theta);
        double[][] bends = new double[design.runs()][Design.RUN];
        for (int run = 0; run < design.runs(); run++) {
            pass(run, beta, theta, sums, out);
            bend(run, bends[run], exact);
        }
        finish(sums, out);
        int at = 1 + parameters();
        if (intercept == 1) {
            out[at] += constants(bends);
            design.drain(out, at + 1);
            at += parameters();
        }
        for (int run = 0; run < design.runs(); run++) {
            design.addSquares(run, bends[run], out, at);
        }
    }

    /** Overwrites {@code bends} with the weighted curvatures of the losses of a run, whose predictions are in z. */
    private void bend(int run, double[] bends, boolean exact) {
        int first = from + run * Design.RUN;
        int count = design.length(run);
        for (int i = 0; i < count; i++) {
            double y = response[first + i];
            bends[i] = weights[first + i] * (exact ? loss.curvature(z[i], y) : loss.bow(z[i], y));
        }
    }

    /** The column of the intercept: returns the sum of all bends, and leaves those times each feature to be drained. */
    private double constants(double[][] bends) {
        double total = 0;
        for (int run = 0; run < bends.length; run++) {
            design.addTransposed(run, bends[run]);
            for (double bend : bends[run]) {
                total += bend;
            }
        }
        return total;
    }

    /** Row by row, in the sample's order. */
    private void sampled(int[] rows, double[] theta, double[] out) {
        for (int row : rows) {
            design.row(row, x);
            double prediction = intercept == 1 ? theta[0] : 0;
            for (int j = 0; j < x.length; j++) {
                prediction = Math.fma(theta[intercept + j], x[j], prediction);
            }
            double weight = weights[from + row];
            double y = response[from + row];
            out[0] = Math.fma(weight, loss.value(prediction, y), out[0]);
            double slope = weight * loss.slope(prediction, y);
            if (intercept == 1) {
                out[1] += slope;
            }
            for (int j = 0; j < x.length; j++) {
                out[1 + intercept + j] = Math.fma(slope, x[j], out[1 + intercept + j]);
            }
        }
    }
}
