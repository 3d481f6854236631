package org.thalweg.jobs.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.thalweg.core.search.Kind;
import org.thalweg.jobs.local.LocalCluster;
import org.thalweg.jobs.local.SharedCluster;
import org.thalweg.jobs.search.archive.Minimum;

@ExtendWith(SharedCluster.class)
class EmbeddingExampleTest {

    @Test
    void the_example_finds_the_four_minima(LocalCluster cluster) throws Exception {
        List<Minimum> minima = EmbeddingExample.minima(cluster.environment()).executeAndCollect(100);

        assertThat(minima).hasSize(4).allSatisfy(minimum -> {
            assertThat(minimum.value()).isBetween(0.0, 1e-12);
            assertThat(minimum.kind()).isEqualTo(Kind.MINIMUM);
        });
        assertThat(minima.stream().mapToLong(Minimum::hits).sum()).isBetween(900L, 1_000L);
    }
}
