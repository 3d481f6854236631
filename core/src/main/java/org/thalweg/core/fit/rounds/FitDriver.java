package org.thalweg.core.fit.rounds;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.thalweg.core.fit.Question;
import org.thalweg.core.fit.TermShard;
import org.thalweg.core.fit.Terms;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.optimizer.Descent;
import org.thalweg.core.stopping.Progress;
import org.thalweg.core.stopping.StoppingRule;

/** Fits in this thread: one worker with all shards and the owners of all blocks. The result has the bits of a fit that is distributed. */
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

    /**
     * A driver with all shards of a sum open.
     *
     * @throws IOException if data cannot be read
     */
    public static FitDriver of(Terms terms) throws IOException {
        List<TermShard> shards = new ArrayList<>();
        for (int id = 0; id < terms.shards(); id++) {
            shards.add(terms.open(id));
        }
        return new FitDriver(shards, terms.parameters());
    }

    /** Minimizes the sum as planned. */
    public <S extends Progress> FitResult minimize(FitPlan<S> plan) {
        ShardWorker worker = worker(plan.blocks());
        List<BlockOwner<S>> owners = new ArrayList<>();
        for (int b = 0; b < plan.blocks().count(); b++) {
            BlockOwner<S> owner = new BlockOwner<>(plan, b, shards.size());
            owner.hear(worker.hello(b));
            owners.add(owner);
        }
        owners.forEach(owner -> worker.hear(owner.call(0)));
        while (!worker.isOver()) {
            finish(worker);
            for (int b = 0; b < owners.size(); b++) {
                owners.get(b).hear(worker.reply(b));
            }
            owners.forEach(owner -> worker.hear(owner.call(0)));
        }
        return FitResult.of(plan.blocks(), owners.stream().map(BlockOwner::end).toList());
    }

    /** Minimizes the sum from {@code start} by a method that owns all parameters, until {@code rule} ends it. */
    public <S extends Progress> Descent minimize(
            FitMethod<S> method, double[] start, Bounds bounds, StoppingRule rule) {
        FitResult end = minimize(FitPlan.whole(method, start, bounds, rule));
        return new Descent(
                end.x(),
                end.value(),
                requireNonNull(end.termination()),
                end.iterations(),
                end.evaluations(),
                end.gradientNorm());
    }

    /** The sum of all shards' answers at {@code theta}, d doubles, which it reads. */
    public double[] answer(Question question, double[] theta) {
        ShardWorker worker = worker(Blocks.one(parameters));
        worker.hear(new Call(
                0,
                0,
                false,
                question.withoutDirection(),
                Slice.of(0, theta),
                Slice.of(0, question.direction()),
                new double[0]));
        finish(worker);
        List<Partial> sums = new ArrayList<>();
        worker.reply(0).nodes().forEach(node -> Partial.push(sums, node));
        int vector = question.length(parameters) - question.heads(parameters);
        return Partial.root(sums).dense(0, vector, new double[0]);
    }

    private ShardWorker worker(Blocks blocks) {
        ShardWorker worker = new ShardWorker(blocks, 0, 1);
        for (int id = 0; id < shards.size(); id++) {
            worker.add(id, shards.get(id));
        }
        return worker;
    }

    /** Works the round off. */
    private static void finish(ShardWorker worker) {
        boolean done = worker.work();
        while (!done) {
            done = worker.work();
        }
    }
}
