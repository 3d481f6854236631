package org.thalweg.jobs.cli.output;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.thalweg.core.run.SearchSpecification;
import org.thalweg.jobs.cli.terminal.Chart;
import org.thalweg.jobs.cli.terminal.ProgressLine;
import org.thalweg.jobs.cli.terminal.TerminalStyle;
import org.thalweg.jobs.fit.FitGlimpse;
import org.thalweg.monitoring.history.History;
import org.thalweg.monitoring.history.Mark;

/** A fit, or one descent, that runs as lines for a whole terminal: what it is, how far it is, how its loss fell, where its parameters are. */
public final class FitFrame implements Function<FitGlimpse, List<String>> {
    private static final int LEAST_ROWS = 10;
    private static final int TALLEST = 12;
    private static final int LOWEST = 3;
    /** Seconds over which the rate is told. */
    private static final double RECENT = 5;
    /** Significant digits of numbers. */
    private static final int SHOWN = 9;
    /** Of those beside the chart, if they differ in so many. */
    private static final int FEW = 4;

    private static final int GAP = 3;

    private final SearchSpecification specification;
    private final long observations;
    private final String place;
    private final TerminalStyle style;
    private final int rows;

    /**
     * @param observations rows of data; 0 for a descent over the variables of a formula
     * @param place where the fit runs, for people
     * @param rows how many lines there may be
     */
    public FitFrame(SearchSpecification specification, long observations, String place, TerminalStyle style, int rows) {
        this.specification = specification;
        this.observations = observations;
        this.place = place;
        this.style = style;
        this.rows = Math.max(LEAST_ROWS, rows);
    }

    @Override
    public List<String> apply(FitGlimpse now) {
        List<String> lines = new ArrayList<>();
        lines.add(style.bold(style.cut(specification.problem().text().strip().replaceAll("\\s+", " "))));
        lines.add(style.faint(style.cut(setting(now))));
        lines.add("");
        lines.add(style.cut(" " + pace(now)));
        lines.add(style.cut(" " + standing(now)));
        int room = rows - lines.size() - 2;
        List<String> parameters = parameters(now.theta(), Math.max(1, room / 3));
        int height = Math.min(TALLEST, room - 2 - (parameters.isEmpty() ? 0 : parameters.size() + 1));
        List<String> chart = height < LOWEST ? List.of() : chart(now.history(), height);
        for (List<String> part : List.of(chart, parameters)) {
            if (!part.isEmpty() && lines.size() + 1 + part.size() < rows) {
                lines.add("");
                lines.addAll(part);
            }
        }
        while (lines.size() < rows - 1) {
            lines.add("");
        }
        lines.add(style.faint(
                style.cut("Ctrl-C ends the watching; the %s goes on".formatted(isFit() ? "fit" : "descent"))));
        return lines;
    }

    private boolean isFit() {
        return observations > 0;
    }

    private String setting(FitGlimpse now) {
        int dimension = specification.problem().variables().size();
        List<String> parts = new ArrayList<>();
        parts.add(state(now));
        if (isFit()) {
            parts.add(Digits.count(dimension, "parameter", "parameters"));
            parts.add(Digits.count(observations, "row", "rows"));
        } else {
            parts.add(Digits.count(dimension, "variable", "variables"));
        }
        parts.add(place);
        return String.join(style.dot(), parts);
    }

    private static String state(FitGlimpse now) {
        if (now.recovering()) {
            return "recovering from a failure";
        }
        return now.finished() > 0 ? "at its end" : now.rounds() == 0 ? "starting" : "running";
    }

    private String pace(FitGlimpse now) {
        List<String> parts = new ArrayList<>();
        parts.add(Digits.count(now.rounds(), "round", "rounds"));
        double rate = rate(now.history());
        if (rate > 0) {
            parts.add(ProgressLine.rate(rate));
        }
        parts.add(ProgressLine.span(now.seconds()));
        long restarts = now.history().marks().stream()
                .filter(mark -> mark.kind() == Mark.Kind.RESTART)
                .count();
        if (restarts > 0) {
            parts.add(Digits.count(restarts, "restart", "restarts"));
        }
        return String.join(style.dot(), parts);
    }

    /** Rounds a second in the last few; 0 where that is not known. */
    private static double rate(History history) {
        double[] seconds = column(history, "seconds");
        double[] rounds = column(history, "rounds");
        int last = seconds.length - 1;
        int first = last;
        while (first > 0 && seconds[last] - seconds[first] < RECENT) {
            first--;
        }
        return first == last ? 0 : (rounds[last] - rounds[first]) / (seconds[last] - seconds[first]);
    }

    private static double[] column(History history, String name) {
        int column = history.columns().indexOf(name);
        double[] numbers = new double[history.rows()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = history.row(i)[column];
        }
        return numbers;
    }

    private String standing(FitGlimpse now) {
        if (Double.isNaN(now.loss())) {
            return "";
        }
        String loss = "%s %s".formatted(isFit() ? "loss" : "f =", Digits.of(now.loss(), SHOWN));
        return Double.isNaN(now.gradientNorm())
                ? loss
                : loss + style.dot() + "largest slope " + Digits.of(now.gradientNorm(), 3);
    }

    private List<String> chart(History history, int height) {
        Chart chart = new Chart(column(history, "seconds"), column(history, "loss"));
        int digits = FEW;
        while (digits < SHOWN && Digits.of(chart.least(), digits).equals(Digits.of(chart.largest(), digits))) {
            digits++;
        }
        Chart.Labels labels = new Chart.Labels(Digits.of(chart.least(), digits), Digits.of(chart.largest(), digits));
        return chart.lines(labels, height, style);
    }

    /** The first parameters by name, in columns; in {@code most} lines, the last of which says how many more there are. */
    private List<String> parameters(double[] theta, int most) {
        List<String> names = specification.problem().variables();
        int known = Math.min(theta.length, names.size());
        int first = Math.min(known, most * style.columns());
        List<String> cells = new ArrayList<>();
        for (int j = 0; j < first; j++) {
            cells.add("%s = %s".formatted(names.get(j), Digits.of(theta[j], SHOWN)));
        }
        int widest = cells.stream().mapToInt(String::length).max().orElse(0);
        int across = Math.max(1, (style.columns() - 2) / (widest + GAP));
        boolean all = known <= across * most;
        int shown = all ? known : Math.min(first, across * (most - 1));
        List<String> lines = new ArrayList<>();
        for (int j = 0; j < shown; j += across) {
            StringBuilder line = new StringBuilder(" ");
            for (String cell : cells.subList(j, Math.min(shown, j + across))) {
                line.append(cell).append(" ".repeat(widest + GAP - cell.length()));
            }
            lines.add(style.cut(line.toString().stripTrailing()));
        }
        if (!all) {
            String rest = shown == 0 ? "" : "and ";
            String more = shown == 0 ? "" : " more";
            lines.add(style.faint(
                    style.cut(String.format(Locale.ROOT, " %s%,d%s parameters", rest, known - shown, more))));
        }
        return lines;
    }
}
