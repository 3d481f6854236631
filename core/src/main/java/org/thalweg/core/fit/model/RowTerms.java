package org.thalweg.core.fit.model;

import org.thalweg.core.fit.Question;
import org.thalweg.core.fit.TermShard;
import org.thalweg.core.fit.data.Observations;
import org.thalweg.core.fit.loss.Loss;
import org.thalweg.core.fit.model.RowModel.Run;
import org.thalweg.core.linalg.ExactSums;

/**
 * The terms wᵢ·ℓ(zᵢ(θ), yᵢ) of some rows. Every sum is carried in twice the precision of a double, so that what is left of rounding comes
 * from the terms alone.
 */
public final class RowTerms implements TermShard {
    private final RowModel model;
    private final Loss loss;
    private final Observations observations;
    private final int from;
    private final int w;
    private final double[] z = new double[RowModel.RUN];
    private final double[] jacobian;
    private final double[] hessian;
    private final double[] moved;

    /**
     * @param model of the rows from {@code from} on
     * @param observations of all rows
     * @param from the row that is the model's row 0
     */
    public RowTerms(RowModel model, Loss loss, Observations observations, int from) {
        this.model = model;
        this.loss = loss;
        this.observations = observations;
        this.from = from;
        this.w = model.parameters();
        jacobian = new double[w * RowModel.RUN];
        hessian = new double[Question.triangle(w)];
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
            case GRADIENT -> gradient(theta, out);
            case NORMAL_EQUATIONS -> normalEquations(theta, out);
            case HESSIAN -> hessian(theta, out);
        }
    }

    private void values(Question question, double[] theta, double[] out) {
        double[] steps = question.steps();
        for (int k = 0; k < steps.length; k++) {
            question.place(theta, k, moved);
            ExactSums sum = new ExactSums(1);
            for (int first = 0; first < model.rows(); first += RowModel.RUN) {
                Run run = run(first);
                model.predict(moved, run, z);
                for (int i = 0; i < run.count(); i++) {
                    addValue(sum, run, i);
                }
            }
            out[k] = sum.value(0);
        }
    }

    private Run run(int first) {
        return new Run(first, Math.min(RowModel.RUN, model.rows() - first));
    }

    private void addValue(ExactSums sums, Run run, int i) {
        int row = from + run.first() + i;
        double y = observations.response()[row];
        sums.addProduct(0, observations.weights()[row], loss.value(z[i], y));
    }

    private void gradient(double[] theta, double[] out) {
        ExactSums sums = new ExactSums(1 + w);
        for (int first = 0; first < model.rows(); first += RowModel.RUN) {
            addGradients(theta, run(first), sums);
        }
        round(sums, out, 1 + w);
    }

    private void addGradients(double[] theta, Run run, ExactSums sums) {
        model.differentiate(theta, run, z, jacobian);
        for (int i = 0; i < run.count(); i++) {
            addValue(sums, run, i);
            addGradient(run, i, sums);
        }
    }

    private void addGradient(Run run, int i, ExactSums sums) {
        int row = from + run.first() + i;
        double slope =
                observations.weights()[row] * loss.slope(z[i], observations.response()[row]);
        for (int j = 0; j < w; j++) {
            sums.addProduct(1 + j, slope, jacobian[j * run.count() + i]);
        }
    }

    private void normalEquations(double[] theta, double[] out) {
        int length = 1 + w + hessian.length;
        ExactSums sums = new ExactSums(length);
        for (int first = 0; first < model.rows(); first += RowModel.RUN) {
            Run run = run(first);
            addGradients(theta, run, sums);
            for (int i = 0; i < run.count(); i++) {
                int row = from + run.first() + i;
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

    private void addSquares(Run run, int i, double factor, ExactSums sums) {
        int count = run.count();
        int k = 1 + w;
        for (int a = 0; a < w; a++) {
            double left = factor * jacobian[a * count + i];
            for (int b = a; b < w; b++) {
                sums.addProduct(k++, left, jacobian[b * count + i]);
            }
        }
    }

    private void hessian(double[] theta, double[] out) {
        int length = 1 + w + hessian.length;
        ExactSums sums = new ExactSums(length);
        for (int first = 0; first < model.rows(); first += RowModel.RUN) {
            Run run = run(first);
            addGradients(theta, run, sums);
            for (int i = 0; i < run.count(); i++) {
                int row = from + run.first() + i;
                double weight = observations.weights()[row];
                double y = observations.response()[row];
                addSquares(run, i, weight * loss.curvature(z[i], y), sums);
                if (model.curve(theta, run.first() + i, hessian)) {
                    addCurves(weight * loss.slope(z[i], y), sums);
                }
            }
        }
        round(sums, out, length);
    }

    private void addCurves(double factor, ExactSums sums) {
        for (int k = 0; k < hessian.length; k++) {
            sums.addProduct(1 + w + k, factor, hessian[k]);
        }
    }

    private static void round(ExactSums sums, double[] out, int length) {
        for (int k = 0; k < length; k++) {
            out[k] = sums.value(k);
        }
    }
}
