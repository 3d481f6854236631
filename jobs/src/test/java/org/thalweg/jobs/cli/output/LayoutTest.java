package org.thalweg.jobs.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LayoutTest {

    @ParameterizedTest
    @CsvSource({
        "-0.75, 6, -0.75",
        "0.6389714464579207, 9, 0.638971446",
        "2.1e-10, 2, 2.1e-10",
        "123456789, 4, 1.235e8",
        "1e6, 6, 1000000",
        "-0.0, 6, 0",
        "4.9e-324, 3, 4.94e-324",
        "NaN, 3, NaN",
        "-Infinity, 3, -inf",
        "99999.99, 4, 100000",
    })
    void numbers_keep_a_few_digits(double value, int digits, String text) {
        assertThat(Digits.of(value, digits)).isEqualTo(text);
    }

    @Test
    void columns_are_aligned() {
        Table table = new Table("rl");
        table.add("#", "name");
        table.add("10", "a");
        assertThat(table.lines(80, "…")).containsExactly(" #  name", "10  a");
    }

    @Test
    void the_widest_column_gives_way() {
        Table table = new Table("lll");
        table.add("1", "x".repeat(100), "minimum");
        assertThat(table.lines(40, "…")).containsExactly("1  " + "x".repeat(27) + "…  minimum");
    }

    @Test
    void the_last_column_is_broken_at_blanks_and_loses_nothing() {
        Table table = new Table("lrl");
        table.add("x".repeat(20), "12", "degenerate-minimum, 6 flat (x[1] on a bound), nonsmooth");
        assertThat(table.lines(40, "…"))
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(40))
                .hasSizeGreaterThan(2);
        assertThat(String.join(" ", table.lines(40, "…")).replaceAll(" +", " "))
                .contains("degenerate-minimum, 6 flat (x[1] on a bound), nonsmooth");
    }

    @Test
    void a_table_that_cannot_be_made_narrow_enough_is_none() {
        Table table = new Table("lll");
        table.add("123456789", "123456789", "degenerate-minimum");
        assertThat(table.lines(30, "…")).isEmpty();
    }

    @Test
    void paragraphs_break_at_blanks_and_indent_what_follows() {
        assertThat(Paragraph.wrap(" one two three", 9)).isEqualTo(List.of(" one two", "   three"));
    }

    @Test
    void a_word_longer_than_the_line_stands_alone() {
        assertThat(Paragraph.wrap("a " + "b".repeat(20), 10)).isEqualTo(List.of("a", "  " + "b".repeat(20)));
    }
}
