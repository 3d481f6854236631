package org.thalweg.core.fit.model;

import java.io.IOException;
import java.util.Arrays;
import org.thalweg.core.fit.Question;
import org.thalweg.core.fit.TermShard;
import org.thalweg.core.fit.Terms;

/**
 * A sum F(θ) + Σ λⱼ·|θⱼ| as a smooth one: each penalized parameter is a difference θⱼ = uⱼ − vⱼ of two that must not be negative, and the
 * penalty is λⱼ·(uⱼ + vⱼ).
 *
 * <p>At a minimum one of the two is 0, so a parameter that the penalty holds is 0 exactly. The parameters are u first, as many as F has, then
 * a v for each that is penalized, in order.
 */
public final class SplitTerms implements Terms {
    private static final long serialVersionUID = 1;

    private final Terms terms;
    private final double[] lambda;
    private final int[] split;

    /** @param lambda λⱼ ≥ 0, one a parameter of {@code terms} */
    public SplitTerms(Terms terms, double[] lambda) {
        this.terms = terms;
        this.lambda = lambda.clone();
        int[] found = new int[lambda.length];
        int count = 0;
        for (int j = 0; j < lambda.length; j++) {
            if (lambda[j] > 0) {
                found[count++] = j;
            }
        }
        split = Arrays.copyOf(found, count);
    }

    /** The sum without the penalty. */
    public Terms terms() {
        return terms;
    }

    @Override
    public int parameters() {
        return lambda.length + split.length;
    }

    @Override
    public int shards() {
        return terms.shards() + 1;
    }

    @Override
    public TermShard open(int id) throws IOException {
        return id == terms.shards() ? new Magnitudes() : new Split(terms.open(id));
    }

    /** A half curves as the whole does. */
    @Override
    public double[] curvatures() {
        double[] whole = terms.curvatures();
        if (whole.length == 0) {
            return whole;
        }
        double[] halves = Arrays.copyOf(whole, parameters());
        for (int k = 0; k < split.length; k++) {
            halves[lambda.length + k] = whole[split[k]];
        }
        return halves;
    }

    @Override
    public boolean curvesAsGaussNewton() {
        return terms.curvesAsGaussNewton();
    }

    @Override
    public void release() {
        terms.release();
    }

    /** Overwrites nothing; θ of the parameters that stand for it. */
    public double[] join(double[] parameters) {
        double[] theta = Arrays.copyOf(parameters, lambda.length);
        for (int k = 0; k < split.length; k++) {
            theta[split[k]] -= parameters[lambda.length + k];
        }
        return theta;
    }

    /** The parameters that stand for θ. */
    public double[] separate(double[] theta) {
        double[] parameters = Arrays.copyOf(theta, parameters());
        for (int k = 0; k < split.length; k++) {
            double value = theta[split[k]];
            parameters[split[k]] = Math.max(value, 0);
            parameters[lambda.length + k] = Math.max(-value, 0);
        }
        return parameters;
    }

    /** The indices of θ that are split. */
    public int[] split() {
        return split.clone();
    }

    /** The index in θ, and the sign, of parameter {@code p}. */
    private int origin(int p) {
        return p < lambda.length ? p : split[p - lambda.length];
    }

    private double sign(int p) {
        return p < lambda.length ? 1 : -1;
    }

    /** Σ λⱼ·(uⱼ + vⱼ). */
    private final class Magnitudes implements TermShard {
        @Override
        public int parameters() {
            return SplitTerms.this.parameters();
        }

        @Override
        public void answer(Question question, double[] theta, double[] out) {
            Arrays.fill(out, 0, question.length(theta.length), 0);
            double[] point = new double[theta.length];
            int points = question.kind() == Question.Kind.VALUES ? question.steps().length : 1;
            for (int k = 0; k < points; k++) {
                if (question.kind() == Question.Kind.VALUES) {
                    question.place(theta, k, point);
                } else {
                    System.arraycopy(theta, 0, point, 0, theta.length);
                }
                double sum = 0;
                for (int p = 0; p < point.length; p++) {
                    sum = Math.fma(lambda[origin(p)], point[p], sum);
                }
                out[k] = sum;
            }
            if (question.kind() != Question.Kind.VALUES) {
                for (int p = 0; p < point.length; p++) {
                    out[1 + p] = lambda[origin(p)];
                }
            }
        }
    }

    /** A shard of F, asked at u − v. */
    private final class Split implements TermShard {
        private final TermShard shard;

        Split(TermShard shard) {
            this.shard = shard;
        }

        @Override
        public int parameters() {
            return SplitTerms.this.parameters();
        }

        @Override
        public void answer(Question question, double[] theta, double[] out) {
            double[] direction = question.direction().length == 0 ? question.direction() : join(question.direction());
            Question asked = new Question(question.kind(), direction, question.steps(), question.sample());
            double[] answer = new double[asked.length(lambda.length)];
            shard.answer(asked, join(theta), answer);
            if (question.kind() == Question.Kind.VALUES) {
                System.arraycopy(answer, 0, out, 0, answer.length);
                return;
            }
            widen(answer, 0, out, 0, question.kind());
            if (question.kind() == Question.Kind.NORMAL_EQUATIONS) {
                widen(answer, answer.length / 2, out, question.length(theta.length) / 2, question.kind());
            }
        }

        private void widen(double[] answer, int at, double[] out, int to, Question.Kind kind) {
            int n = SplitTerms.this.parameters();
            int d = lambda.length;
            out[to] = answer[at];
            for (int p = 0; p < n; p++) {
                out[to + 1 + p] = sign(p) * answer[at + 1 + origin(p)];
            }
            if (kind == Question.Kind.GRADIENT) {
                return;
            }
            int k = to + 1 + n;
            for (int p = 0; p < n; p++) {
                for (int q = p; q < n; q++) {
                    int i = Math.min(origin(p), origin(q));
                    int j = Math.max(origin(p), origin(q));
                    int entry = (int) ((long) i * d - (long) i * (i - 1) / 2) + j - i;
                    out[k++] = sign(p) * sign(q) * answer[at + 1 + d + entry];
                }
            }
        }
    }
}
