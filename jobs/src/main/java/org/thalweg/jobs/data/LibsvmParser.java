package org.thalweg.jobs.data;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.fit.data.LabelledRows;
import org.thalweg.core.fit.data.SparseTable;

/** Reads labelled sparse rows. */
final class LibsvmParser implements RowParser<LabelledRows> {
    private static final int MOST_ROWS = 512;
    private static final int MOST_ENTRIES = 1 << 20;
    private static final int MOST_FEATURES = 1 << 28;

    private final double[] labels = new double[MOST_ROWS];
    private final int[] starts = new int[MOST_ROWS + 1];
    private int[] indices = new int[1024];
    private double[] values = new double[1024];
    private int rows;
    private int entries;
    private int features;

    @Override
    public @Nullable Complaint read(Records record) {
        int before = entries;
        int widest = features;
        String complaint = parse(record.bytes(), record.from(), end(record));
        if (complaint.isEmpty()) {
            rows++;
            starts[rows] = entries;
            return null;
        }
        entries = before;
        features = widest;
        return new Complaint(
                ": %s --on-bad-row skip leaves such rows out, and counts them.".formatted(complaint), false);
    }

    /** Where a comment begins, or the record ends. */
    private static int end(Records record) {
        int end = record.from();
        while (end < record.to() && record.bytes()[end] != '#') {
            end++;
        }
        return end;
    }

    /** Appends the row; returns what is wrong with it, or nothing. */
    private String parse(byte[] row, int from, int end) {
        int first = skipBlanks(row, from, end);
        int at = wordEnd(row, first, end);
        double y = Cells.number(row, first < at && row[first] == '+' ? first + 1 : first, at);
        if (Double.isNaN(y)) {
            return "the label %s is no number. Rows look like +1 3:0.5 7:1."
                    .formatted(Cells.quoted(Cells.text(row, first, at)));
        }
        labels[rows] = y;
        int last = 0;
        for (first = skipBlanks(row, at, end); first < end; first = skipBlanks(row, at, end)) {
            at = wordEnd(row, first, end);
            int colon = first;
            while (colon < at && row[colon] != ':') {
                colon++;
            }
            int index = index(row, first, colon);
            double value = Cells.number(row, Math.min(colon + 1, at), at);
            if (Double.isNaN(value) || index < 1) {
                String pair = Cells.text(row, first, at);
                if (pair.startsWith("qid:")) {
                    continue;
                }
                return "%s has not the form index:value, indices from 1.".formatted(Cells.quoted(pair));
            }
            if (index <= last) {
                return "index %d follows %d: indices must ascend.".formatted(index, last);
            }
            last = index;
            append(index, value);
        }
        return "";
    }

    /** The number that digits stand for; 0 where they are none, or it is too large. */
    private static int index(byte[] row, int from, int to) {
        if (from == to || to - from > 9) {
            return 0;
        }
        int index = 0;
        for (int i = from; i < to; i++) {
            int digit = row[i] - '0';
            if (digit < 0 || digit > 9) {
                return 0;
            }
            index = 10 * index + digit;
        }
        return index <= MOST_FEATURES ? index : 0;
    }

    private static int skipBlanks(byte[] row, int from, int end) {
        int at = from;
        while (at < end && row[at] >= 0 && row[at] <= ' ') {
            at++;
        }
        return at;
    }

    private static int wordEnd(byte[] row, int from, int end) {
        int at = from;
        while (at < end && (row[at] < 0 || row[at] > ' ')) {
            at++;
        }
        return at;
    }

    private void append(int index, double value) {
        if (entries == indices.length) {
            indices = Arrays.copyOf(indices, 2 * entries);
            values = Arrays.copyOf(values, 2 * entries);
        }
        indices[entries] = index - 1;
        values[entries] = value;
        entries++;
        features = Math.max(features, index);
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public boolean isFull() {
        return rows == MOST_ROWS || entries > MOST_ENTRIES;
    }

    /** The features of a batch are those up to the last that any row named so far. */
    @Override
    public LabelledRows take() {
        LabelledRows batch = new LabelledRows(new SparseTable(features, rows, starts, indices, values), labels);
        rows = 0;
        entries = 0;
        return batch;
    }
}
