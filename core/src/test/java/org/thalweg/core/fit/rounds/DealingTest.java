package org.thalweg.core.fit.rounds;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.thalweg.core.expression.Formula;
import org.thalweg.core.expression.ParseOptions;
import org.thalweg.core.fit.Question;
import org.thalweg.core.fit.TermShard;
import org.thalweg.core.fit.Terms;
import org.thalweg.core.fit.chain.ChainTerms;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.optimizer.FirstOrder;
import org.thalweg.core.optimizer.Lbfgs;
import org.thalweg.core.optimizer.Momentum;
import org.thalweg.core.random.Draws;
import org.thalweg.core.stopping.FirstOf;
import org.thalweg.core.stopping.GradientTolerance;
import org.thalweg.core.stopping.MaxIterations;
import org.thalweg.core.stopping.MethodEnded;
import org.thalweg.core.stopping.StoppingRule;

/** Shards dealt to workers at random, messages in random order: the bits are those of one thread. */
class DealingTest {
    private static final int PARAMETERS = 23;
    private static final StoppingRule RULE =
            FirstOf.of(new MethodEnded(), new GradientTolerance(1e-7), new MaxIterations(40));

    /** Like a chain, but every shard reads all parameters: sums of many numbers, whose order shows in the last bits. */
    private record Dense(int parameters, int shards) implements Terms {
        @Override
        public TermShard open(int id) {
            return new TermShard() {
                @Override
                public int parameters() {
                    return parameters;
                }

                @Override
                public void answer(Question question, double[] theta, double[] out) {
                    Draws draws = Draws.seeded(id);
                    out[0] = 0;
                    for (int i = 0; i < parameters; i++) {
                        double away = theta[i] - draws.unit(i);
                        double weight = 1 + draws.stream(1).unit(i);
                        out[0] += weight * away * away;
                        out[1 + i] = 2 * weight * away;
                    }
                }
            };
        }
    }

    static List<Terms> sums() {
        return List.of(
                new RosenbrockChain(PARAMETERS, 1),
                new RosenbrockChain(PARAMETERS, 7),
                new RosenbrockChain(PARAMETERS, 16),
                new Dense(PARAMETERS, 11));
    }

    @ParameterizedTest
    @MethodSource("sums")
    void who_holds_which_shard_does_not_show(Terms terms) throws IOException {
        List<FitPlan<?>> plans = List.of(
                new FitPlan<>(new BlockLbfgs(), new Blocks(PARAMETERS, 5), start(), null, RULE, Question.Kind.GRADIENT),
                new FitPlan<>(
                        new BySlices(FirstOrder.constant(new Momentum(1e-4, 0.9)), 0, 1),
                        new Blocks(PARAMETERS, 4),
                        start(),
                        Bounds.cube(PARAMETERS, -2, 0.9),
                        RULE,
                        Question.Kind.GRADIENT),
                new FitPlan<>(
                        new Whole<>(ByGradient.of(new Lbfgs())),
                        Blocks.one(PARAMETERS),
                        start(),
                        Bounds.unbounded(PARAMETERS),
                        RULE,
                        Question.Kind.GRADIENT));
        for (FitPlan<?> plan : plans) {
            String expected = FitDriver.of(terms).minimize(plan).digest();
            for (long seed = 1; seed <= 6; seed++) {
                FitSpecification specification = new FitSpecification("sum", terms, plan);
                assertThat(dealt(specification, seed))
                        .as("%s, seed %d", plan.method(), seed)
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    void nor_does_it_where_pieces_of_a_chain_are_condensed_and_relaxed() throws IOException {
        int n = 260;
        Formula formula = Formula.parse(
                "sum(i, 1, n-1, 100*(x[i+1]-x[i]^2)^2 + (1-x[i])^2)",
                ParseOptions.none().withDimension(n));
        ChainTerms terms = ChainTerms.of(formula, false).orElseThrow();
        FitPlan<?> plan = new FitPlan<>(
                new ChainNewton(terms.seams(), 1e-7), new Blocks(n, 5), start(), null, RULE, Question.Kind.GRADIENT);
        String expected = FitDriver.of(terms).minimize(plan).digest();
        for (long seed = 1; seed <= 4; seed++) {
            assertThat(dealt(new FitSpecification("sum", terms, plan), seed))
                    .as("seed %d", seed)
                    .isEqualTo(expected);
        }
    }

    private static StartPoint start() {
        return new StartPoint.Repeated(new double[] {-1.2, 1, 0.3});
    }

    private static String dealt(FitSpecification specification, long seed) throws IOException {
        Draws draws = Draws.seeded(seed);
        int count = 1 + (int) draws.below(6, 0);
        Blocks blocks = specification.plan().blocks();
        List<ShardWorker> workers = IntStream.range(0, count)
                .mapToObj(w -> new ShardWorker(blocks, w, count))
                .toList();
        for (int id = 0; id < specification.terms().shards(); id++) {
            workers.get((int) draws.below(count, 1 + id))
                    .add(id, specification.terms().open(id));
        }
        List<BlockOwner<?>> owners = new ArrayList<>();
        for (int b = 0; b < blocks.count(); b++) {
            BlockOwner<?> owner = specification.owner(b);
            owners.add(owner);
            for (ShardWorker worker : workers) {
                owner.hear(worker.hello(b));
            }
        }
        for (long round = 0; !owners.get(0).isOver(); round++) {
            Draws order = draws.stream(round);
            for (BlockOwner<?> owner : shuffled(owners, order)) {
                for (int w = 0; w < count; w++) {
                    workers.get(w).hear(owner.call(w));
                }
            }
            for (ShardWorker worker : shuffled(workers, order.stream(1))) {
                boolean done = worker.work();
                while (!done) {
                    done = worker.work();
                }
                for (int b = 0; b < owners.size(); b++) {
                    owners.get(b).hear(worker.reply(b));
                }
            }
        }
        return FitResult.of(blocks, owners.stream().map(BlockOwner::end).toList())
                .digest();
    }

    private static <T> List<T> shuffled(List<T> list, Draws draws) {
        List<T> left = new ArrayList<>(list);
        List<T> order = new ArrayList<>();
        while (!left.isEmpty()) {
            order.add(left.remove((int) draws.below(left.size(), order.size())));
        }
        return order;
    }
}
