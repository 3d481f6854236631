package org.thalweg.jobs.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.thalweg.core.expression.Formula;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.objective.FormulaObjective;
import org.thalweg.core.run.SearchDriver;
import org.thalweg.core.run.SearchResult;
import org.thalweg.core.run.SearchSpecification;
import org.thalweg.core.search.FoundPoint;
import org.thalweg.core.search.Kind;
import org.thalweg.core.search.StationaryPoint;
import org.thalweg.jobs.cli.terminal.TerminalStyle;
import org.thalweg.jobs.search.Search;

class MinimaTableTest {
    private static final int VARIABLES = 6;

    private static TerminalStyle style(int columns, boolean unicode) {
        return new TerminalStyle(false, false, unicode, columns);
    }

    private static FoundPoint found(Kind kind, double eigenvalue, int flat, boolean smooth, int... active) {
        double[] x = new double[VARIABLES];
        Arrays.setAll(x, i -> -1.23456789 / (i + 1));
        StationaryPoint point = new StationaryPoint(
                x, -44.3268014195, new double[VARIABLES], 2.345e-10, eigenvalue, kind, flat, true, active, smooth);
        return new FoundPoint(point, 12_345, 0, 0);
    }

    /** A result that found such minima. */
    private static SearchResult result(FoundPoint... minima) {
        SearchSpecification search = Search.minimize(
                        new FormulaObjective(Formula.parse("sum(i, 1, 6, x[i]^2)")), Bounds.cube(VARIABLES, -5, 5))
                .starts(3)
                .specification();
        SearchResult real = SearchDriver.run(search);
        return new SearchResult(
                real.specification(),
                real.status(),
                minima[0].point(),
                List.of(minima),
                minima.length,
                List.of(),
                0,
                real.starts(),
                real.evaluations(),
                real.iterations(),
                null,
                true,
                "",
                "");
    }

    @ParameterizedTest
    @CsvSource({
        "DEGENERATE_MINIMUM, 6, true, 0, degenerate-minimum, 6 flat",
        "MINIMUM, 0, true, 0, minimum, -1.23e-15",
        "MINIMUM, 0, false, 0, minimum, nonsmooth",
        "BOUNDARY_MINIMUM, 0, true, 1, boundary-minimum (x[1]), -1.23e-15",
        "BOUNDARY_MINIMUM, 0, true, 5, boundary-minimum (5/6), -1.23e-15",
        "BOUNDARY_MINIMUM, 0, false, 6, boundary-minimum (6/6), nonsmooth",
    })
    void each_has_one_line_of_eighty_columns_that_says_what_it_is(
            Kind kind, int flat, boolean smooth, int active, String word, String curvature) {
        int[] bound = new int[active];
        Arrays.setAll(bound, i -> i);
        FoundPoint one = found(kind, smooth ? -1.23456e-15 : Double.NaN, flat, smooth, bound);

        for (boolean unicode : new boolean[] {true, false}) {
            List<String> lines = new MinimaTable(result(one, one), style(80, unicode)).lines();

            assertThat(lines).hasSize(3).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
            assertThat(lines.get(1)).contains("-44.3268014", "12345", word, curvature);
        }
    }

    @Test
    void a_wide_terminal_has_the_eigenvalue_and_all_words() {
        List<String> lines =
                new MinimaTable(result(found(Kind.DEGENERATE_MINIMUM, 1e-17, 6, true)), style(160, true)).lines();

        assertThat(lines.get(1)).endsWith("1e-17  degenerate-minimum, 6 flat");
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 50, 60, 70})
    void a_narrow_terminal_gets_lines_that_fit_it_and_all_words(int columns) {
        List<String> lines = new MinimaTable(
                        result(found(Kind.DEGENERATE_MINIMUM, 1e-17, 6, false, 0, 1)), style(columns, true))
                .lines();

        assertThat(lines).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(columns));
        assertThat(String.join(" ", lines)).contains("degenerate-minimum");
    }

    @ParameterizedTest
    @CsvSource({"33, and 13 more minima", "21, and 1 more minimum"})
    void more_than_twenty_are_counted(int found, String words) {
        FoundPoint[] many = new FoundPoint[found];
        Arrays.fill(many, found(Kind.MINIMUM, 1, 0, true));

        List<String> lines = new ArrayList<>(new MinimaTable(result(many), style(80, true)).lines());

        assertThat(lines).hasSize(22);
        assertThat(lines.get(21)).contains(words);
    }
}
