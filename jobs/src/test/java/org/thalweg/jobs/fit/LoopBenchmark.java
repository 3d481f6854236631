package org.thalweg.jobs.fit;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.CyclicBarrier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.thalweg.core.fit.Question;
import org.thalweg.core.fit.TermShard;
import org.thalweg.core.fit.rounds.BlockMethod;
import org.thalweg.core.fit.rounds.Blocks;
import org.thalweg.core.fit.rounds.FitPlan;
import org.thalweg.core.fit.rounds.FitSpecification;
import org.thalweg.core.fit.rounds.StartPoint;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.optimizer.StateCodec;
import org.thalweg.core.stopping.MaxIterations;
import org.thalweg.core.stopping.Progress;
import org.thalweg.core.stopping.Termination;

/**
 * Rounds a second of the loop, over two task managers with a slot each, beside the limit: two plain threads that do the same arithmetic
 * and meet at barriers.
 *
 * <p>Each round is a step of gradient descent on a sum of squares with dense gradients: all parameters go to both workers, all slopes come
 * back. The first fifth of the rounds is not counted: machine code is made of the loop meanwhile, and of Flink below it, which takes a processor
 * for seconds. To be run by name: {@code mvn -pl jobs -am test -Dtest=LoopBenchmark -Dsurefire.failIfNoSpecifiedTests=false}.
 */
class LoopBenchmark {
    private static final int SHARDS = 4;
    private static final int WORKERS = 2;

    /** When block 0 had done a fifth of its rounds, and all of them. */
    private static volatile Instant began = Instant.now();

    private static volatile Instant ended = began;

    /**
     * A moment: of the clock, and of the time that all processors have spent on this process.
     *
     * <p>Where other processes take a part of the processors, the second tells more.
     */
    private record Instant(long clock, long spent) {
        private static final OperatingSystemMXBean SYSTEM =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

        static Instant now() {
            return new Instant(System.nanoTime(), SYSTEM.getProcessCpuTime());
        }
    }

    /** How fast it went: rounds a second, and the milliseconds that all processors together spent on a round. */
    private record Pace(double rate, double spent) {
        static Pace of(int rounds, Instant from, Instant to) {
            return new Pace(rounds / ((to.clock - from.clock) * 1e-9), (to.spent - from.spent) * 1e-6 / rounds);
        }
    }

    @ParameterizedTest
    @CsvSource({"10, 10, 10000", "10000, 4, 5000", "1000000, 1, 2000"})
    void rounds_a_second(int parameters, int rows, int rounds) throws Exception {
        Sums.LeastSquares terms = new Sums.LeastSquares(parameters, SHARDS, rows, 3);
        double rate = 0.1 / parameters;
        Pace limit = plain(terms, rate, Math.max(100, rounds / 2));
        Pace loop;
        try (TwoTaskManagers cluster = new TwoTaskManagers()) {
            loop = loop(cluster, terms, new Descent(rate, rounds), rounds);
        }
        System.out.printf(
                Locale.ROOT,
                "d = %,9d: %,8.1f rounds/s in the loop, %,9.1f in two plain threads, ratio %.3f; %.3f and %.3f ms of processors a round%n",
                parameters,
                loop.rate,
                limit.rate,
                loop.rate / limit.rate,
                loop.spent,
                limit.spent);
        assertThat(loop.rate).isPositive();
    }

    private static Pace loop(TwoTaskManagers cluster, Sums.LeastSquares terms, Descent method, int rounds)
            throws Exception {
        FitPlan<State> plan = new FitPlan<>(
                method,
                Blocks.of(terms.parameters(), terms.parameters() < 1_000 ? 1 : WORKERS),
                new StartPoint.Repeated(new double[] {0}),
                null,
                new MaxIterations(rounds),
                Question.Kind.GRADIENT);
        cluster.run(new FitSpecification("benchmark", terms, plan));
        return Pace.of(rounds - rounds / 5, began, ended);
    }

    /** The limit: each thread answers for its shards, adds them up, and steps its half of the parameters. */
    private static Pace plain(Sums.LeastSquares terms, double rate, int rounds) throws Exception {
        int d = terms.parameters();
        double[] theta = new double[d];
        double[][] sums = new double[WORKERS][1 + d];
        CyclicBarrier barrier = new CyclicBarrier(WORKERS);
        Instant[] times = new Instant[2];
        Thread[] threads = new Thread[WORKERS];
        Throwable[] failure = new Throwable[1];
        for (int t = 0; t < WORKERS; t++) {
            int me = t;
            threads[t] = new Thread(() -> {
                try {
                    TermShard[] shards = new TermShard[SHARDS / WORKERS];
                    for (int s = 0; s < shards.length; s++) {
                        shards[s] = terms.open(me * shards.length + s);
                    }
                    double[] answer = new double[1 + d];
                    for (int round = 0; round < rounds; round++) {
                        if (me == 0 && round == rounds / 5) {
                            times[0] = Instant.now();
                        }
                        Arrays.fill(sums[me], 0);
                        for (TermShard shard : shards) {
                            shard.answer(Question.gradient(), theta, answer);
                            for (int i = 0; i < answer.length; i++) {
                                sums[me][i] += answer[i];
                            }
                        }
                        barrier.await();
                        int from = d * me / WORKERS;
                        int to = d * (me + 1) / WORKERS;
                        for (int i = from; i < to; i++) {
                            theta[i] -= rate * (sums[0][1 + i] + sums[1][1 + i]);
                        }
                        barrier.await();
                    }
                    times[1] = Instant.now();
                } catch (Exception e) {
                    failure[0] = e;
                }
            });
            threads[t].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(failure[0]).isNull();
        return Pace.of(rounds - rounds / 5, times[0], times[1]);
    }

    /** What moves: the point and how often it has. */
    static final class State implements Progress {
        final double[] x;
        long steps;
        double value = Double.NaN;

        State(double[] x) {
            this.x = x;
        }

        @Override
        public long iterations() {
            return steps;
        }

        @Override
        public long evaluations() {
            return steps;
        }

        @Override
        public double value() {
            return value;
        }

        @Override
        public double gradientNorm() {
            return Double.NaN;
        }

        @Override
        public double stepNorm() {
            return Double.NaN;
        }

        @Override
        public boolean atIterate() {
            return true;
        }

        @Override
        public @Nullable Termination termination() {
            return null;
        }
    }

    /** x ← x − η∇F and nothing else. */
    record Descent(double rate, int rounds) implements BlockMethod<State> {
        private static final double[] NOTHING = {};

        @Override
        public String name() {
            return "plain";
        }

        @Override
        public boolean divides() {
            return true;
        }

        @Override
        public State init(double[] start, Bounds bounds) {
            return new State(start.clone());
        }

        @Override
        public Question ask(State state) {
            return Question.gradient();
        }

        @Override
        public double[] point(State state) {
            return state.x;
        }

        @Override
        public double[] say(State state) {
            return NOTHING;
        }

        @Override
        public void tell(State state, double[] answer, double[][] said) {
            for (int i = 0; i < state.x.length; i++) {
                state.x[i] -= rate * answer[1 + i];
            }
            state.value = answer[0];
            state.steps++;
            if (state.steps == rounds / 5) {
                began = Instant.now();
            } else if (state.steps == rounds) {
                ended = Instant.now();
            }
        }

        @Override
        public double[] best(State state) {
            return state.x.clone();
        }

        @Override
        public StateCodec<State> codec() {
            return new StateCodec<>() {
                @Override
                public int version() {
                    return 1;
                }

                @Override
                public void write(State state, DataOutput out) throws IOException {
                    out.writeLong(state.steps);
                    for (double value : state.x) {
                        out.writeDouble(value);
                    }
                }

                @Override
                public State read(int version, DataInput in, Bounds bounds) throws IOException {
                    long steps = in.readLong();
                    double[] x = new double[bounds.dimension()];
                    for (int i = 0; i < x.length; i++) {
                        x[i] = in.readDouble();
                    }
                    State state = new State(x);
                    state.steps = steps;
                    return state;
                }
            };
        }
    }
}
