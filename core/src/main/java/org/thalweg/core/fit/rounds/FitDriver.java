package org.thalweg.core.fit.rounds;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.fit.Question;
import org.thalweg.core.fit.TermShard;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.optimizer.Descent;
import org.thalweg.core.stopping.Progress;
import org.thalweg.core.stopping.StoppingRule;
import org.thalweg.core.stopping.Termination;

/** Fits in this thread: the loop in its plainest form, with the same bits as the one that is distributed. */
public final class FitDriver {
    private final List<TermShard> shards;
    private final int parameters;

    /** @param parameters d, of the whole sum */
    public FitDriver(List<? extends TermShard> shards, int parameters) {
        if (shards.isEmpty()) {
            throw new IllegalArgumentException("a sum needs at least one shard");
        }
        this.shards = List.copyOf(shards);
        this.parameters = parameters;
    }

    /** Minimizes the sum from {@code start} until {@code rule} ends it. */
    public <S extends Progress> Descent minimize(
            FitMethod<S> method, double[] start, Bounds bounds, StoppingRule rule) {
        S state = method.init(start, bounds);
        @Nullable Termination termination = rule.test(state);
        while (termination == null) {
            method.tell(state, answer(method.ask(state), method.point(state)));
            termination = rule.test(state);
        }
        return new Descent(
                method.best(state),
                state.value(),
                termination,
                state.iterations(),
                state.evaluations(),
                state.gradientNorm());
    }

    /** The sum of all shards' answers at {@code theta}, d doubles, which it reads. */
    public double[] answer(Question question, double[] theta) {
        List<Partial> pending = new ArrayList<>();
        for (int id = 0; id < shards.size(); id++) {
            Partial.push(pending, Partial.of(id, shards.get(id), question, theta));
        }
        return Partial.collapse(pending).whole(question, parameters);
    }
}
