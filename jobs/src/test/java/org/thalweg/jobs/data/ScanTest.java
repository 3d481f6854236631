package org.thalweg.jobs.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.thalweg.core.fit.data.DataTable;

/** Rows are the same however a file is cut, and so are the lines that messages name. */
final class ScanTest {
    private static final long SEED = 41;
    private static final List<String> NAMES = List.of("x", "y");

    @TempDir
    private Path folder;

    private Scan.Found<NumberColumns> scan(String text, long size, RowPolicy policy) throws IOException {
        Path path = Files.writeString(folder.resolve("rows.csv"), text);
        DataSource source = new DataSource(path.toString(), InputStream.nullInputStream());
        long body = text.indexOf('\n') + 1;
        List<String> header = List.of(text.substring(0, (int) body - 1).split(","));
        RowFile<DataTable> file = new RowFile<>(source, new CsvFormat(',', header, NAMES), policy, body, 1);
        NumberColumns.Memory memory = NumberColumns.Memory.of("rows.csv", 1 << 30);
        return new Scan<>(file, () -> new NumberColumns(2, memory), size).run(2);
    }

    private static List<double[]> rows(Scan.Found<NumberColumns> found) {
        DataTable table = NumberColumns.join(NAMES, found.index().rows(), found.sinks());
        List<double[]> rows = new ArrayList<>();
        for (int row = 0; row < table.rows(); row++) {
            rows.add(new double[] {table.columns()[0][row], table.columns()[1][row]});
        }
        return rows;
    }

    /** Comments, blank lines, line ends of two kinds, quotes, and what was written. */
    private static String dressed(Random random, List<double[]> written) {
        StringBuilder text = new StringBuilder("x,y\n");
        for (int i = 0; i < 500; i++) {
            double x = random.nextGaussian();
            double y = random.nextInt(1000) / 8.0;
            written.add(new double[] {x, y});
            switch (random.nextInt(5)) {
                case 0 -> text.append("# no row, \"\n").append(x).append(" ,").append(y);
                case 1 ->
                    text.append("\n\r\n").append('"').append(x).append("\",").append(y);
                case 2 -> text.append(x).append(", \"").append(y).append("\" \r");
                default -> text.append(x).append(',').append(y);
            }
            text.append('\n');
        }
        return text.toString();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 7, 64, 1000, 1 << 20})
    void rows_are_the_same_however_the_file_is_cut(long size) throws IOException {
        System.out.println("ScanTest seed " + SEED);
        List<double[]> written = new ArrayList<>();
        String text = dressed(new Random(SEED), written);
        List<double[]> read = rows(scan(text, size, RowPolicy.strict()));
        assertThat(read.toArray(double[][]::new)).isDeepEqualTo(written.toArray(double[][]::new));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 10, 100, 1 << 20})
    void the_first_bad_row_is_named_by_its_line_however_the_file_is_cut(long size) {
        String text = "x,y\n" + "1,2\n# note\n\n".repeat(50) + "3,four\n" + "5,6\n".repeat(9) + "7\n";
        assertThatThrownBy(() -> scan(text, size, RowPolicy.strict()))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("line 152, column y");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 5, 1 << 20})
    void line_ends_inside_quotes_are_no_ends_of_rows(long size) throws IOException {
        String text = "x,note,y\n" + "1,\"2,\n\n\",2\n3,\"\n4,\"\"5\"\"\n\",4\n".repeat(40);
        assertThat(rows(scan(text, size, RowPolicy.strict()))).hasSize(80).allMatch(row -> row[1] == row[0] + 1);
    }

    @ParameterizedTest
    @ValueSource(longs = {3, 1 << 20})
    void rows_that_are_left_out_are_counted_however_the_file_is_cut(long size) throws IOException {
        String text = "x,y\n" + "1,2\nNA,3\n4,oops\n5\n".repeat(30);
        RowPolicy lenient = new RowPolicy(Policy.SKIP, Policy.SKIP);
        Scan.Found<NumberColumns> found = scan(text, size, lenient);
        assertThat(found.index().rows()).isEqualTo(30);
        assertThat(found.index().rejected()).isEqualTo(90);
    }

    @Test
    void a_file_without_rows_is_refused() {
        assertThatThrownBy(() -> scan("x,y\n\n# none\n", 4, RowPolicy.strict())).hasMessageContaining("no rows");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0", "-0", "1.5", "-12.25", "0.1", "123456789012345", "1e-7", "3.0000000000000004", ".5", "5."})
    void numbers_are_read_as_java_reads_them(String text) {
        byte[] bytes = ("[" + text + "]").getBytes(StandardCharsets.US_ASCII);
        assertThat(Cells.number(bytes, 1, bytes.length - 1)).isEqualTo(Double.parseDouble(text));
    }

    @Test
    void random_numbers_are_read_as_java_reads_them() {
        Random random = new Random(SEED);
        for (int i = 0; i < 10_000; i++) {
            String text = switch (i % 3) {
                case 0 -> String.valueOf(random.nextInt(1 << random.nextInt(1, 31)) / 1000.0);
                case 1 -> String.valueOf(Double.longBitsToDouble(random.nextLong()));
                default ->
                    BigDecimal.valueOf(random.nextLong(1L << 49), random.nextInt(15))
                            .toPlainString();
            };
            byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
            double expected = Double.parseDouble(text);
            assertThat(Cells.number(bytes, 0, bytes.length))
                    .as(text)
                    .isEqualTo(Double.valueOf(Double.isInfinite(expected) ? Double.NaN : expected));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", ".", "x", "1.2.3", "1,5", "0x10", "1d", "NaN", "Infinity", "1e999", "--1", "1 2"})
    void what_is_no_number_is_none(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        assertThat(Cells.number(bytes, 0, bytes.length)).isNaN();
    }

    @Test
    void landmarks_lead_to_any_row() throws IOException {
        StringBuilder text = new StringBuilder("x,y\n");
        for (int i = 0; i < 5000; i++) {
            text.append(i).append(",0\n");
        }
        RowIndex index = scan(text.toString(), 999, RowPolicy.strict()).index();
        for (int row : Arrays.asList(0, 1, 1023, 1024, 2500, 4999)) {
            StretchReport.Landmark mark = index.before(row);
            assertThat(mark.row()).isBetween(row - 1024L, (long) row);
            assertThat(text.substring((int) mark.offset())).startsWith(mark.row() + ",");
            assertThat(mark.linesBefore()).isEqualTo(mark.row() + 1);
        }
    }
}
