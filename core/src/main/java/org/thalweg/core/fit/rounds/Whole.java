package org.thalweg.core.fit.rounds;

import org.thalweg.core.fit.Question;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.optimizer.StateCodec;
import org.thalweg.core.stopping.Progress;

/** A method that owns all parameters, as one of a single block. */
public record Whole<S extends Progress>(FitMethod<S> method) implements BlockMethod<S> {

    private static final double[] NOTHING = {};

    @Override
    public String name() {
        return method.name();
    }

    @Override
    public boolean divides() {
        return false;
    }

    @Override
    public S init(double[] start, Bounds bounds) {
        return method.init(start, bounds);
    }

    @Override
    public Question ask(S state) {
        return method.ask(state);
    }

    @Override
    public double[] point(S state) {
        return method.point(state);
    }

    @Override
    public double[] say(S state) {
        return NOTHING;
    }

    @Override
    public void tell(S state, double[] answer, double[][] said) {
        method.tell(state, answer);
    }

    @Override
    public double[] best(S state) {
        return method.best(state);
    }

    @Override
    public StateCodec<S> codec() {
        return method.codec();
    }
}
