package org.thalweg.core.fit.linear;

import java.util.Arrays;
import org.thalweg.core.fit.Question;
import org.thalweg.core.fit.TermShard;
import org.thalweg.core.kernel.elementary.Elementary;
import org.thalweg.core.linalg.ExactSums;

/** Some rows of {@link SoftmaxTerms}, row by row; the loss is summed in twice the precision of a double. */
final class SoftmaxShard implements TermShard {
    private final int id;
    private final double[] rows;
    private final int[] classes;
    private final double[] weights;
    private final int count;
    private final int each;
    private final double[] z;
    private final double[] moved;

    /**
     * @param rows the features of each row, the constant 1 among them if there is an intercept
     * @param count K, how many classes there are
     */
    SoftmaxShard(int id, double[] rows, int[] classes, double[] weights, int count) {
        this.id = id;
        this.rows = rows;
        this.classes = classes;
        this.weights = weights;
        this.count = count;
        this.each = classes.length == 0 ? 0 : rows.length / classes.length;
        this.z = new double[count];
        this.moved = new double[(count - 1) * each];
    }

    @Override
    public int parameters() {
        return moved.length;
    }

    @Override
    public void answer(Question question, double[] theta, double[] out) {
        Arrays.fill(out, 0, question.length(parameters()), 0);
        switch (question.kind()) {
            case VALUES -> values(question, theta, out);
            case GRADIENT -> first(question, theta, out);
            case NORMAL_EQUATIONS, HESSIAN -> second(theta, out);
            case CONDENSED, EXPANDED, RELAXED ->
                throw new IllegalArgumentException("%s is not asked of rows of data".formatted(question.kind()));
        }
    }

    private void values(Question question, double[] theta, double[] out) {
        ExactSums sums = new ExactSums(question.steps().length);
        for (int k = 0; k < question.steps().length; k++) {
            question.place(theta, k, moved);
            for (int row = 0; row < classes.length; row++) {
                sums.addProduct(k, weights[row], evaluate(row, moved));
            }
            out[k] = sums.value(k);
        }
    }

    /** Overwrites z with the probabilities of the classes of a row; returns its cross-entropy. */
    private double evaluate(int row, double[] theta) {
        double largest = 0;
        z[0] = 0;
        for (int c = 1; c < count; c++) {
            double sum = 0;
            for (int j = 0; j < each; j++) {
                sum = Math.fma(theta[(c - 1) * each + j], rows[row * each + j], sum);
            }
            z[c] = sum;
            largest = Math.max(largest, sum);
        }
        double observed = z[classes[row]];
        double total = 0;
        for (int c = 0; c < count; c++) {
            z[c] = Elementary.exp(z[c] - largest);
            total += z[c];
        }
        for (int c = 0; c < count; c++) {
            z[c] /= total;
        }
        // where one class has nearly all, its rest tells the loss to all digits
        double rest = 0;
        for (int c = 0; c < count; c++) {
            rest += c == classes[row] ? 0 : z[c];
        }
        return rest < 0.5 ? -Elementary.log1p(-rest) : largest - observed + Elementary.log(total);
    }

    private void first(Question question, double[] theta, double[] out) {
        ExactSums sums = new ExactSums(1);
        if (question.sample().isAll()) {
            for (int row = 0; row < classes.length; row++) {
                addSlopes(row, theta, sums, out);
            }
        } else {
            for (int row : question.sample().of(id, classes.length)) {
                addSlopes(row, theta, sums, out);
            }
        }
        out[0] = sums.value(0);
    }

    private void addSlopes(int row, double[] theta, ExactSums sums, double[] out) {
        sums.addProduct(0, weights[row], evaluate(row, theta));
        for (int c = 1; c < count; c++) {
            double slope = weights[row] * (c == classes[row] ? z[c] - 1 : z[c]);
            for (int j = 0; j < each; j++) {
                int at = 1 + (c - 1) * each + j;
                out[at] = Math.fma(slope, rows[row * each + j], out[at]);
            }
        }
    }

    /** ∂²/∂β_c∂β_d = w·p_c·(δ_cd − p_d)·xxᵀ, never indefinite: what Gauss and Newton take, too. */
    private void second(double[] theta, double[] out) {
        ExactSums sums = new ExactSums(1);
        int w = parameters();
        for (int row = 0; row < classes.length; row++) {
            addSlopes(row, theta, sums, out);
            int at = 1 + w;
            for (int a = 0; a < w; a++) {
                int c = 1 + a / each;
                double left = weights[row] * z[c] * rows[row * each + a % each];
                for (int b = a; b < w; b++) {
                    int d = 1 + b / each;
                    double share = c == d ? 1 - z[d] : -z[d];
                    out[at] = Math.fma(left * share, rows[row * each + b % each], out[at]);
                    at++;
                }
            }
        }
        out[0] = sums.value(0);
    }
}
