package org.thalweg.jobs.cli.output;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.run.Problem;
import org.thalweg.core.run.SearchResult;
import org.thalweg.core.run.SearchSpecification;
import org.thalweg.core.search.FoundPoint;
import org.thalweg.jobs.cli.terminal.ProgressLine;
import org.thalweg.jobs.cli.terminal.TerminalStyle;
import org.thalweg.jobs.search.Glimpse;
import org.thalweg.jobs.search.SearchProgress;

/** A search that runs as lines for a whole terminal: what it is, how far it is, and the best minima so far. */
public final class WatchFrame implements Function<Glimpse, List<String>> {
    private static final int LEAST_ROWS = 10;

    private final SearchSpecification specification;
    private final String place;
    private final TerminalStyle style;
    private final int rows;
    private final ProgressLine line;

    /**
     * @param place where the search runs, for people
     * @param rows how many lines there may be
     */
    public WatchFrame(SearchSpecification specification, String place, TerminalStyle style, int rows) {
        this.specification = specification;
        this.place = place;
        this.style = style;
        this.rows = Math.max(LEAST_ROWS, rows);
        this.line = new ProgressLine(style);
    }

    @Override
    public List<String> apply(Glimpse now) {
        Problem problem = specification.problem();
        SearchProgress progress = now.progress();
        List<String> lines = new ArrayList<>();
        lines.add(style.bold(style.cut(problem.text().strip().replaceAll("\\s+", " "))));
        boolean begun = progress.evaluations() > 0;
        String state = now.recovering() ? "recovering from a failure" : begun ? "running" : "starting";
        String variables = Digits.count(problem.variables().size(), "variable", "variables");
        lines.add(style.faint(style.cut(state + style.dot() + variables + style.dot() + place)));
        lines.add("");
        Duration elapsed = Duration.ofMillis((long) (1e3 * progress.seconds()));
        lines.add(line.render(progress.finished(), progress.total(), progress.best(), elapsed));
        lines.add(style.cut(" " + outcomes(progress)));
        lines.add(style.cut(" " + costs(progress)));
        lines.add("");
        lines.addAll(minima(now.soFar(), rows - lines.size() - 2));
        while (lines.size() < rows - 1) {
            lines.add("");
        }
        lines.add(style.faint(style.cut("Ctrl-C ends the watching; the search goes on")));
        return lines.subList(0, Math.min(lines.size(), rows));
    }

    private String outcomes(SearchProgress progress) {
        List<String> parts = new ArrayList<>();
        parts.add(String.format(Locale.ROOT, "%,d converged", progress.converged()));
        add(parts, progress.budgetSpent(), "with the budget spent");
        add(parts, progress.nonFinite(), "not finite");
        add(parts, progress.failed(), "failed");
        return String.join(style.dot(), parts);
    }

    private String costs(SearchProgress progress) {
        String found = specification.problem().maximize()
                ? Digits.count(progress.minima(), "maximum", "maxima")
                : Digits.count(progress.minima(), "minimum", "minima");
        return found + style.dot() + Digits.count(progress.evaluations(), "evaluation", "evaluations");
    }

    private static void add(List<String> parts, long count, String text) {
        if (count > 0) {
            parts.add(String.format(Locale.ROOT, "%,d %s", count, text));
        }
    }

    private List<String> minima(@Nullable SearchResult soFar, int room) {
        if (soFar == null || soFar.minima().isEmpty() || room < 2) {
            return List.of();
        }
        Table table = new Table("rllrrl");
        table.add("#", "f", "x", "hits", "share", "kind");
        int shown = Math.min(room - 1, soFar.minima().size());
        for (int i = 0; i < shown; i++) {
            FoundPoint found = soFar.minima().get(i);
            double share = 100.0 * found.hits() / Math.max(1, soFar.starts().converged());
            table.add(
                    Integer.toString(i + 1),
                    Digits.of(found.point().value(), 9),
                    Digits.of(found.point().x(), 5),
                    String.format(Locale.ROOT, "%,d", found.hits()),
                    String.format(Locale.ROOT, "%.2f %%", share),
                    found.point().kind().text());
        }
        List<String> lines = new ArrayList<>();
        for (String row : table.lines(style.columns() - 2, style.sign("…", "~"))) {
            lines.add(style.cut(" " + row));
        }
        if (lines.size() != shown + 1) { // so narrow a terminal is told values and hits alone
            lines.clear();
            for (int i = 0; i < shown; i++) {
                FoundPoint found = soFar.minima().get(i);
                lines.add(style.cut(" " + Digits.of(found.point().value(), 9) + style.dot() + found.hits()));
            }
            return lines;
        }
        lines.set(0, style.faint(lines.get(0)));
        return lines;
    }
}
