package org.thalweg.core.fit.model;

import org.thalweg.core.fit.Question;
import org.thalweg.core.fit.TermShard;
import org.thalweg.core.fit.data.Observations;
import org.thalweg.core.fit.loss.Loss;
import org.thalweg.core.linalg.ExactSums;

/**
 * The terms wᵢ·ℓ(zᵢ(θ), yᵢ) of some rows. Every sum is carried in twice the precision of a double, so that what is left of rounding comes
 * from the terms alone.
 */
public final class RowTerms implements TermShard {
    /** Parameters up to which the gradient of a run is not summed in plain arithmetic. */
    private static final int MOST_EXACT = 64;

    private final RowModel model;
    private final Loss loss;
    private final Observations observations;
    private final int id;
    private final int from;
    private final int w;
    private final double[] slopes = new double[RowModel.RUN];
    private final double[] z = new double[RowModel.RUN];
    private final double[] jacobian;
    private final double[] products;
    private final double[] direction;
    private final int triangle;
    private final double[] moved;

    /**
     * @param model of the rows from {@code from} on
     * @param observations of all rows
     * @param id the number of the shard
     * @param from the row that is the model's row 0
     */
    public RowTerms(RowModel model, Loss loss, Observations observations, int id, int from) {
        this.model = model;
        this.loss = loss;
        this.observations = observations;
        this.id = id;
        this.from = from;
        this.w = model.parameters();
        jacobian = new double[w * RowModel.RUN];
        products = new double[w * RowModel.RUN];
        direction = new double[w];
        triangle = Question.triangle(w);
        moved = new double[w];
    }

    @Override
    public int parameters() {
        return w;
    }

    @Override
    public void answer(Question question, double[] theta, double[] out) {
        switch (question.kind()) {
            case VALUES -> values(question, theta, out);
            case GRADIENT -> gradient(question, theta, out);
            case NORMAL_EQUATIONS -> normalEquations(theta, out);
            case HESSIAN -> hessian(theta, out);
            case CONDENSED, EXPANDED, RELAXED ->
                throw new IllegalArgumentException("%s is not asked of rows of data".formatted(question.kind()));
        }
    }

    private void values(Question question, double[] theta, double[] out) {
        double[] steps = question.steps();
        ExactSums sums = new ExactSums(steps.length);
        for (int k = 0; k < steps.length; k++) {
            question.place(theta, k, moved);
            for (int run = 0; run < model.runs(); run++) {
                model.predict(moved, run, z);
                for (int i = 0; i < model.length(run); i++) {
                    addValue(k, row(run, i), i, sums);
                }
            }
            out[k] = sums.value(k);
        }
    }

    /** The row of all observations that is row {@code i} of run {@code run}. */
    private int row(int run, int i) {
        return from + run * RowModel.RUN + i;
    }

    private void addValue(int k, int row, int i, ExactSums sums) {
        sums.addProduct(
                k, observations.weights()[row], loss.value(z[i], observations.response()[row]));
    }

    private void gradient(Question question, double[] theta, double[] out) {
        ExactSums sums = new ExactSums(1 + w);
        if (question.sample().isAll()) {
            for (int run = 0; run < model.runs(); run++) {
                addGradients(theta, run, sums);
            }
        } else {
            addSample(question.sample().of(id, model.rows()), theta, sums);
        }
        round(sums, out, 1 + w);
    }

    private void addGradients(double[] theta, int run, ExactSums sums) {
        model.differentiate(theta, run, z, jacobian);
        for (int i = 0; i < model.length(run); i++) {
            addValue(0, row(run, i), i, sums);
            if (w <= MOST_EXACT) {
                addGradient(run, i, sums);
            }
        }
        if (w > MOST_EXACT) {
            addRunGradient(run, sums);
        }
    }

    /** The gradient of a run, summed in plain arithmetic. */
    private void addRunGradient(int run, ExactSums sums) {
        int count = model.length(run);
        for (int i = 0; i < count; i++) {
            int row = row(run, i);
            slopes[i] =
                    observations.weights()[row] * loss.slope(z[i], observations.response()[row]);
        }
        for (int j = 0; j < w; j++) {
            double sum = 0;
            for (int i = 0; i < count; i++) {
                sum = Math.fma(slopes[i], jacobian[j * count + i], sum);
            }
            sums.add(1 + j, sum);
        }
    }

    /** Row by row in the sample's order; a run is evaluated anew where the sample leaves the one before. */
    private void addSample(int[] rows, double[] theta, ExactSums sums) {
        int evaluated = -1;
        for (int row : rows) {
            int run = row / RowModel.RUN;
            if (run != evaluated) {
                model.differentiate(theta, run, z, jacobian);
                evaluated = run;
            }
            addValue(0, from + row, row % RowModel.RUN, sums);
            addGradient(run, row % RowModel.RUN, sums);
        }
    }

    private void addGradient(int run, int i, ExactSums sums) {
        int row = row(run, i);
        int count = model.length(run);
        double slope =
                observations.weights()[row] * loss.slope(z[i], observations.response()[row]);
        for (int j = 0; j < w; j++) {
            sums.addProduct(1 + j, slope, jacobian[j * count + i]);
        }
    }

    private void normalEquations(double[] theta, double[] out) {
        int length = 1 + w + triangle;
        ExactSums sums = new ExactSums(length);
        for (int run = 0; run < model.runs(); run++) {
            addGradients(theta, run, sums);
            for (int i = 0; i < model.length(run); i++) {
                int row = row(run, i);
                double bow = observations.weights()[row]
                        * loss.bow(z[i], observations.response()[row]);
                addSquares(run, i, bow, sums);
            }
        }
        round(sums, out, length);
        for (int k = 0; k < length; k++) {
            out[length + k] = sums.rest(k);
        }
    }

    private void addSquares(int run, int i, double factor, ExactSums sums) {
        int count = model.length(run);
        int k = 1 + w;
        for (int a = 0; a < w; a++) {
            double left = factor * jacobian[a * count + i];
            for (int b = a; b < w; b++) {
                sums.addProduct(k++, left, jacobian[b * count + i]);
            }
        }
    }

    private void hessian(double[] theta, double[] out) {
        int length = 1 + w + triangle;
        ExactSums sums = new ExactSums(length);
        for (int run = 0; run < model.runs(); run++) {
            addGradients(theta, run, sums);
            for (int i = 0; i < model.length(run); i++) {
                int row = row(run, i);
                double weight = observations.weights()[row];
                addSquares(run, i, weight * loss.curvature(z[i], observations.response()[row]), sums);
            }
            addCurves(theta, run, sums);
        }
        round(sums, out, length);
    }

    private void addCurves(double[] theta, int run, ExactSums sums) {
        int count = model.length(run);
        int k = 1 + w;
        for (int a = 0; a < w; a++) {
            direction[a] = 1;
            model.curve(theta, run, direction, products);
            direction[a] = 0;
            for (int b = a; b < w; b++) {
                for (int i = 0; i < count; i++) {
                    int row = row(run, i);
                    double slope = observations.weights()[row]
                            * loss.slope(z[i], observations.response()[row]);
                    sums.addProduct(k, slope, products[b * count + i]);
                }
                k++;
            }
        }
    }

    private static void round(ExactSums sums, double[] out, int length) {
        for (int k = 0; k < length; k++) {
            out[k] = sums.value(k);
        }
    }
}
