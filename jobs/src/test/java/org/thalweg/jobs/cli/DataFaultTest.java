package org.thalweg.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.thalweg.jobs.data.CsvReader;
import org.thalweg.jobs.data.DataException;
import org.thalweg.jobs.data.DataSource;
import org.thalweg.jobs.data.RowPolicy;

/** Bad data: each ends with a sentence that names file, line and column, and the cure. */
final class DataFaultTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long SEED = 32;

    @TempDir
    private Path folder;

    private Invocation fit(String text, String... more) throws IOException {
        Path file = Files.writeString(folder.resolve("data.csv"), text);
        return fit(file, more);
    }

    private static Invocation fit(Path file, String... more) {
        List<String> all = new ArrayList<>(
                List.of("fit", "a + b*x", "--data", file.toString(), "--start", "1,1", "--output", "json"));
        all.addAll(Arrays.asList(more));
        if (!all.contains("--response")) {
            all.addAll(List.of("--response", "y"));
        }
        return Invocation.of(all.toArray(String[]::new));
    }

    private static void assertRefused(Invocation run, String... words) {
        assertThat(run.exitCode()).as(run.err()).isEqualTo(4);
        assertThat(run.err()).contains(words).doesNotContain("Exception").doesNotContain("\tat ");
        assertThat(run.out()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x,y;1,2;2,3,4;3,4| line 3 | 3 cells where the header has 2",
                "x,y;1,2;2;3,4| line 3 | 1 cells where the header has 2",
                "x,y;1,2;2,three;3,4| line 3, column y | 'three' is no number",
                "x,y;1,2;\"2,5\",3;3,4| line 3, column x | decimal comma",
                "x,y;1,2;2,1e999;3,4| line 3, column y | too large for a double",
                "x,y;1,2;2,\"3;3,4| line | quote is not closed",
                "x,x;1,2| line 1 | both named 'x'",
                "1,2;3,4| line 1 | header holds numbers",
                "x,;1,2| line 1 | column 2 has no name",
                "x,y| no rows | header",
            })
    void row_29_a_line_that_is_wrong_is_named(String text, String place, String reason) throws IOException {
        assertRefused(fit(text.replace(';', '\n')), place.strip(), reason.strip());
    }

    @Test
    void row_29_semicolons_are_no_separators_and_that_is_said() throws IOException {
        assertRefused(fit("x;y\n1,5;2\n"), "semicolons", "decimal point");
    }

    @Test
    void row_29_an_empty_file_has_no_header() throws IOException {
        assertRefused(fit(""), "no header");
        assertRefused(fit("# a comment\n\n"), "no header");
    }

    @Test
    void row_29_a_byte_order_mark_comments_quotes_and_blank_lines_do_no_harm() throws IOException {
        Invocation plain = fit("x,y\n1,2\n2,4\n3,7\n");
        Invocation dressed = fit("\uFEFF# units: none\n\"x\", y \r\n1,\"2\"\r\n\r\n2,4\r\n# end\r\n3,7");
        assertThat(dressed.exitCode()).as(dressed.err()).isZero();
        assertThat(JSON.readTree(dressed.out()).get("digest"))
                .isEqualTo(JSON.readTree(plain.out()).get("digest"));
    }

    @Test
    void row_29_text_that_is_not_utf_8_is_refused() throws IOException {
        Path file = Files.write(
                folder.resolve("latin.csv"), "x,gr\u00f6\u00dfe\n1,2\n".getBytes(StandardCharsets.ISO_8859_1));
        assertRefused(fit(file), "UTF-8");
    }

    @Test
    void row_29_bad_rows_are_left_out_and_counted_when_asked() throws IOException {
        Invocation run = fit("x,y\n1,2\n2,oops\n3\n4,8\n5,10\n", "--on-bad-row", "skip");
        assertThat(run.exitCode()).as(run.err()).isZero();
        JsonNode result = JSON.readTree(run.out());
        assertThat(result.get("rejectedRows").intValue()).isEqualTo(2);
        assertThat(result.get("observations").intValue()).isEqualTo(3);
        assertThat(result.get("message").asText()).contains("2 of 5 rows were left out");
    }

    @Test
    void row_29_lines_are_counted_where_cells_hold_line_ends() throws IOException {
        assertRefused(fit("x,y,note\n1,2,\"two\nlines\"\n2,bad,none\n"), "line 4, column y");
    }

    @ParameterizedTest
    @CsvSource({"''", "NA", "NaN", "null", "?"})
    void row_30_a_missing_value_fails_or_is_skipped_as_asked(String cell) throws IOException {
        String text = "x,y\n1,2\n2,%s\n3,6\n4,8\n".formatted(cell);
        assertRefused(fit(text), "line 3, column y", "missing", "--missing skip");
        JsonNode result = JSON.readTree(fit(text, "--missing", "skip").out());
        assertThat(result.get("rejectedRows").intValue()).isEqualTo(1);
        assertThat(result.get("parameters").get("b").doubleValue()).isEqualTo(2);
    }

    @Test
    void row_30_columns_that_the_fit_does_not_use_may_hold_anything() throws IOException {
        Invocation run = fit("x,name,y\n1,Ada,2\n2,,4\n3,NA,6\n");
        assertThat(run.exitCode()).as(run.err()).isZero();
    }

    @Test
    void row_30_a_constant_column_is_said() throws IOException {
        Invocation run = fit("x,y\n5,2\n5,4\n5,6\n");
        assertThat(run.out()).contains("Column x is 5 in every row").contains("singular");
    }

    @Test
    void row_30_a_column_that_is_not_there_is_named_with_its_neighbour() throws IOException {
        assertRefused(fit("x,yield\n1,2\n", "--response", "yeild"), "no column yeild", "Maybe you meant yield?");
    }

    @Test
    void row_30_responses_that_the_loss_does_not_take_are_refused() throws IOException {
        assertRefused(fit("x,y\n1,2\n", "--loss", "logistic"), "label", "row 1");
        assertRefused(fit("x,y\n1,-2\n", "--loss", "poisson"), "count");
        assertRefused(fit("x,y\n1,0\n", "--response", "log(y)"), "finite");
    }

    @Test
    void row_31_a_million_columns_are_read_or_refused_in_bounded_memory() throws IOException {
        StringBuilder text = new StringBuilder("x,y");
        StringBuilder row = new StringBuilder("1,2");
        for (int c = 0; c < 1_000_000; c++) {
            text.append(",c").append(c);
            row.append(",0");
        }
        Invocation run = fit(text.append('\n').append(row).append('\n').append(row) + "\n");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertRefused(fit(text + "," + text), "columns");
    }

    @Test
    void row_31_a_gzip_bomb_ends_with_a_limit() throws IOException {
        Path bomb = folder.resolve("bomb.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(bomb))) {
            out.write("x,y\n".getBytes(StandardCharsets.US_ASCII));
            byte[] ones = new byte[1 << 20];
            Arrays.fill(ones, (byte) '1');
            for (int i = 0; i < 256; i++) {
                out.write(ones);
            }
        }
        assertThat(Files.size(bomb)).isLessThan(1 << 20);
        assertRefused(fit(bomb), "characters");
    }

    @Test
    void row_31_rows_beyond_the_memory_are_refused() throws IOException {
        Path file = folder.resolve("rows.csv");
        Files.writeString(file, "x,y\n" + "1,2\n".repeat(10_000));
        CsvReader reader =
                new CsvReader(new DataSource(file.toString(), InputStream.nullInputStream()), RowPolicy.strict(), 1);
        assertThat(catchThrowable(() -> reader.read(names -> names, 100_000)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("memory");
    }

    @Test
    void row_31_a_damaged_gzip_file_is_named() throws IOException {
        Path file = folder.resolve("cut.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write("x,y\n1,2\n2,3\n".repeat(100).getBytes(StandardCharsets.US_ASCII));
        }
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 12));
        assertRefused(fit(file), "gzip");
    }

    @Test
    void row_31_files_that_are_not_there_are_named() {
        assertRefused(fit(folder.resolve("none.csv")), "none.csv", "no such file");
        assertRefused(fit(folder), "directory");
    }

    @Test
    void row_32_the_same_rows_give_the_same_bits_and_another_order_the_same_digits() throws IOException {
        System.out.println("DataFaultTest seed " + SEED);
        Random random = new Random(SEED);
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            double x = random.nextDouble();
            rows.add(x + "," + (3 * x + random.nextGaussian()));
        }
        JsonNode first = JSON.readTree(fit("x,y\n" + String.join("\n", rows)).out());
        JsonNode again = JSON.readTree(
                fit("x,y\n" + String.join("\n", rows), "--parallelism", "2").out());
        assertThat(again.get("digest")).isEqualTo(first.get("digest"));
        Collections.shuffle(rows, random);
        JsonNode shuffled = JSON.readTree(fit("x,y\n" + String.join("\n", rows)).out());
        assertThat(shuffled.get("fun").doubleValue()).isCloseTo(first.get("fun").doubleValue(), within(1e-9));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "+1 1:1;x 2:1| line 2 | label 'x' is no number",
                "+1 1:1;-1 2:1 2:3| line 2 | ascend",
                "+1 1:1;-1 0:1| line 2 | indices from 1",
                "+1 1:1;-1 2=1| line 2 | index:value",
                "+2 1:1| row 1 | label",
            })
    void row_29_bad_rows_of_libsvm_are_named(String text, String place, String reason) throws IOException {
        Path file = Files.writeString(folder.resolve("bad.libsvm"), text.replace(';', '\n') + "\n");
        Invocation run = Invocation.of("fit", "linear", "--data", file.toString(), "--loss", "logistic");
        assertRefused(run, place.strip(), reason.strip());
    }

    @Test
    void a_formula_cannot_name_columns_of_libsvm() throws IOException {
        Path file = Files.writeString(folder.resolve("a.libsvm"), "+1 1:1\n");
        Invocation run = Invocation.of("fit", "a*x", "--data", file.toString(), "--response", "y");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("fit linear");
    }
}
