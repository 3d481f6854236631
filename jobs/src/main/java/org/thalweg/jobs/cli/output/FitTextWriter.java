package org.thalweg.jobs.cli.output;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.thalweg.core.fit.statistics.FitSummary;
import org.thalweg.core.run.SearchResult;
import org.thalweg.core.run.StartCounts;
import org.thalweg.jobs.cli.terminal.TerminalStyle;

/** Writes a fit for people: the estimates with their errors, how good the fit is, what the descents did. */
public final class FitTextWriter {
    private static final int ROWS = 40;

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
        Table table = new Table("lrrr");
        table.add("parameter", "estimate", "standard error", "ratio");
        int shown = Math.min(ROWS, names.size());
        for (int j = 0; j < shown; j++) {
            double estimate = summary.estimates()[j];
            double error = summary.standardError(j);
            table.add(
                    names.get(j),
                    Digits.of(estimate, 10),
                    Double.isNaN(error) ? style.sign("–", "-") : Digits.of(error, 6),
                    Double.isNaN(error) || error == 0 ? "" : Digits.of(estimate / error, 4));
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

    private String descents(RunReport run) {
        StartCounts starts = run.result().starts();
        String dot = style.sign(" · ", " | ");
        return " " + Digits.count(starts.total(), "start", "starts") + ", "
                + String.format(Locale.ROOT, "%,d converged", starts.converged()) + dot
                + Digits.count(run.result().iterations(), "iteration", "iterations") + dot
                + String.format(Locale.ROOT, "%.1f s", run.elapsedSeconds()) + dot + "seed "
                + run.result().specification().starts().seed();
    }
}
