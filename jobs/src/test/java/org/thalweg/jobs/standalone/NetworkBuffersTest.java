package org.thalweg.jobs.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.flink.configuration.MemorySize;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkBuffersTest {

    @ParameterizedTest
    @CsvSource({"1, 1, 512", "1, 2, 512", "4, 8, 64", "8, 8, 32", "4, 400, 32", "1000, 100000, 32"})
    void buffers_are_as_large_as_there_is_room_for_enough_of_them(int slots, int allSlots, int kibibytes) {
        MemorySize size = NetworkBuffers.size(slots, allSlots, MemorySize.ofMebiBytes(64));

        assertThat(size.getKibiBytes()).isEqualTo(kibibytes);
    }
}
