package org.thalweg.core.fit.rounds;

import org.thalweg.core.fit.Question;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.optimizer.StateCodec;
import org.thalweg.core.stopping.Progress;

/**
 * A method that works in {@link Scales}: those who ask and answer see θ, and its state u. It may ask for values and gradients.
 *
 * @param method does the work
 * @param box of θ
 */
public record ScaledMethod<S extends Progress>(FitMethod<S> method, Scales scales, Bounds box) implements FitMethod<S> {

    @Override
    public String name() {
        return method.name();
    }

    @Override
    public S init(double[] start, Bounds bounds) {
        return method.init(scales.scaled(start), scales.scaled(bounds));
    }

    @Override
    public Question ask(S state) {
        Question question = method.ask(state);
        if (question.kind() != Question.Kind.GRADIENT && question.kind() != Question.Kind.VALUES) {
            throw new IllegalStateException(
                    "method %s asks for %s, which is not told in scales".formatted(name(), question.kind()));
        }
        return question.direction().length == 0
                ? question
                : new Question(
                        question.kind(), scales.turned(question.direction()), question.steps(), question.sample());
    }

    @Override
    public double[] point(S state) {
        return scales.unscaled(method.point(state), box);
    }

    @Override
    public void tell(S state, double[] answer) {
        if (method.ask(state).kind() == Question.Kind.VALUES) {
            method.tell(state, answer);
            return;
        }
        double[] turned = answer.clone();
        scales.turn(turned, 1);
        method.tell(state, turned);
    }

    @Override
    public double[] best(S state) {
        return scales.unscaled(method.best(state), box);
    }

    @Override
    public StateCodec<S> codec() {
        return method.codec();
    }
}
