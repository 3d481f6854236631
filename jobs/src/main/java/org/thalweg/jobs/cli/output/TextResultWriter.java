package org.thalweg.jobs.cli.output;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.thalweg.core.run.Problem;
import org.thalweg.core.run.SearchResult;
import org.thalweg.core.run.StartCounts;
import org.thalweg.core.search.BasinShare;
import org.thalweg.core.search.FoundPoint;
import org.thalweg.core.search.Kind;
import org.thalweg.core.search.StationaryPoint;
import org.thalweg.core.search.UnseenMinima;
import org.thalweg.jobs.cli.terminal.TerminalStyle;

/** Writes a result for people: the answer, the table of minima, what else was met, and what the search was. */
public final class TextResultWriter implements ResultWriter {
    private static final int ROWS = 20;
    private static final int LONGEST_POINT = 10;

    private final TerminalStyle style;

    public TextResultWriter(TerminalStyle style) {
        this.style = style;
    }

    @Override
    public void write(RunReport report, Writer out) throws IOException {
        SearchResult result = report.result();
        List<String> lines = new ArrayList<>();
        lines.add(style.bold(headline(report)));
        lines.addAll(answer(report));
        lines.addAll(new MinimaTable(result, style).lines());
        lines.addAll(stationary(result));
        lines.add(summary(report));
        for (String line : lines) {
            out.write(line);
            out.write('\n');
        }
    }

    private String headline(RunReport report) {
        Problem problem = report.result().specification().problem();
        String variables = Digits.count(problem.variables().size(), "variable", "variables");
        String rest = dot() + variables + dot() + report.place();
        String text = problem.text().strip().replaceAll("\\s+", " ");
        return shorten(text, style.columns() - rest.length()) + rest;
    }

    private List<String> answer(RunReport report) {
        SearchResult result = report.result();
        boolean maximize = result.specification().problem().maximize();
        StationaryPoint best = result.best();
        List<String> lines = new ArrayList<>();
        if (best == null) {
            for (String line : wrapped(style.sign("✘ ", "! ") + sentence(report))) {
                lines.add(style.warning(line));
            }
            return lines;
        }
        if (result.status().isSuccess()) {
            lines.addAll(point(style.sign("✔ ", "* ") + (maximize ? "highest found" : "lowest found"), report, best));
            lines.set(0, style.good(lines.get(0)));
            if (!report.message().isEmpty()) {
                lines.addAll(wrapped("  " + report.message()));
            }
            if (result.minimaTotal() > 1) {
                lines.addAll(wrapped("  " + basin(result)));
            }
        } else {
            for (String line : wrapped(style.sign("✘ ", "! ") + sentence(report))) {
                lines.add(style.warning(line));
            }
            lines.addAll(point("  best met (" + best.kind().text() + ")", report, best));
        }
        return lines;
    }

    /** How often the best was met, and what that says of the size of its basin. */
    private static String basin(SearchResult result) {
        FoundPoint best = result.minima().get(0);
        BasinShare share = new BasinShare(best.hits(), result.starts().converged());
        return String.format(
                Locale.ROOT,
                "The first of them was met by %s: %s of the starts (95 %%: %s to %s).",
                Digits.count(share.hits(), "descent", "descents"),
                percent(share.estimate()),
                percent(share.low()),
                percent(share.high()));
    }

    private static String percent(double share) {
        return Digits.of(100 * share, 2) + " %";
    }

    /** Value and place on one line, or the place on lines of its own where they do not fit one. */
    private List<String> point(String heading, RunReport report, StationaryPoint best) {
        String value = heading + "  f = " + best.value();
        String place = assignment(report.result().specification().problem(), best.x());
        if (value.length() + place.length() + 6 <= style.columns()) {
            return new ArrayList<>(List.of(value + "  at  " + place));
        }
        List<String> lines = new ArrayList<>();
        if (value.length() <= style.columns()) {
            lines.add(value);
        } else {
            lines.addAll(wrapped(heading));
            lines.add("  f = " + best.value());
        }
        lines.addAll(wrapped("  at  " + place));
        return lines;
    }

    private static String sentence(RunReport report) {
        return report.result().status().name().toLowerCase(Locale.ROOT).replace('_', ' ')
                + (report.message().isEmpty() ? "" : ": " + report.message());
    }

    private String assignment(Problem problem, double[] x) {
        List<String> variables = problem.variables();
        if (x.length > LONGEST_POINT) {
            return shorten(Digits.of(x, 6), style.columns() - 8);
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < x.length; i++) {
            text.append(i == 0 ? "" : ", ")
                    .append(variables.get(i))
                    .append(" = ")
                    .append(x[i]);
        }
        return text.toString();
    }

    private List<String> wrapped(String text) {
        return Paragraph.wrap(text, style.columns());
    }

    private List<String> stationary(SearchResult result) {
        List<String> lines = new ArrayList<>();
        int shown = 0;
        for (FoundPoint found : result.stationary()) {
            if (++shown > ROWS) {
                lines.addAll(wrapped("  and other stationary points (--output json lists them)"));
                break;
            }
            lines.addAll(wrapped("  " + encounter(result.specification().problem(), found)));
        }
        return lines;
    }

    private String encounter(Problem problem, FoundPoint found) {
        StationaryPoint point = found.point();
        String kind = point.kind().text();
        String article = "aeiou".indexOf(kind.charAt(0)) >= 0 ? "an " : "a ";
        String what = point.kind() == Kind.NOT_STATIONARY ? "a point where ∇f is not 0" : article + kind;
        String where = problem.variables().size() == 1
                ? " near " + problem.variables().get(0) + " = " + Digits.of(point.x()[0], 6)
                : " near " + shorten(Digits.of(point.x(), 4), style.columns() / 2);
        String value = " (f = " + Digits.of(point.value(), 6) + ")";
        List<String> parts = new ArrayList<>();
        if (found.escapes() > 0) {
            String were = found.escapes() == 1 ? " was" : " were";
            parts.add(Digits.count(found.escapes(), "descent", "descents") + were + " pushed off ");
        }
        if (found.hits() > 0) {
            parts.add(Digits.count(found.hits(), "descent", "descents") + " ended at ");
        }
        return String.join("and ", parts) + what + where + value;
    }

    private String summary(RunReport report) {
        SearchResult result = report.result();
        StartCounts starts = result.starts();
        List<String> outcomes = new ArrayList<>();
        addOutcome(outcomes, starts.converged(), "converged");
        addOutcome(outcomes, starts.budgetSpent(), "with their budget spent");
        addOutcome(outcomes, starts.nonFinite(), "not finite");
        addOutcome(outcomes, starts.failed(), "failed");
        StringBuilder text = new StringBuilder(" ");
        text.append(Digits.count(starts.total(), "start", "starts"))
                .append(": ")
                .append(String.join(", ", outcomes));
        UnseenMinima unseen = result.unseen();
        if (unseen != null) {
            String percent = unseen.probability() < 1e-5 ? "< 0.001" : Digits.of(100 * unseen.probability(), 2);
            text.append(dot())
                    .append("next start finds a new minimum with probability ")
                    .append(percent)
                    .append(" %");
        }
        text.append(dot()).append(String.format(Locale.ROOT, "%.1f s", report.elapsedSeconds()));
        text.append(dot())
                .append("seed ")
                .append(result.specification().starts().seed());
        return String.join("\n", Paragraph.wrap(text.toString(), style.columns()));
    }

    private static void addOutcome(List<String> outcomes, long count, String text) {
        if (count > 0) {
            outcomes.add(String.format(Locale.ROOT, "%,d %s", count, text));
        }
    }

    private String dot() {
        return style.dot();
    }

    private String shorten(String text, int length) {
        return Paragraph.shorten(text, length, style.sign("…", "..."));
    }
}
