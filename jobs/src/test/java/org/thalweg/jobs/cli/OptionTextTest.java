package org.thalweg.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.thalweg.core.linalg.Bounds;

final class OptionTextTest {
    private static final double INF = Double.POSITIVE_INFINITY;

    @Test
    void one_interval_bounds_every_variable() {
        assertThat(bounds("-10:10", "x", "y")).isEqualTo(Bounds.cube(2, -10, 10));
    }

    @Test
    void named_intervals_leave_the_others_unbounded() {
        assertThat(bounds("y=-inf:0", "x", "y"))
                .isEqualTo(new Bounds(new double[] {-INF, -INF}, new double[] {INF, 0}));
    }

    @Test
    void an_element_goes_before_its_vector_in_any_order() {
        Bounds expected = new Bounds(new double[] {0, 0.5, 0}, new double[] {1, 0.5, 1});
        assertThat(bounds("x=0:1,x[2]=0.5:0.5", "x[1]", "x[2]", "x[3]")).isEqualTo(expected);
        assertThat(bounds("x[2]=0.5:0.5,x=0:1", "x[1]", "x[2]", "x[3]")).isEqualTo(expected);
    }

    @Test
    void bounds_name_variables_in_the_order_that_they_are_to_have() {
        assertThat(BoundsOption.parse("--bounds", "b=0:1,x[2]=0:1,a=0:1,x=0:2").order())
                .containsExactly("b", "x", "a");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "10:-10     | --bounds: the bounds of every variable (10:-10) must ascend. Maybe you meant -10:10?",
                "x=2:1      | --bounds: the bounds of x (2:1) must ascend. Maybe you meant 1:2?",
                "x=1        | --bounds: the bounds of x ('1') must have the form LOW:HIGH, such as -10:10.",
                "x=0:nan    | --bounds: 'nan' is not a number. Numbers look like -2, 0.5, 1e-3 or inf, with a decimal point.",
                "x=0:1e999  | --bounds: 1e999 is too large for a double (at most 1.797e308). Maybe you meant inf?",
                "x=inf:inf  | --bounds: the bounds of x (inf:inf) hold no number.",
                "x=0:1,x=0:2| --bounds: x is given twice.",
                "xx=0:1     | --bounds: xx is not a variable of the objective, which has x, y. Maybe you meant x?",
            })
    void bounds_that_make_no_sense_are_refused_with_the_cure(String text, String message) {
        assertThatThrownBy(() -> bounds(text, "x", "y"))
                .isInstanceOf(CommandException.class)
                .hasMessage(message);
    }

    @Test
    void a_start_is_named_listed_or_one_number_for_all() {
        StartOption option = new StartOption("--start", List.of("x", "y"));
        Bounds free = Bounds.unbounded(2);
        assertThat(option.points(List.of("y=2,x=1", "-3, 4", "7"), free))
                .containsExactly(new double[] {1, 2}, new double[] {-3, 4}, new double[] {7, 7});
    }

    @Test
    void starts_come_from_a_file_a_point_a_line(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("starts.txt");
        Files.writeString(file, "# two points\n1,2\n\n3 4\n");
        assertThat(new StartOption("--start", List.of("x", "y")).points(List.of("@" + file), Bounds.unbounded(2)))
                .containsExactly(new double[] {1, 2}, new double[] {3, 4});
    }

    @Test
    void a_bad_line_of_a_file_of_starts_is_named(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("starts.txt");
        Files.writeString(file, "1,2\n3\n4,five\n");
        assertThatThrownBy(() ->
                        new StartOption("--start", List.of("x", "y")).points(List.of("@" + file), Bounds.unbounded(2)))
                .hasMessageContaining("starts.txt, line 3")
                .hasMessageContaining("'five' is not a number");
    }

    @Test
    void a_start_outside_its_bounds_is_refused() {
        assertThatThrownBy(() -> new StartOption("--start", List.of("x")).points(List.of("2"), Bounds.cube(1, 0, 1)))
                .hasMessage("--start: x = 2.0 lies outside its bounds 0.0:1.0.");
    }

    @Test
    void a_start_needs_a_value_for_every_variable() {
        assertThatThrownBy(
                        () -> new StartOption("--start", List.of("x", "y")).points(List.of("x=1"), Bounds.unbounded(2)))
                .hasMessage("--start: y has no value. Give one for each of x, y.");
    }

    @ParameterizedTest
    @CsvSource({"60s,60000", "500ms,500", "2m,120000", "1h,3600000", "1.5,1500"})
    void times_have_units(String text, long millis) {
        assertThat(NumberText.duration("--time-limit", text)).isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0s", "-1s", "soon", "1e3s", ""})
    void other_times_are_refused(String text) {
        assertThatThrownBy(() -> NumberText.duration("--time-limit", text)).isInstanceOf(CommandException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "1000,1000",
        "1e6,1000000",
        "'1,000,000',1000000",
        "1_000,1000",
        "-9223372036854775808,-9223372036854775808"
    })
    void whole_numbers_may_be_grouped_or_have_an_exponent(String text, long value) {
        assertThat(WholeNumber.signed("--seed", text)).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.5", "9223372036854775808", "1e400000000", "ten", ""})
    void what_is_no_whole_number_is_refused(String text) {
        assertThatThrownBy(() -> WholeNumber.signed("--seed", text))
                .hasMessageContaining("--seed")
                .hasMessageContaining("must be a whole number");
    }

    @Test
    void a_mistyped_name_finds_its_nearest() {
        List<String> methods = List.of("lbfgs", "newton", "nelder-mead");
        assertThat(NearestName.of("lbgfs", methods)).contains("lbfgs");
        assertThat(NearestName.of("simulated-annealing", methods)).isEmpty();
    }

    @Test
    void a_pause_may_be_none_and_a_limit_may_not() {
        assertThat(NumberText.pause("--page-linger", "0s")).isZero();
        assertThatThrownBy(() -> NumberText.duration("--time-limit", "0s"))
                .isInstanceOf(CommandException.class)
                .hasMessage("--time-limit: 0s must be at least a millisecond.");
    }

    private static Bounds bounds(String text, String... variables) {
        return BoundsOption.parse("--bounds", text).resolve(List.of(variables), Bounds.unbounded(variables.length));
    }
}
