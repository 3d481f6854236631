package org.thalweg.core.fit.rounds;

import java.util.Arrays;
import org.thalweg.core.fit.Question;
import org.thalweg.core.fit.TermShard;
import org.thalweg.core.fit.Terms;

/** Σ 100(xᵢ₊₁ − xᵢ²)² + (1 − xᵢ)², each shard over a run of i. */
record RosenbrockChain(int parameters, int shards) implements Terms {
    @Override
    public TermShard open(int id) {
        int terms = parameters - 1;
        int from = (int) ((long) terms * id / shards);
        int to = (int) ((long) terms * (id + 1) / shards);
        return new Run(from, to - from);
    }

    private record Run(int first, int terms) implements TermShard {
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
}
