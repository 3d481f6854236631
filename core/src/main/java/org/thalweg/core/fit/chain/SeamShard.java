package org.thalweg.core.fit.chain;

import java.util.Arrays;
import java.util.function.Supplier;
import org.thalweg.core.fit.Question;
import org.thalweg.core.fit.TermShard;

/** The neighbourhood of a seam: it has no terms of its own, and moves what the pieces on both sides hold still. */
final class SeamShard implements TermShard {
    private final int first;
    private final int parameters;
    private final Supplier<Relaxation> relaxation;

    SeamShard(int first, int parameters, Supplier<Relaxation> relaxation) {
        this.first = first;
        this.parameters = parameters;
        this.relaxation = relaxation;
    }

    @Override
    public int parameters() {
        return parameters;
    }

    @Override
    public int first() {
        return first;
    }

    @Override
    public void answer(Question question, double[] theta, double[] out) {
        Arrays.fill(out, 0, question.length(theta.length), 0);
        if (question.kind() == Question.Kind.RELAXED && question.steps()[0] == 1) {
            PieceShard.move(relaxation.get(), question, theta, out);
        }
    }
}
