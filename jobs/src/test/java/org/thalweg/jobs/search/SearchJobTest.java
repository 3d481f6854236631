package org.thalweg.jobs.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.thalweg.core.run.SearchDriver;
import org.thalweg.core.run.SearchResult;
import org.thalweg.jobs.local.LocalCluster;
import org.thalweg.jobs.local.SharedCluster;

@ExtendWith(SharedCluster.class)
class SearchJobTest {
    private final Jobs jobs;

    SearchJobTest(LocalCluster cluster) {
        jobs = new Jobs(cluster);
    }

    @ParameterizedTest
    @EnumSource
    void the_result_has_the_same_bits_at_any_parallelism(Landscape landscape) throws Exception {
        Search search = landscape.search(300);
        String expected = SearchDriver.run(search.specification()).digest();
        for (int parallelism : new int[] {1, 2, 4}) {
            SearchResult result = jobs.submit(search, parallelism).result().get();
            assertThat(result.digest()).as("parallelism %d", parallelism).isEqualTo(expected);
        }
    }
}
