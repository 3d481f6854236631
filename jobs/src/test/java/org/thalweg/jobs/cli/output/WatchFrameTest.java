package org.thalweg.jobs.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.thalweg.core.expression.Formula;
import org.thalweg.core.expression.ParseOptions;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.objective.FormulaObjective;
import org.thalweg.core.run.SearchDriver;
import org.thalweg.core.run.SearchSpecification;
import org.thalweg.jobs.cli.terminal.TerminalStyle;
import org.thalweg.jobs.search.Glimpse;
import org.thalweg.jobs.search.Search;
import org.thalweg.jobs.search.SearchProgress;
import org.thalweg.monitoring.history.History;

class WatchFrameTest {
    private static final String SHUBERT = "20 + x^2 - 10*cos(2*pi*x) + y^2 - 10*cos(2*pi*y)";

    @Test
    void a_point_of_many_coordinates_keeps_each_minimum_on_one_line() {
        SearchSpecification search = Search.minimize(
                        new FormulaObjective(Formula.parse(
                                "sum(i, 1, n, (x[i]^2 - 1)^2)",
                                ParseOptions.none().withDimension(30))),
                        Bounds.cube(30, -2, 2))
                .starts(60)
                .specification();
        TerminalStyle style = new TerminalStyle(true, false, true, 80);
        SearchProgress progress = new SearchProgress(60, 60, 0, 0, 0, 4_567, 0, 60, 1.5);

        List<String> lines = new WatchFrame(search, "local", style, 24)
                .apply(new Glimpse(progress, SearchDriver.run(search), History.of("seconds"), false));

        assertThat(lines).hasSize(24).allSatisfy(line -> assertThat(line).hasSizeLessThan(80));
        assertThat(lines.subList(8, 22)).allMatch(line -> line.endsWith("minimum"));
        assertThat(lines.get(23)).contains("Ctrl-C");
    }

    @ParameterizedTest
    @CsvSource({"80,24,true", "80,24,false", "40,10,true", "200,60,true", "60,3,false"})
    void fits_the_terminal_whatever_its_size(int columns, int rows, boolean unicode) {
        SearchSpecification search = Search.minimize(
                        new FormulaObjective(Formula.parse(SHUBERT)), Bounds.cube(2, -5, 5))
                .starts(300)
                .specification();
        TerminalStyle style = new TerminalStyle(true, false, unicode, columns);
        WatchFrame frame = new WatchFrame(search, "127.0.0.1:8081, 2 slots", style, rows);
        SearchProgress progress = new SearchProgress(300, 120, 3, 2, 1, 4_567_890, 0, 31, 1.5);
        History none = History.of("seconds");

        List<String> before = frame.apply(new Glimpse(progress, null, none, true));
        List<String> lines = frame.apply(new Glimpse(progress, SearchDriver.run(search), none, false));

        assertThat(lines)
                .hasSize(Math.max(10, rows))
                .allSatisfy(line -> assertThat(line).hasSizeLessThan(columns));
        assertThat(before).hasSize(Math.max(10, rows));
        assertThat(String.join("\n", before)).contains("recovering");
        assertThat(String.join("\n", lines)).contains("126/300", "120 converged", "Ctrl-C");
        if (columns >= 80) {
            assertThat(String.join("\n", lines)).contains("minimum", "evaluations");
        }
        if (!unicode) {
            assertThat(String.join("", lines)).matches("\\p{ASCII}*");
        }
    }
}
