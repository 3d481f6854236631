package org.thalweg.core.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SampleTest {
    private static final long SEED = 99;

    private static List<Integer> pass(long number, int batches, int shard, int terms) {
        List<Integer> all = new ArrayList<>();
        for (int k = 0; k < batches; k++) {
            Sample sample = Sample.ofRound(SEED, number * batches + k, batches);
            IntStream.of(sample.of(shard, terms)).forEach(all::add);
        }
        return all;
    }

    @ParameterizedTest
    @CsvSource({"1, 10", "3, 10", "7, 7", "8, 5", "4, 0", "2, 1000"})
    void every_term_comes_once_a_pass(int batches, int terms) {
        for (long number = 0; number < 3; number++) {
            assertThat(pass(number, batches, 5, terms))
                    .as("seed %d", SEED)
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.range(0, terms).boxed().toList());
        }
    }

    @Test
    void passes_and_shards_have_orders_of_their_own() {
        assertThat(pass(0, 4, 0, 50)).isNotEqualTo(pass(1, 4, 0, 50)).isNotEqualTo(pass(0, 4, 1, 50));
        assertThat(pass(2, 4, 3, 50)).isEqualTo(pass(2, 4, 3, 50));
    }

    @Test
    void all_terms_come_in_their_own_order() {
        assertThat(Sample.ofRound(SEED, 12, 1)).isEqualTo(Sample.ALL);
        assertThat(Sample.ALL.of(3, 4)).containsExactly(0, 1, 2, 3);
    }

    @Test
    void a_batch_lies_within_its_pass() {
        assertThatThrownBy(() -> new Sample(1, 0, 4, 4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("batch (4)");
    }
}
