package org.thalweg.jobs.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.thalweg.core.fit.data.SparseTable;

/**
 * Reads rows of the form {@code label index:value index:value …}, indices from 1, ascending; the form of LIBSVM. What is not named is 0; what
 * follows a # is a comment.
 */
public final class LibsvmReader {
    private static final int LONGEST_LINE = 1 << 24;
    private static final int MOST_FEATURES = 1 << 28;

    private final DataSource source;
    private final RowPolicy policy;
    private final long memory;
    private int[] starts = new int[1024];
    private int[] indices = new int[1024];
    private double[] values = new double[1024];
    private double[] labels = new double[1024];
    private int rows;
    private int entries;
    private int features;
    private long rejected;
    private long line;

    /** @param memory bytes that the numbers may take */
    public LibsvmReader(DataSource source, RowPolicy policy, long memory) {
        this.source = source;
        this.policy = policy;
        this.memory = memory;
    }

    /**
     * What was read.
     *
     * @param labels one a row
     * @param rejected how many rows were left out
     */
    public record Labelled(SparseTable table, double[] labels, long rejected) {}

    /** Whether the source's name is that of such a file. */
    public static boolean suits(DataSource source) {
        return source.endsWith(".libsvm", ".svm", ".svmlight");
    }

    /**
     * Reads all rows.
     *
     * @throws DataException if a row cannot be used and the policy is to fail
     * @throws IOException if the file cannot be read
     */
    public Labelled read() throws IOException {
        try (InputStream in = source.open();
                BufferedReader text = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8), 1 << 16)) {
            StringBuilder buffer = new StringBuilder();
            for (String row = next(text, buffer); row != null; row = next(text, buffer)) {
                line++;
                int comment = row.indexOf('#');
                String content = (comment < 0 ? row : row.substring(0, comment)).strip();
                if (!content.isEmpty()) {
                    add(content);
                }
            }
        } catch (java.util.zip.ZipException | java.io.EOFException e) {
            throw DataException.of("%s: the gzip file is damaged or ends too early.", source.name());
        }
        if (rows == 0) {
            throw DataException.of("%s: there are no rows that can be used.", source.name());
        }
        starts[rows] = entries;
        return new Labelled(new SparseTable(features, rows, starts, indices, values), labels, rejected);
    }

    /** A line without its end, of bounded length; null at the end of the file. */
    private @org.jspecify.annotations.Nullable String next(BufferedReader text, StringBuilder buffer)
            throws IOException {
        buffer.setLength(0);
        int c = text.read();
        if (c < 0) {
            return null;
        }
        while (c >= 0 && c != '\n') {
            if (buffer.length() == LONGEST_LINE) {
                throw DataException.of(
                        "%s, line %d: the line has more than %,d characters.", source.name(), line + 1, LONGEST_LINE);
            }
            buffer.append((char) c);
            c = text.read();
        }
        return buffer.toString();
    }

    private void add(String row) {
        int before = entries;
        int widest = features;
        String complaint = parse(row);
        if (complaint.isEmpty()) {
            starts[rows] = before;
            rows++;
            return;
        }
        entries = before;
        features = widest;
        if (policy.badRows() == Policy.FAIL) {
            throw DataException.of(
                    "%s, line %d: %s --on-bad-row skip leaves such rows out, and counts them.",
                    source.name(), line, complaint);
        }
        rejected++;
    }

    /** Appends the row; returns what is wrong with it, or nothing. */
    private String parse(String row) {
        grow();
        int at = end(row, 0);
        String label = row.substring(0, at);
        double y = Cells.number(label.startsWith("+") ? label.substring(1) : label);
        if (Double.isNaN(y)) {
            return "the label %s is no number. Rows look like +1 3:0.5 7:1.".formatted(Cells.quoted(label));
        }
        labels[rows] = y;
        int last = 0;
        while (at < row.length()) {
            int first = skipBlanks(row, at);
            at = end(row, first);
            String pair = row.substring(first, at);
            if (pair.isEmpty() || pair.startsWith("qid:")) {
                continue;
            }
            int colon = pair.indexOf(':');
            int index = colon < 0 ? 0 : index(pair.substring(0, colon));
            double value = colon < 0 ? Double.NaN : Cells.number(pair.substring(colon + 1));
            if (Double.isNaN(value) || index < 1) {
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

    private static int index(String text) {
        if (!text.matches("\\d{1,9}")) {
            return 0;
        }
        int index = Integer.parseInt(text);
        return index <= MOST_FEATURES ? index : 0;
    }

    private static int skipBlanks(String row, int from) {
        int at = from;
        while (at < row.length() && row.charAt(at) <= ' ') {
            at++;
        }
        return at;
    }

    private static int end(String row, int from) {
        int at = from;
        while (at < row.length() && row.charAt(at) > ' ') {
            at++;
        }
        return at;
    }

    private void append(int index, double value) {
        if (entries == indices.length) {
            int more = larger(entries);
            indices = Arrays.copyOf(indices, more);
            values = Arrays.copyOf(values, more);
        }
        indices[entries] = index - 1;
        values[entries] = value;
        entries++;
        features = Math.max(features, index);
    }

    private void grow() {
        if (rows + 2 > starts.length) {
            int more = larger(rows + 1);
            starts = Arrays.copyOf(starts, more);
            labels = Arrays.copyOf(labels, more);
        }
    }

    private int larger(int size) {
        long more = Math.min(Integer.MAX_VALUE - 8, size + (long) size / 2);
        if (more <= size || (entries + rows) * 3L * Double.BYTES / 2 > memory) {
            throw DataException.of(
                    "%s: more than %,d rows and %,d entries take more than the %,d MiB that this process may use for data."
                            + " Give it more memory with THALWEG_JAVA_OPTIONS=-Xmx…, or less data.",
                    source.name(), rows, entries, memory >> 20);
        }
        return (int) more;
    }
}
