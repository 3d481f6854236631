package org.thalweg.core.search;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.thalweg.core.search.Points.converged;
import static org.thalweg.core.search.Points.minimum;
import static org.thalweg.core.search.Points.point;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** What is written is read back; bytes that were written once stay readable; damaged bytes are refused. */
class SearchCodecsTest {

    /** Version 1 of descent 7, converged to a minimum at (−0.75, 2) after leaving an inflection. */
    private static final String STORED = "01" + "0000000000000007"
            + "0012" + HexFormat.of().formatHex("GRADIENT_TOLERANCE".getBytes(US_ASCII))
            + "01" + "00000002" + "bfe8000000000000" + "4000000000000000"
            + "3fe4000000000000"
            + "00000002" + "0000000000000000" + "0000000000000000"
            + "0000000000000000" + "3ff0000000000000"
            + "0007" + HexFormat.of().formatHex("MINIMUM".getBytes(US_ASCII))
            + "00000000" + "01" + "00000000" + "01"
            + "00000000"
            + "000000000000000a" + "0000000000000014";

    @Test
    void a_finished_descent_is_read_back() throws IOException {
        FinishedDescent descent = converged(
                3, minimum(0.5, 1, -2), point(Kind.INFLECTION, 1, 0.75, 0, -0.0), point(Kind.SADDLE, 0, 1, 4, 4));
        assertThat(FinishedDescentCodec.read(input(bytes(descent)))).isEqualTo(descent);
    }

    @Test
    void stored_bytes_of_version_one_are_read() throws IOException {
        FinishedDescent descent = FinishedDescentCodec.read(input(HexFormat.of().parseHex(STORED)));
        assertThat(descent).isEqualTo(converged(7, minimum(0.625, -0.75, 2)));
        assertThat(HexFormat.of().formatHex(bytes(descent))).isEqualTo(STORED);
    }

    @Test
    void a_tally_is_read_back_and_goes_on() throws IOException {
        SearchTally tally = SearchTally.empty(1, Distinctness.standard());
        for (long start = 0; start < 20; start++) {
            tally.add(converged(start, minimum(start % 3, start % 3)));
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        tally.write(new DataOutputStream(out));
        SearchTally copy = SearchTally.read(input(out.toByteArray()));
        assertThat(copy).isEqualTo(tally);
        copy.add(converged(20, minimum(-1, 5)));
        assertThat(copy).isNotEqualTo(tally);
        assertThat(copy.total()).isEqualTo(21);
    }

    @Test
    void a_newer_version_is_refused_by_name() {
        byte[] bytes = HexFormat.of().parseHex("63" + STORED.substring(2));
        assertThatThrownBy(() -> FinishedDescentCodec.read(input(bytes)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("a finished descent of version 99");
    }

    @Test
    void damaged_lengths_and_names_are_refused() {
        String name = HexFormat.of().formatHex("GRADIENT".getBytes(US_ASCII));
        byte[] misnamed = HexFormat.of().parseHex(STORED.replace(name, name.replace("47", "58")));
        assertThatThrownBy(() -> FinishedDescentCodec.read(input(misnamed))).hasMessageContaining("is no Termination");
        byte[] endless = HexFormat.of().parseHex(STORED.replaceFirst("0100000002bfe8", "017fffffffbfe8"));
        assertThatThrownBy(() -> FinishedDescentCodec.read(input(endless))).hasMessageContaining("2147483647");
    }

    private static byte[] bytes(FinishedDescent descent) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        FinishedDescentCodec.write(descent, new DataOutputStream(out));
        return out.toByteArray();
    }

    private static DataInputStream input(byte[] bytes) {
        return new DataInputStream(new ByteArrayInputStream(bytes));
    }
}
