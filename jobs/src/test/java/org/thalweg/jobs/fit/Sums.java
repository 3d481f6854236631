package org.thalweg.jobs.fit;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.thalweg.core.fit.Question;
import org.thalweg.core.fit.TermShard;
import org.thalweg.core.fit.Terms;
import org.thalweg.core.random.Draws;

/** Sums whose shards are of two kinds: each reads all parameters, or a few neighbours only. */
final class Sums {
    private Sums() {}

    /** Σ (aᵢᵀθ − bᵢ)², rows drawn at random. */
    record LeastSquares(int parameters, int shards, int rows, long seed) implements Terms {
        @Override
        public TermShard open(int id) {
            Draws draws = Draws.seeded(seed).stream(id);
            double[] numbers = new double[rows * (parameters + 1)];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = 2 * draws.unit(i) - 1;
            }
            return new Rows(id, parameters, rows, numbers);
        }
    }

    private record Rows(int id, int parameters, int rows, double[] numbers) implements TermShard {
        @Override
        public void answer(Question question, double[] theta, double[] out) {
            out[0] = 0;
            boolean first = true;
            for (int row : question.sample().of(id, rows)) {
                int at = row * (parameters + 1);
                double residual = product(theta, at) - numbers[at + parameters];
                out[0] += residual * residual;
                double twice = 2 * residual;
                for (int j = 0; j < parameters; j++) {
                    out[1 + j] = (first ? 0 : out[1 + j]) + twice * numbers[at + j];
                }
                first = false;
            }
        }

        /** Four sums that do not wait for each other. */
        private double product(double[] theta, int at) {
            double a = 0;
            double b = 0;
            double c = 0;
            double d = 0;
            int j = 0;
            for (; j + 3 < parameters; j += 4) {
                a += numbers[at + j] * theta[j];
                b += numbers[at + j + 1] * theta[j + 1];
                c += numbers[at + j + 2] * theta[j + 2];
                d += numbers[at + j + 3] * theta[j + 3];
            }
            for (; j < parameters; j++) {
                a += numbers[at + j] * theta[j];
            }
            return (a + b) + (c + d);
        }
    }

    /** Σ 100(xᵢ₊₁ − xᵢ²)² + (1 − xᵢ)², each shard over a run of i. */
    record Rosenbrock(int parameters, int shards) implements Terms {
        @Override
        public TermShard open(int id) {
            int terms = parameters - 1;
            int from = (int) ((long) terms * id / shards);
            int to = (int) ((long) terms * (id + 1) / shards);
            return new Chain(from, to - from);
        }
    }

    private record Chain(int first, int terms) implements TermShard {
        @Override
        public int parameters() {
            return terms + 1;
        }

        @Override
        public void answer(Question question, double[] x, double[] out) {
            Arrays.fill(out, 0);
            for (int i = 0; i < terms; i++) {
                double a = x[i + 1] - x[i] * x[i];
                double b = 1 - x[i];
                out[0] += 100 * a * a + b * b;
                out[1 + i] += -400 * a * x[i] - 2 * b;
                out[2 + i] += 200 * a;
            }
        }
    }

    /** The same sum, in trouble: its answers are slow until it is released, and fail as planned. */
    record Troubled(Terms sound, String name) implements Terms {
        private static final Map<String, Trouble> ALL = new ConcurrentHashMap<>();

        static Troubled plan(Terms sound, String name, Trouble trouble) {
            ALL.put(name, trouble);
            return new Troubled(sound, name);
        }

        @Override
        public int parameters() {
            return sound.parameters();
        }

        @Override
        public int shards() {
            return sound.shards();
        }

        @Override
        public TermShard open(int id) throws IOException {
            return new TroubledShard(sound.open(id), ALL.get(name));
        }

        @Override
        public void release() {
            sound.release();
        }
    }

    /** What is to go wrong: failures that are ordered one by one. */
    static final class Trouble {
        private static final long SLOW_NANOS = 200_000;
        private final AtomicInteger ordered = new AtomicInteger();
        private final AtomicInteger had = new AtomicInteger();
        private volatile boolean slow = true;

        /** Orders a failure of the next answer. */
        void fail() {
            ordered.incrementAndGet();
        }

        int had() {
            return had.get();
        }

        /** Lets answers be fast. */
        void release() {
            slow = false;
        }

        private void pass() {
            if (slow) {
                LockSupport.parkNanos(SLOW_NANOS);
            }
            if (ordered.get() > 0 && ordered.getAndUpdate(left -> left > 0 ? left - 1 : 0) > 0) {
                had.incrementAndGet();
                throw new IllegalStateException("injected");
            }
        }
    }

    private record TroubledShard(TermShard sound, Trouble trouble) implements TermShard {
        @Override
        public int parameters() {
            return sound.parameters();
        }

        @Override
        public int first() {
            return sound.first();
        }

        @Override
        public void answer(Question question, double[] theta, double[] out) {
            trouble.pass();
            sound.answer(question, theta, out);
        }
    }
}
