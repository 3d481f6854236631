package org.thalweg.jobs.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.UnaryOperator;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.thalweg.core.run.SearchDriver;
import org.thalweg.core.run.SearchResult;

class SearchJobTest {

    @ParameterizedTest
    @EnumSource
    void the_result_has_the_same_bits_at_any_parallelism(Landscape landscape) throws Exception {
        Search search = landscape.search(300);
        SearchResult expected = SearchDriver.run(search.specification());
        for (int parallelism : new int[] {1, 2, 4}) {
            SearchResult result = TestCluster.submit(search, parallelism, new Configuration(), UnaryOperator.identity())
                    .result()
                    .get();
            assertThat(result.digest()).isEqualTo(expected.digest());
        }
    }
}
