package org.thalweg.jobs.cli.output;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.thalweg.core.fit.rounds.LossCurve;
import org.thalweg.core.fit.statistics.FitSummary;
import org.thalweg.core.run.SearchResult;
import org.thalweg.core.run.StartCounts;
import org.thalweg.jobs.cli.terminal.Sparkline;
import org.thalweg.jobs.cli.terminal.TerminalStyle;

/** Writes a fit for people: the estimates with their errors, how good the fit is, what the descents did. */
public final class FitTextWriter {
    private static final int ROWS = 40;
    private static final double LEAST = 2e-16;
    /** The share of the loss by which it must fall for its curve to be shown. */
    private static final double VISIBLE = 1e-6;

    private static final int BARS = 40;
    /** How many values of the loss are told. */
    private static final int POINTS = 6;

    private final TerminalStyle style;

    public FitTextWriter(TerminalStyle style) {
        this.style = style;
    }

    public void write(FitReport report, Writer out) throws IOException {
        List<String> lines = new ArrayList<>();
        SearchResult result = report.run().result();
        String model = result.specification().problem().text().strip().replaceAll("\\s+", " ");
        String ellipsis = style.sign("…", "...");
        lines.add(style.bold(
                model.length() <= style.columns()
                        ? model
                        : model.substring(0, style.columns() - ellipsis.length()) + ellipsis));
        String sign = result.status().isSuccess()
                ? style.good(style.sign("✔ ", "* ") + "fitted")
                : style.warning(style.sign("✘ ", "! ")
                        + result.status().name().toLowerCase(Locale.ROOT).replace('_', ' '));
        FitSummary summary = report.summary();
        if (summary == null) {
            lines.addAll(Paragraph.wrap(sign + ": " + report.run().message(), style.columns()));
        } else {
            lines.add(sign + "  " + headline(result, summary));
            lines.addAll(table(summary, result.specification().problem().variables()));
            lines.addAll(quality(summary));
            lines.addAll(Paragraph.wrap("  " + report.run().message(), style.columns()));
        }
        if (report.curve() != null) {
            lines.addAll(curve(report.curve()));
        }
        lines.add(descents(report.run()));
        for (String line : lines) {
            out.write(line);
            out.write('\n');
        }
    }

    private static String headline(SearchResult result, FitSummary summary) {
        double fun = result.best() == null ? Double.NaN : result.best().value();
        return "loss = %s (%s), %s".formatted(fun, summary.loss(), Digits.count(summary.observations(), "row", "rows"));
    }

    private List<String> table(FitSummary summary, List<String> names) {
        int shown = Math.min(ROWS, names.size());
        Table table = estimates(summary, names, shown, true);
        if (table.width() > style.columns() - 2) {
            table = estimates(summary, names, shown, false);
        }
        List<String> lines = new ArrayList<>();
        for (String line : table.lines(style.columns() - 2, style.sign("…", "~"))) {
            lines.add("  " + line);
        }
        lines.set(0, style.faint(lines.get(0)));
        if (shown < names.size()) {
            lines.add("  and %,d more parameters (--output json lists them)".formatted(names.size() - shown));
        }
        return lines;
    }

    private Table estimates(FitSummary summary, List<String> names, int shown, boolean intervals) {
        String letter = Significance.isStudent(summary) ? "t" : "z";
        Table table = new Table(intervals ? "lrrrrrr" : "lrrrr");
        List<String> head = List.of(
                "parameter",
                "estimate",
                "std. error",
                letter + " value",
                "Pr(>|%s|)".formatted(letter),
                "95% from",
                "to");
        table.add(head.subList(0, intervals ? head.size() : 5).toArray(String[]::new));
        for (int j = 0; j < shown; j++) {
            double error = summary.standardError(j);
            boolean known = error > 0;
            Significance said = Significance.of(summary, j);
            List<String> row = List.of(
                    names.get(j),
                    Digits.of(summary.estimates()[j], 10),
                    Double.isNaN(error) ? style.sign("–", "-") : Digits.of(error, 6),
                    known ? Digits.of(said.statistic(), 4) : "",
                    known ? chance(said.chance()) : "",
                    known ? Digits.of(said.low(), 5) : "",
                    known ? Digits.of(said.high(), 5) : "");
            table.add(row.subList(0, intervals ? row.size() : 5).toArray(String[]::new));
        }
        return table;
    }

    /** A probability, as statisticians write it. */
    private static String chance(double probability) {
        return Double.isNaN(probability) ? "" : probability < LEAST ? "<2e-16" : Digits.of(probability, 3);
    }

    private List<String> quality(FitSummary summary) {
        if (Double.isNaN(summary.rss())) {
            return List.of();
        }
        String text = "  residual standard deviation %s on %s, residual sum of squares %s, R%s %s"
                .formatted(
                        Digits.of(summary.deviation(), 7),
                        Digits.count(summary.degreesOfFreedom(), "degree of freedom", "degrees of freedom"),
                        Digits.of(summary.rss(), 10),
                        style.sign("²", "^2"),
                        Digits.of(summary.explained(), 6));
        return Paragraph.wrap(text, style.columns());
    }

    /** How the loss fell, in bars and in a few numbers; on a scale of its logarithm where it fell far. */
    private List<String> curve(LossCurve curve) {
        double[] values = curve.values();
        long[] iterations = curve.iterations();
        double first = values.length == 0 ? 0 : values[0];
        double last = values.length == 0 ? 0 : values[values.length - 1];
        if (!(first - last > VISIBLE * Math.abs(first))) {
            return List.of();
        }
        boolean far = last > 0 && first > 10 * last;
        Sparkline bars = new Sparkline(BARS);
        for (int k = 0; k < Math.min(BARS, values.length); k++) {
            double value = values[place(k, Math.min(BARS, values.length), values.length)];
            bars.add(far ? Math.log(value) : value);
        }
        List<String> points = new ArrayList<>();
        for (int k = 0; k < Math.min(POINTS, values.length); k++) {
            int at = place(k, Math.min(POINTS, values.length), values.length);
            points.add("%d: %s".formatted(iterations[at], Digits.of(values[at], 4)));
        }
        List<String> lines = new ArrayList<>();
        lines.add("  loss by iteration%s  %s".formatted(far ? ", logarithmic" : "", bars.render(style.unicode())));
        lines.addAll(Paragraph.wrap("    " + String.join(style.dot(), points), style.columns()));
        return lines;
    }

    /** Of {@code size} points, the one that is shown as point {@code k} of {@code shown}: the first and the last are. */
    private static int place(int k, int shown, int size) {
        return (int) ((long) k * (size - 1) / (shown - 1));
    }

    private String descents(RunReport run) {
        StartCounts starts = run.result().starts();
        String dot = style.dot();
        return " " + Digits.count(starts.total(), "start", "starts") + ", "
                + String.format(Locale.ROOT, "%,d converged", starts.converged()) + dot
                + Digits.count(run.result().iterations(), "iteration", "iterations") + dot
                + String.format(Locale.ROOT, "%.1f s", run.elapsedSeconds()) + dot + "seed "
                + run.result().specification().starts().seed();
    }
}
