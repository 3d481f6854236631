package org.thalweg.jobs.data;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Cuts bytes into records: lines that end with LF, CR LF or CR. Where cells may be quoted, a line end inside quotes ends nothing.
 *
 * <p>A quote counts where a cell begins with it; two of them inside a quoted cell stand for one. A line that begins with # is a comment, in
 * which quotes are nothing.
 */
final class Records implements Closeable {
    /** No cells, no quotes. */
    static final int LINES = -1;

    /** The longest cell, in bytes. */
    static final int LONGEST_CELL = 1 << 16;

    private static final int LONGEST_LINE = 1 << 24;
    private static final int FIRST_BUFFER = 1 << 16;

    private final String name;
    private final InputStream in;
    private final int separator;
    private byte[] buffer = new byte[FIRST_BUFFER];
    private int filled;
    private int from;
    private int length;
    /** Where the next record begins. */
    private int next;
    /** The place of {@code buffer[0]} in the file. */
    private long base;

    private long line;
    private long linesBefore;
    private boolean ascii;
    private boolean ended;

    /**
     * @param name what messages call the file
     * @param separator of cells; {@link #LINES} where there are none
     * @param offset where {@code in} stands in the file
     * @param linesBefore how many lines end before that
     */
    Records(String name, InputStream in, int separator, long offset, long linesBefore) {
        this.name = name;
        this.in = in;
        this.separator = separator;
        this.base = offset;
        this.linesBefore = linesBefore;
    }

    /** Goes to the next record; returns whether there is one. */
    boolean next() throws IOException {
        from = next;
        length = 0;
        line = linesBefore + 1;
        if (from == filled && !fill()) {
            return false;
        }
        if (separator == LINES || buffer[from] == '#') {
            toLineEnd();
        } else {
            toRecordEnd();
        }
        return true;
    }

    /** Reads more behind what is there, which may move the record to the front of the buffer; returns whether there was any. */
    private boolean fill() throws IOException {
        if (ended) {
            return false;
        }
        if (filled == buffer.length && from > 0) {
            filled -= from;
            System.arraycopy(buffer, from, buffer, 0, filled);
            base += from;
            from = 0;
        }
        if (filled == buffer.length) {
            buffer = Arrays.copyOf(buffer, 2 * buffer.length);
        }
        int count = in.read(buffer, filled, buffer.length - filled);
        ended = count < 0;
        filled += Math.max(count, 0);
        return !ended;
    }

    private void toLineEnd() throws IOException {
        int at = 0;
        int bits = 0;
        while (from + at < filled || fill()) {
            byte b = buffer[from + at];
            if (b == '\n' || b == '\r') {
                break;
            }
            bits |= b;
            at++;
            if (at == LONGEST_LINE) {
                throw DataException.at(name, line, ": the line has more than %,d characters.".formatted(LONGEST_LINE));
            }
        }
        end(at, bits >= 0);
    }

    private void toRecordEnd() throws IOException {
        int at = 0;
        int bits = 0;
        int cell = 0; // where the cell begins
        boolean blank = true; // nothing but blanks in the cell so far
        boolean quotes = false; // the cell began with a quote
        boolean open = false; // inside quotes
        while (from + at < filled || fill()) {
            byte b = buffer[from + at];
            if (open) {
                open = b != '"';
                linesBefore += b == '\n' ? 1 : 0;
            } else if (b == separator) {
                cell = at + 1;
                blank = true;
                quotes = false;
            } else if (b == '\n' || b == '\r') {
                break;
            } else if (b == '"' && (blank || quotes)) {
                open = true;
                quotes = true;
                blank = false;
            } else if (b != ' ') {
                blank = false;
            }
            bits |= b;
            at++;
            if (at - cell > LONGEST_CELL) {
                throw DataException.at(
                        name,
                        line,
                        ": a cell has more than %,d characters. Maybe a quote is not closed?".formatted(LONGEST_CELL));
            }
        }
        if (open) {
            throw DataException.at(name, line, ": a quote is not closed, up to the end of the file.");
        }
        end(at, bits >= 0);
    }

    /** Ends the record after {@code count} bytes, where a line end or nothing follows. */
    private void end(int count, boolean plain) throws IOException {
        length = count;
        ascii = plain;
        next = from + count;
        if (next == filled) {
            return;
        }
        linesBefore++;
        boolean carriage = buffer[next] == '\r';
        if (carriage && next + 1 == filled) {
            fill();
            next = from + count;
        }
        next++;
        if (carriage && next < filled && buffer[next] == '\n') {
            next++;
        }
    }

    /** The bytes; valid until the next call of {@link #next}. */
    byte[] bytes() {
        return buffer;
    }

    /** Where the record begins in {@link #bytes}. */
    int from() {
        return from;
    }

    /** Where it ends, without its line end. */
    int to() {
        return from + length;
    }

    /** Whether there are no cells. */
    boolean isLines() {
        return separator == LINES;
    }

    /** Whether it has no bytes beyond 127. */
    boolean isAscii() {
        return ascii;
    }

    /** The number of its first line, from 1. */
    long line() {
        return line;
    }

    /** Where it begins in the file. */
    long offset() {
        return base + from;
    }

    /** Where the next one begins in the file. */
    long end() {
        return base + next;
    }

    /** How many lines end before the next one. */
    long linesBefore() {
        return linesBefore;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
