package org.thalweg.jobs.cli.output;

import java.util.ArrayList;
import java.util.List;

/**
 * Rows of text set in aligned columns, two blanks apart. Where a line would be too long the widest column but the last is cut, and
 * where that is not enough the last is broken into several lines at its blanks.
 */
final class Table {
    private static final int GAP = 2;
    private static final int NARROWEST = 9;

    private final List<String[]> rows = new ArrayList<>();
    private final boolean[] right;

    /**
     * An empty table.
     *
     * @param alignment a letter a column: {@code r} for right-aligned, {@code l} for left-aligned
     */
    Table(String alignment) {
        right = new boolean[alignment.length()];
        for (int i = 0; i < right.length; i++) {
            right[i] = alignment.charAt(i) == 'r';
        }
    }

    void add(String... cells) {
        if (cells.length != right.length) {
            throw new IllegalArgumentException("a row needs %d cells, has %d".formatted(right.length, cells.length));
        }
        rows.add(cells);
    }

    /** How long the lines are where nothing is cut. */
    int width() {
        int total = GAP * (right.length - 1);
        for (int i = 0; i < right.length; i++) {
            int column = i;
            total += rows.stream().mapToInt(row -> row[column].length()).max().orElse(0);
        }
        return total;
    }

    /** The lines, none longer than {@code columns}; empty if the columns cannot be made narrow enough. */
    List<String> lines(int columns, String ellipsis) {
        int last = right.length - 1;
        int[] width = new int[right.length];
        int longestWord = 0;
        for (String[] row : rows) {
            for (int i = 0; i < width.length; i++) {
                width[i] = Math.max(width[i], row[i].length());
            }
            for (String word : row[last].split(" ", -1)) {
                longestWord = Math.max(longestWord, word.length());
            }
        }
        if (!narrow(width, columns, longestWord)) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        for (String[] row : rows) {
            List<String> wrapped = Paragraph.wrap(row[last], width[last]);
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < last; i++) {
                line.append(cell(row[i], width[i], right[i], ellipsis)).append(" ".repeat(GAP));
            }
            String margin = " ".repeat(line.length());
            lines.add((line + cell(wrapped.get(0), width[last], right[last], ellipsis)).stripTrailing());
            for (String more : wrapped.subList(1, wrapped.size())) {
                lines.add(margin + more.strip());
            }
        }
        return lines;
    }

    private static String cell(String text, int width, boolean right, String ellipsis) {
        String cell = text.length() <= width ? text : text.substring(0, width - ellipsis.length()) + ellipsis;
        String blanks = " ".repeat(width - cell.length());
        return right ? blanks + cell : cell + blanks;
    }

    /** Takes from the widest column but the last, and then from the last what wrapping saves; whether that is enough. */
    private static boolean narrow(int[] width, int columns, int longestWord) {
        int last = width.length - 1;
        int total = GAP * last;
        int widest = 0;
        for (int i = 0; i < width.length; i++) {
            total += width[i];
            widest = i < last && width[i] > width[widest] ? i : widest;
        }
        int excess = Math.max(0, total - columns);
        int cut = Math.min(excess, Math.max(0, width[widest] - NARROWEST));
        width[widest] -= cut;
        excess -= cut;
        int wrapped = Math.min(excess, Math.max(0, width[last] - longestWord - 2));
        width[last] -= wrapped;
        return excess == wrapped;
    }
}
