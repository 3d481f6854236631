package org.thalweg.jobs.serialization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SealTest {
    private static final byte[] CONTENT = "what was found so far".getBytes(java.nio.charset.StandardCharsets.UTF_8);

    @Test
    void what_is_sealed_can_be_opened() throws IOException {
        assertThat(Seal.open("it", Seal.close(CONTENT, CONTENT.length))).isEqualTo(CONTENT);
        assertThat(Seal.open("it", Seal.close(new byte[0], 0))).isEmpty();
    }

    @Test
    void every_flipped_bit_is_noticed() {
        byte[] sealed = Seal.close(CONTENT, CONTENT.length);
        for (int bit = 0; bit < 8 * sealed.length; bit++) {
            byte[] damaged = sealed.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            assertThatThrownBy(() -> Seal.open("it", damaged)).as("bit %d", bit).isInstanceOf(IOException.class);
        }
    }

    @Test
    void every_truncation_is_noticed() {
        byte[] sealed = Seal.close(CONTENT, CONTENT.length);
        for (int length = 0; length < sealed.length; length++) {
            byte[] damaged = Arrays.copyOf(sealed, length);
            assertThatThrownBy(() -> Seal.open("it", damaged))
                    .as("length %d", length)
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void the_message_names_what_is_damaged_and_a_way_out() {
        byte[] damaged = Seal.close(CONTENT, CONTENT.length);
        damaged[damaged.length - 1]++;

        assertThatThrownBy(() -> Seal.open("the saved search", damaged))
                .hasMessageContaining("the saved search")
                .hasMessageContaining("damaged")
                .hasMessageContaining("older checkpoint");
    }
}
