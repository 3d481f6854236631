package org.thalweg.jobs.search.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResultPartsTest {

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 1", "8388608, 1", "8388609, 2", "20000000, 3"})
    void a_result_of_any_size_is_whole_again_and_no_part_is_too_large(int size, int count) {
        byte[] sealed = new byte[size];
        new Random(size).nextBytes(sealed);

        List<byte[]> parts = ResultParts.of(sealed);
        Map<String, Object> accumulators = new HashMap<>(Map.of("another", 1L));
        for (int i = 0; i < parts.size(); i++) {
            accumulators.put(ResultParts.name(i), parts.get(i));
        }

        assertThat(parts)
                .hasSize(count)
                .allSatisfy(part -> assertThat(part.length).isLessThanOrEqualTo(8 << 20));
        assertThat(ResultParts.join(accumulators)).isEqualTo(sealed);
    }
}
