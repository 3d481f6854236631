package org.thalweg.core.fit.rounds;

import org.thalweg.core.fit.Question;
import org.thalweg.core.fit.Sample;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.optimizer.DerivativeOrder;
import org.thalweg.core.optimizer.Evaluation;
import org.thalweg.core.optimizer.Optimizer;
import org.thalweg.core.optimizer.StateCodec;
import org.thalweg.core.stopping.Progress;

/**
 * Any {@link Optimizer}, as a method that minimizes a sum: an evaluation a round.
 *
 * @param optimizer does the work
 * @param seed of the mini-batches
 * @param batches how many mini-batches make a pass over the terms; 1 for all terms in every round
 */
public record ByGradient<S extends Progress>(Optimizer<S> optimizer, long seed, int batches) implements FitMethod<S> {

    public ByGradient {
        if (batches < 1) {
            throw new IllegalArgumentException("mini-batches a pass (%d) must be at least 1".formatted(batches));
        }
    }

    /** Over all terms in every round. */
    public static <S extends Progress> ByGradient<S> of(Optimizer<S> optimizer) {
        return new ByGradient<>(optimizer, 0, 1);
    }

    @Override
    public String name() {
        return optimizer.name();
    }

    @Override
    public S init(double[] start, Bounds bounds) {
        return optimizer.init(start, bounds);
    }

    @Override
    public Question ask(S state) {
        Sample sample = Sample.ofRound(seed, state.evaluations(), batches);
        return switch (optimizer.order()) {
            case VALUE -> Question.value();
            case GRADIENT -> Question.gradient(sample);
            case GAUSS_NEWTON -> Question.normalEquations();
            case HESSIAN -> Question.hessian();
        };
    }

    @Override
    public double[] point(S state) {
        return optimizer.ask(state);
    }

    @Override
    public void tell(S state, double[] answer) {
        int d = optimizer.ask(state).length;
        DerivativeOrder order = optimizer.order();
        Evaluation evaluation = new Evaluation(d, order);
        evaluation.value = answer[0];
        if (order != DerivativeOrder.VALUE) {
            System.arraycopy(answer, 1, evaluation.gradient, 0, d);
        }
        if (order.compareTo(DerivativeOrder.GAUSS_NEWTON) >= 0) {
            fill(evaluation.hessian, d, answer);
        }
        optimizer.tell(state, evaluation);
    }

    /** Overwrites {@code square} with the symmetric matrix whose upper triangle the answer holds. */
    private static void fill(double[] square, int d, double[] answer) {
        int k = 1 + d;
        for (int i = 0; i < d; i++) {
            for (int j = i; j < d; j++) {
                square[i * d + j] = answer[k];
                square[j * d + i] = answer[k];
                k++;
            }
        }
    }

    @Override
    public double[] best(S state) {
        return optimizer.best(state);
    }

    @Override
    public StateCodec<S> codec() {
        return optimizer.codec();
    }
}
