package org.thalweg.core.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ExtremesTest {

    private static final long SEED = 7;

    @Test
    void are_those_of_all_iterations() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int trial = 0; trial < 10_000; trial++) {
            List<Loop> loops = new ArrayList<>();
            Loop innermost = null;
            for (int i = random.nextInt(4); i > 0; i--) {
                innermost = new Loop("i" + i, form(random, loops), form(random, loops), innermost, i);
                loops.add(innermost);
            }
            AffineIndex index = form(random, loops);
            List<Long> values = new ArrayList<>();
            run(loops, 0, new HashMap<>(), index, values);
            Extremes extremes = new Extremes();
            String name = "seed %d, trial %d: %s over %s".formatted(SEED, trial, index, loops);
            assertThat(extremes.maximum(index, innermost))
                    .as("maximum, " + name)
                    .isEqualTo(new Extremes.Extreme(of(values, true), true));
            assertThat(extremes.minimum(index, innermost))
                    .as("minimum, " + name)
                    .isEqualTo(new Extremes.Extreme(of(values, false), true));
        }
    }

    private static OptionalLong of(List<Long> values, boolean largest) {
        return largest
                ? values.stream().mapToLong(Long::longValue).max()
                : values.stream().mapToLong(Long::longValue).min();
    }

    private static AffineIndex form(SplittableRandom random, List<Loop> outer) {
        AffineIndex form = AffineIndex.of(random.nextInt(-4, 6));
        for (Loop loop : outer) {
            form = form.plus(AffineIndex.of(loop.name()).times(AffineIndex.of(random.nextInt(-2, 3))));
        }
        return form;
    }

    private static void run(
            List<Loop> loops, int depth, Map<String, Long> indices, AffineIndex form, List<Long> values) {
        if (depth == loops.size()) {
            values.add(form.valueAt(indices::get));
            return;
        }
        Loop loop = loops.get(depth);
        long to = loop.to().valueAt(indices::get);
        for (long i = loop.from().valueAt(indices::get); i <= to; i++) {
            indices.put(loop.name(), i);
            run(loops, depth + 1, indices, form, values);
        }
    }
}
