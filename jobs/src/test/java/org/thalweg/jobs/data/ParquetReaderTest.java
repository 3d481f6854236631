package org.thalweg.jobs.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.thalweg.core.fit.data.DataTable;

/**
 * Columns of Parquet files, written by Parquet's own writer: 300 rows with x = (37·i mod 100)/8 − 3, y = 3 + 2·x, f = (i mod 7)/4, i − 150, l = 10¹⁰·i,
 * b = (i mod 3 = 0), and gap = i/4, which is missing where 4 divides i.
 */
final class ParquetReaderTest {
    @TempDir
    private Path folder;

    private ParquetReader reader(String file, RowPolicy policy) throws IOException {
        Path path = folder.resolve(file);
        try (InputStream in = ParquetReaderTest.class.getResourceAsStream("/org/thalweg/jobs/data/" + file)) {
            Files.copy(Objects.requireNonNull(in), path);
        }
        return new ParquetReader(new DataSource(path.toString(), InputStream.nullInputStream()), policy);
    }

    private static double[] expected(String column) {
        double[] values = new double[300];
        Arrays.setAll(values, i -> {
            double x = (i * 37 % 100) / 8.0 - 3;
            return switch (column) {
                case "x" -> x;
                case "y" -> 3 + 2 * x;
                case "f" -> i % 7 / 4.0;
                case "i" -> i - 150;
                case "l" -> i * 1e10;
                default -> i % 3 == 0 ? 1 : 0;
            };
        });
        return values;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "uncompressed-v1",
                "uncompressed-v2",
                "snappy-v1",
                "snappy-v2",
                "zstd-v1",
                "zstd-v2",
                "gzip-v1",
                "gzip-v2"
            })
    void numbers_of_all_kinds_are_read(String kind) throws IOException {
        List<String> wanted = List.of("y", "b", "x", "f", "i", "l");
        ReadTable read = reader("rows-" + kind + ".parquet", RowPolicy.strict()).read(names -> wanted, 1 << 20);
        DataTable table = read.table();
        assertThat(table.rows()).isEqualTo(300);
        assertThat(read.rejected()).isZero();
        for (int c = 0; c < wanted.size(); c++) {
            assertThat(Arrays.copyOf(table.columns()[c], 300)).as(wanted.get(c)).isEqualTo(expected(wanted.get(c)));
        }
    }

    @Test
    void missing_values_fail_or_are_skipped_as_asked() throws IOException {
        assertThatThrownBy(() ->
                        reader("rows-snappy-v1.parquet", RowPolicy.strict()).read(names -> List.of("gap"), 1 << 20))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("row 1, column gap")
                .hasMessageContaining("--missing skip");
        ReadTable read = reader("rows-gzip-v2.parquet", new RowPolicy(Policy.FAIL, Policy.SKIP))
                .read(names -> List.of("i", "gap"), 1 << 20);
        assertThat(read.rejected()).isEqualTo(75);
        assertThat(read.table().rows()).isEqualTo(225);
        for (int row = 0; row < 225; row++) {
            assertThat(read.table().columns()[1][row]).isEqualTo((read.table().columns()[0][row] + 150) / 4);
        }
    }

    @Test
    void what_is_no_number_is_refused_by_its_column() {
        assertThatThrownBy(() ->
                        reader("rows-zstd-v1.parquet", RowPolicy.strict()).read(names -> List.of("name"), 1 << 20))
                .hasMessageContaining("column name")
                .hasMessageContaining("no numbers");
    }

    @Test
    void more_than_the_memory_is_refused() {
        assertThatThrownBy(
                        () -> reader("rows-zstd-v1.parquet", RowPolicy.strict()).read(names -> List.of("x"), 100))
                .isInstanceOf(TooLargeException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "PAR1",
                "x,y\n1,2\n3,4\n5,6\n",
                "PAR1\u0001\u0000\u0000\u0000PAR1",
                "PAR1\u0000\u0000\u0000\u007fPAR1"
            })
    void what_is_no_parquet_is_refused(String text) throws IOException {
        Path path = Files.writeString(folder.resolve("no.parquet"), text);
        ParquetReader reader =
                new ParquetReader(new DataSource(path.toString(), InputStream.nullInputStream()), RowPolicy.strict());
        assertThatThrownBy(() -> reader.read(names -> names, 1 << 20))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("Parquet");
    }
}
