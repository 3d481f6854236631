package org.thalweg.jobs.data;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.fit.data.DataTable;

/** Reads rows of cells (RFC 4180: quotes, doubled quotes, line ends inside quotes); blanks around cells are no part of them. */
final class CsvParser implements RowParser<DataTable> {
    /** Rows of a batch, and numbers, at most. */
    private static final int MOST_ROWS = 512;

    private static final int MOST_NUMBERS = 1 << 20;

    private final CsvFormat format;
    private final int[] target;
    /** The cell that holds a word; −1 if none does. */
    private final int word;

    private final double[] row;
    private final double[][] columns;
    private final int capacity;
    private int rows;
    /** Of the cell that was read last. */
    private int from;

    private int to;
    private byte[] bytes = {};

    CsvParser(CsvFormat format) {
        this.format = format;
        Map<String, Integer> place = new HashMap<>();
        for (String name : format.chosen()) {
            place.put(name, place.size());
        }
        target = format.header().stream()
                .mapToInt(name -> place.getOrDefault(name, -1))
                .toArray();
        word = format.words() == null
                ? -1
                : format.header().indexOf(format.words().column());
        row = new double[place.size()];
        capacity = Math.max(1, Math.min(MOST_ROWS, MOST_NUMBERS / Math.max(1, row.length)));
        columns = new double[row.length][capacity];
    }

    @Override
    public @Nullable Complaint read(Records record) {
        int at = record.from();
        int end = record.to();
        int count = 0;
        Complaint complaint = null;
        while (at <= end) {
            at = cell(record.bytes(), at, end);
            if (count < target.length && target[count] >= 0 && complaint == null) {
                double value = count == word ? wordNumber() : Cells.number(bytes, from, to);
                row[target[count]] = value;
                if (Double.isNaN(value)) {
                    complaint = complaint(count);
                }
            }
            count++;
        }
        if (count != target.length) {
            return ragged(count);
        }
        if (complaint == null) {
            for (int c = 0; c < row.length; c++) {
                columns[c][rows] = row[c];
            }
            rows++;
        }
        return complaint;
    }

    /** Finds the cell that begins at {@code at}; returns where the next one begins, beyond {@code end} + 1 for none. */
    private int cell(byte[] record, int at, int end) {
        int separator = format.separator();
        bytes = record;
        from = at;
        while (from < end && record[from] == ' ') {
            from++;
        }
        if (from < end && record[from] == '"') {
            return quoted(record, end);
        }
        int next = from;
        while (next < end && record[next] != separator) {
            next++;
        }
        to = next;
        while (to > from && record[to - 1] == ' ') {
            to--;
        }
        return next + 1;
    }

    /** A cell that begins with the quote at {@link #from}: what is inside, and what follows up to the separator. */
    private int quoted(byte[] record, int end) {
        byte[] content = new byte[end - from];
        int length = 0;
        boolean open = true;
        int at = from + 1;
        while (at < end && (open || record[at] != format.separator())) {
            byte b = record[at];
            if (b != '"') {
                content[length++] = b;
            } else if (open && at + 1 < end && record[at + 1] == '"') {
                content[length++] = b;
                at++;
            } else {
                open = !open;
            }
            at++;
        }
        bytes = content;
        from = 0;
        while (from < length && content[from] == ' ') {
            from++;
        }
        while (length > from && content[length - 1] == ' ') {
            length--;
        }
        to = length;
        return at + 1;
    }

    /** The cell that was read last. */
    private String text() {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    /** All cells of a record as texts. */
    static String[] texts(Records record, int separator) {
        CsvParser cells = new CsvParser(new CsvFormat(separator, java.util.List.of(), java.util.List.of()));
        String[] texts = new String[16];
        int count = 0;
        int at = record.from();
        while (at <= record.to()) {
            at = cells.cell(record.bytes(), at, record.to());
            texts = count == texts.length ? Arrays.copyOf(texts, 2 * count) : texts;
            texts[count++] = cells.text();
        }
        return Arrays.copyOf(texts, count);
    }

    /** The number of the word that was read last; NaN where it is missing. */
    private double wordNumber() {
        String text = text();
        Words words = format.words();
        return words == null || Cells.isMissing(text) ? Double.NaN : words.number(text);
    }

    private Complaint complaint(int cell) {
        String text = text();
        String place = ", column " + format.header().get(cell);
        if (Cells.isMissing(text)) {
            String what = text.isEmpty() ? "the cell is empty" : text;
            return new Complaint(
                    "%s: the value is missing (%s). --missing skip leaves such rows out, and counts them."
                            .formatted(place, what),
                    true);
        }
        return new Complaint(
                "%s: %s is no number.%s --on-bad-row skip leaves such rows out, and counts them."
                        .formatted(place, Cells.quoted(text), Cells.advice(text)),
                false);
    }

    private Complaint ragged(int cells) {
        return new Complaint(
                ": %d cells where the header has %d columns.%s --on-bad-row skip leaves such rows out, and counts them."
                        .formatted(
                                cells,
                                target.length,
                                cells > target.length ? " Maybe a number has a decimal comma?" : ""),
                false);
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public boolean isFull() {
        return rows == capacity;
    }

    @Override
    public DataTable take() {
        DataTable batch = new DataTable(format.chosen(), rows, columns);
        rows = 0;
        return batch;
    }
}
