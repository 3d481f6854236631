package org.thalweg.core.fit.model;

import java.util.Arrays;
import org.thalweg.core.fit.Question;
import org.thalweg.core.fit.TermShard;

/** ½·Σ λⱼ·θⱼ², the ridge penalty, as a shard among the others. */
public final class SquarePenalty implements TermShard {
    private final double[] lambda;
    private final double[] point;

    /** @param lambda λⱼ ≥ 0, one a parameter; read, not copied */
    public SquarePenalty(double[] lambda) {
        this.lambda = lambda;
        point = new double[lambda.length];
    }

    /** Whether all λⱼ are 0. */
    public static boolean isNone(double[] lambda) {
        return Arrays.stream(lambda).allMatch(l -> l == 0);
    }

    @Override
    public int parameters() {
        return lambda.length;
    }

    @Override
    public void answer(Question question, double[] theta, double[] out) {
        Arrays.fill(out, 0, question.length(lambda.length), 0);
        switch (question.kind()) {
            case VALUES -> {
                for (int k = 0; k < question.steps().length; k++) {
                    question.place(theta, k, point);
                    out[k] = value(point);
                }
            }
            case GRADIENT -> gradient(theta, out);
            case NORMAL_EQUATIONS, HESSIAN -> {
                gradient(theta, out);
                int k = 1 + lambda.length;
                for (int j = 0; j < lambda.length; j++) {
                    out[k] = lambda[j];
                    k += lambda.length - j;
                }
            }
            case CONDENSED, EXPANDED, RELAXED ->
                throw new IllegalArgumentException(
                        "%s is asked of chains of terms, which a penalty is not".formatted(question.kind()));
        }
    }

    private void gradient(double[] theta, double[] out) {
        out[0] = value(theta);
        for (int j = 0; j < lambda.length; j++) {
            out[1 + j] = lambda[j] * theta[j];
        }
    }

    private double value(double[] theta) {
        double sum = 0;
        for (int j = 0; j < lambda.length; j++) {
            sum = Math.fma(0.5 * lambda[j] * theta[j], theta[j], sum);
        }
        return sum;
    }
}
