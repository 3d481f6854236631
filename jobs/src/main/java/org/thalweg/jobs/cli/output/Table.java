package org.thalweg.jobs.cli.output;

import java.util.ArrayList;
import java.util.List;

/** Rows of text set in aligned columns, two blanks apart; the widest column gives way where a line would be too long. */
final class Table {
    private static final int GAP = 2;
    private static final int NARROWEST = 12;

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

    /** The lines, none longer than {@code columns} unless the columns cannot be made narrower. */
    List<String> lines(int columns, String ellipsis) {
        int[] width = new int[right.length];
        for (String[] row : rows) {
            for (int i = 0; i < width.length; i++) {
                width[i] = Math.max(width[i], row[i].length());
            }
        }
        narrow(width, columns);
        List<String> lines = new ArrayList<>();
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < width.length; i++) {
                String cell = row[i].length() <= width[i]
                        ? row[i]
                        : row[i].substring(0, width[i] - ellipsis.length()) + ellipsis;
                String blanks = " ".repeat(width[i] - cell.length());
                line.append(right[i] ? blanks + cell : cell + blanks).append(" ".repeat(GAP));
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }

    private static void narrow(int[] width, int columns) {
        int total = GAP * (width.length - 1);
        int widest = 0;
        for (int i = 0; i < width.length; i++) {
            total += width[i];
            widest = width[i] > width[widest] ? i : widest;
        }
        if (total > columns) {
            width[widest] = Math.max(NARROWEST, width[widest] - (total - columns));
        }
    }
}
