package org.thalweg.jobs.data;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipException;

/**
 * Goes through rows of a file in order, and leaves out those that cannot be used if that is the policy.
 *
 * @param <B> a batch of rows
 */
final class RowCursor<B> implements Closeable {
    private final DataSource source;
    private final Records records;
    private final RowPolicy policy;
    private final RowParser<B> parser;
    private final long end;
    private long rejected;
    private boolean over;

    /** Rows that begin before byte {@code end}, from the record that {@code records} comes to next. */
    RowCursor(DataSource source, Records records, RowParser<B> parser, RowPolicy policy, long end) {
        this.source = source;
        this.records = records;
        this.parser = parser;
        this.policy = policy;
        this.end = end;
    }

    /** Opens the rows of a stretch; lines are counted from {@code linesBefore}. */
    static <B> RowCursor<B> open(RowFile<B> file, Stretch stretch, long linesBefore) throws IOException {
        DataSource source = file.source();
        // a stretch that begins anywhere begins behind the line end at or after the byte before it
        long from = stretch.exact() ? stretch.from() : stretch.from() - 1;
        InputStream in = opened(source, from);
        try {
            if (!stretch.exact()) {
                from += lineEnd(in);
            }
            Records records = new Records(source.name(), in, file.format().separator(), from, linesBefore);
            return new RowCursor<>(source, records, file.format().parser(source), file.policy(), stretch.to());
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    private static InputStream opened(DataSource source, long from) throws IOException {
        try {
            return source.open(from);
        } catch (ZipException | EOFException e) {
            throw damaged(source);
        }
    }

    private static DataException damaged(DataSource source) {
        return DataException.of("%s: the gzip file is damaged or ends too early.", source.name());
    }

    /** Reads up to the next line end; returns how many bytes that took. */
    private static long lineEnd(InputStream in) throws IOException {
        long count = 0;
        int b = 0;
        while (b != '\n' && b >= 0) {
            b = in.read();
            count += b >= 0 ? 1 : 0;
        }
        return count;
    }

    /** Adds the next row that can be used to the parser's batch; returns whether there was one. */
    boolean next() throws IOException {
        while (advance()) {
            if (read()) {
                return true;
            }
        }
        return false;
    }

    /** Goes to the next record of the stretch that may be a row. */
    private boolean advance() throws IOException {
        try {
            while (!over && records.end() < end && records.next()) {
                if (!isNothing()) {
                    return true;
                }
            }
        } catch (ZipException | EOFException e) {
            throw damaged(source);
        }
        over = true;
        return false;
    }

    /** Whether the record is blank, or a comment. */
    private boolean isNothing() {
        byte[] bytes = records.bytes();
        int at = records.from();
        if (at < records.to() && bytes[at] == '#') {
            return true;
        }
        while (at < records.to() && (bytes[at] == ' ' || bytes[at] == '\t')) {
            at++;
        }
        return at == records.to() || (records.isLines() && bytes[at] == '#');
    }

    private boolean read() {
        requireText();
        RowParser.Complaint complaint = parser.read(records);
        if (complaint == null) {
            return true;
        }
        Policy action = complaint.missing() ? policy.missing() : policy.badRows();
        if (action == Policy.FAIL) {
            throw DataException.at(source.name(), records.line(), complaint.text());
        }
        rejected++;
        return false;
    }

    private void requireText() {
        if (!records.isAscii()) {
            try {
                StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(records.bytes(), records.from(), records.to() - records.from()));
            } catch (CharacterCodingException e) {
                throw DataException.at(
                        source.name(), records.line(), ": this is not UTF-8 text. Save the file as UTF-8.");
            }
        }
    }

    /** Passes over {@code rows} rows. */
    void skip(long rows) throws IOException {
        for (long left = rows; left > 0 && next(); left--) {
            if (parser.isFull()) {
                parser.take();
            }
        }
        parser.take();
    }

    RowParser<B> parser() {
        return parser;
    }

    /** How many rows were left out. */
    long rejected() {
        return rejected;
    }

    /** Where the record of the last row begins. */
    long offset() {
        return records.offset();
    }

    /** The number of its first line. */
    long line() {
        return records.line();
    }

    /** Where the record after the last begins. */
    long nextOffset() {
        return records.end();
    }

    /** How many lines end before that. */
    long linesBefore() {
        return records.linesBefore();
    }

    @Override
    public void close() throws IOException {
        records.close();
    }
}
