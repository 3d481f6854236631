package org.thalweg.jobs.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.thalweg.core.expression.Formula;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.objective.FormulaObjective;
import org.thalweg.core.run.Problem;
import org.thalweg.core.run.SearchSpecification;
import org.thalweg.jobs.cli.terminal.TerminalStyle;
import org.thalweg.jobs.fit.FitGlimpse;
import org.thalweg.jobs.search.Search;
import org.thalweg.monitoring.history.History;
import org.thalweg.monitoring.history.Mark;

class FitFrameTest {
    private static final long ROWS = 20_000;
    private static final String PLACE = "127.0.0.1:8081, 2 slots";

    private static SearchSpecification specification(int parameters) {
        StringBuilder sum = new StringBuilder("0");
        List<String> names = new ArrayList<>();
        for (int j = 1; j <= parameters; j++) {
            names.add("weight" + j);
            sum.append("+weight").append(j).append("^2");
        }
        SearchSpecification search = Search.minimize(
                        new FormulaObjective(Formula.parse(sum.toString())), Bounds.cube(parameters, -5, 5))
                .starts(1)
                .specification();
        Problem problem = new Problem(
                "y ~ linear",
                names,
                search.problem().objective(),
                search.problem().bounds(),
                false);
        return new SearchSpecification(
                problem, search.starts(), search.descents(), search.distinctness(), search.stop());
    }

    /** A fit after 30 seconds and 3,000 rounds, whose loss fell from a million to one. */
    private static FitGlimpse glimpse(int parameters, int known) {
        FitGlimpse none = FitGlimpse.none(parameters);
        History history = none.history();
        double[] row = new double[history.columns().size()];
        for (int i = 0; i <= 30; i++) {
            row[history.columns().indexOf("seconds")] = i;
            row[history.columns().indexOf("rounds")] = 100 * i;
            row[history.columns().indexOf("loss")] = Math.pow(10, 6 - i / 5.0);
            history = history.plus(row.clone());
        }
        history = history.plus(new Mark(12, Mark.Kind.RESTART));
        double[] theta = new double[known];
        for (int j = 0; j < known; j++) {
            theta[j] = (j - 1) * 1234.56789;
        }
        return new FitGlimpse(30, 3_000, 0, 1, 0.03124, theta, history, false);
    }

    private static List<String> frame(TerminalStyle style, int rows, SearchSpecification fit, FitGlimpse now) {
        return new FitFrame(fit, ROWS, PLACE, style, rows).apply(now);
    }

    @ParameterizedTest
    @CsvSource({"80,24,true", "80,24,false", "40,10,true", "200,60,true", "60,3,false", "80,15,true"})
    void fits_the_terminal_whatever_its_size(int columns, int rows, boolean unicode) {
        TerminalStyle style = new TerminalStyle(true, false, unicode, columns);
        for (int parameters : new int[] {1, 5, 300}) {
            SearchSpecification fit = specification(parameters);
            for (FitGlimpse now : List.of(
                    FitGlimpse.none(parameters),
                    FitGlimpse.none(parameters).recovering(true),
                    glimpse(parameters, parameters),
                    glimpse(parameters, 0))) {
                List<String> lines = frame(style, rows, fit, now);

                assertThat(lines)
                        .hasSize(Math.max(10, rows))
                        .allSatisfy(line -> assertThat(line).hasSizeLessThan(columns));
                assertThat(lines.get(lines.size() - 1)).contains("Ctrl-C");
                if (!unicode) {
                    assertThat(String.join("", lines)).matches("\\p{ASCII}*");
                }
            }
        }
    }

    @Test
    void tells_how_fast_it_is_how_the_loss_fell_and_where_the_parameters_are() {
        TerminalStyle style = new TerminalStyle(true, false, true, 80);

        List<String> lines = frame(style, 24, specification(3), glimpse(3, 3));

        assertThat(lines.get(0)).isEqualTo("y ~ linear");
        assertThat(lines.get(1)).isEqualTo("running · 3 parameters · 20,000 rows · " + PLACE);
        assertThat(lines.get(3)).isEqualTo(" 3,000 rounds · 100/s · 30.0s · 1 restart");
        assertThat(lines.get(4)).isEqualTo(" loss 1 · largest slope 0.0312");
        String picture = String.join("\n", lines);
        assertThat(picture).contains("1000000 ┤█", "      1 ┤█", "0.0s", "logarithmic", "30.0s");
        assertThat(picture).contains("weight1 = -1234.56789   weight2 = 0             weight3 = 1234.56789");
        long falling = lines.stream().filter(line -> line.contains("█")).count();
        assertThat(falling).as("lines of bars").isBetween(9L, 12L);
    }

    @Test
    void of_many_parameters_it_tells_the_first_and_how_many_there_are() {
        TerminalStyle style = new TerminalStyle(true, false, true, 80);

        String picture = String.join("\n", frame(style, 24, specification(300), glimpse(300, 300)));

        assertThat(picture).contains("weight1 = ").containsPattern("and 2[0-9]{2} more parameters");
    }

    @Test
    void before_the_first_round_it_says_that_it_starts() {
        TerminalStyle style = new TerminalStyle(true, false, true, 80);

        List<String> lines = frame(style, 24, specification(2), FitGlimpse.none(2));

        assertThat(lines.get(1)).startsWith("starting");
        assertThat(lines.get(3)).isEqualTo(" 0 rounds · 0.0s");
        assertThat(lines.subList(4, 23)).allSatisfy(line -> assertThat(line).isBlank());
    }
}
