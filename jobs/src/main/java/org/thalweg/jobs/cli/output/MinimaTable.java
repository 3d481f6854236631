package org.thalweg.jobs.cli.output;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.thalweg.core.run.SearchResult;
import org.thalweg.core.search.FoundPoint;
import org.thalweg.core.search.StationaryPoint;
import org.thalweg.jobs.cli.terminal.TerminalStyle;

/**
 * The minima of a result, a line each, within the width of the terminal.
 *
 * <p>Where the words on a minimum would make its line too long, those on its Hessian take the place of the smallest
 * eigenvalue, which says no more there: it is 0 along a flat direction, and there is none at a kink. What is left over is
 * taken from the point. Terminals too narrow for that get a few lines for each minimum.
 */
final class MinimaTable {
    private static final int ROWS = 20;

    /** How long the names of variables on a bound may be together. */
    private static final int LONGEST_NAMES = 4;

    private final SearchResult result;
    private final TerminalStyle style;

    MinimaTable(SearchResult result, TerminalStyle style) {
        this.result = result;
        this.style = style;
    }

    /** No lines where there are no minima. */
    List<String> lines() {
        if (result.minima().isEmpty()) {
            return List.of();
        }
        int shown = Math.min(ROWS, result.minima().size());
        Table table = table(shown, false);
        if (table.width() > style.columns() - 2) {
            table = table(shown, true);
        }
        List<String> lines = new ArrayList<>();
        for (String line : table.lines(style.columns() - 2, style.sign("…", "~"))) {
            lines.add("  " + line);
        }
        if (lines.isEmpty()) {
            for (int i = 0; i < shown; i++) {
                lines.addAll(card(i));
            }
        } else {
            lines.set(0, style.faint(lines.get(0)));
        }
        if (result.minimaTotal() > shown) {
            long left = result.minimaTotal() - shown;
            String noun = result.specification().problem().maximize() ? "maxim" : "minim";
            lines.addAll(wrapped(String.format(
                    Locale.ROOT,
                    "  %s and %,d more %s (--output json or csv lists %s)",
                    style.sign("…", "..."),
                    left,
                    noun + (left == 1 ? "um" : "a"),
                    left == 1 ? "it" : "them")));
        }
        return lines;
    }

    private Table table(int shown, boolean brief) {
        Table table = new Table("rlllrrl");
        table.add("#", "f", "x", "hits", norm(), eigenvalue(), "kind");
        for (int i = 0; i < shown; i++) {
            FoundPoint found = result.minima().get(i);
            StationaryPoint point = found.point();
            String curvature = brief ? hessian(point) : "";
            table.add(
                    Integer.toString(i + 1),
                    Digits.of(point.value(), 9),
                    Digits.of(point.x(), 6),
                    Long.toString(found.hits()),
                    Digits.of(point.gradientNorm(), 2),
                    curvature.isEmpty() ? Digits.of(point.smallestEigenvalue(), brief ? 3 : 4) : curvature,
                    brief ? briefKind(point) : kind(point));
        }
        return table;
    }

    private String norm() {
        return style.sign("|∇f|", "|grad|");
    }

    private String eigenvalue() {
        return style.sign("λmin(H)", "eigmin(H)");
    }

    /** A minimum on lines of its own. */
    private List<String> card(int i) {
        FoundPoint found = result.minima().get(i);
        StationaryPoint point = found.point();
        String dot = style.dot();
        String hits = Digits.count(found.hits(), "hit", "hits");
        List<String> lines = new ArrayList<>(
                wrapped("  " + (i + 1) + ". f = " + Digits.of(point.value(), 9) + dot + hits + dot + kind(point)));
        String place = Digits.of(point.x(), 6);
        lines.addAll(wrapped("    x = " + Paragraph.shorten(place, 6 * style.columns(), style.sign("…", "..."))));
        lines.addAll(wrapped("    " + norm() + " = " + Digits.of(point.gradientNorm(), 2) + dot + eigenvalue() + " = "
                + Digits.of(point.smallestEigenvalue(), 4)));
        return lines;
    }

    /** What a minimum is, in full. */
    private String kind(StationaryPoint point) {
        StringBuilder text = new StringBuilder(point.kind().text());
        if (point.flatDirections() > 0) {
            text.append(", ").append(point.flatDirections()).append(" flat");
        }
        int bound = point.active().length;
        if (bound > 0) {
            text.append(bound <= 3 ? " (" + names(point) + " on a bound)" : " (" + bound + " on bounds)");
        }
        return text.append(point.smooth() ? "" : ", nonsmooth").toString();
    }

    private String briefKind(StationaryPoint point) {
        int bound = point.active().length;
        if (bound == 0) {
            return point.kind().text();
        }
        String names = names(point);
        String which = names.length() <= LONGEST_NAMES ? names : bound + "/" + point.x().length;
        return point.kind().text() + " (" + which + ")";
    }

    /** What is said of the Hessian in place of its smallest eigenvalue; empty where that says it best. */
    private static String hessian(StationaryPoint point) {
        if (!point.smooth()) {
            return "nonsmooth";
        }
        return point.flatDirections() > 0 ? point.flatDirections() + " flat" : "";
    }

    private String names(StationaryPoint point) {
        List<String> names = new ArrayList<>();
        for (int coordinate : point.active()) {
            names.add(result.specification().problem().variables().get(coordinate));
        }
        return String.join(", ", names);
    }

    private List<String> wrapped(String text) {
        return Paragraph.wrap(text, style.columns());
    }
}
