package org.thalweg.jobs.data;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.fit.data.DataTable;
import org.thalweg.core.fit.data.RowsModel;

/**
 * Reads columns of numbers from text with a header, cells apart by commas or tabs (RFC 4180: quotes, doubled quotes, line ends inside quotes).
 * Lines that begin with # are comments, blank lines nothing; a byte order mark is passed over.
 */
public final class CsvReader {
    private static final int MOST_COLUMNS = 1 << 20;
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final DataSource source;
    private final RowPolicy policy;
    private final int threads;

    /** @param threads how many may read at a time */
    public CsvReader(DataSource source, RowPolicy policy, int threads) {
        this.source = source;
        this.policy = policy;
        this.threads = threads;
    }

    /**
     * Reads the columns that {@code choice} picks from the names in the header.
     *
     * @param memory bytes that the numbers may take
     * @throws TooLargeException if they take more
     * @throws DataException if the text is no table, or a row cannot be used and the policy is to fail
     * @throws IOException if the file cannot be read
     */
    public ReadTable read(UnaryOperator<List<String>> choice, long memory) throws IOException {
        return read(choice, null, memory);
    }

    /**
     * The same, where one column has words.
     *
     * @param words are told those that there are; null if all columns have numbers
     */
    public ReadTable read(UnaryOperator<List<String>> choice, @Nullable Words words, long memory) throws IOException {
        try (InputStream in = source.open()) {
            Body body = body(in, choice).with(words);
            List<String> chosen = body.format.chosen();
            NumberColumns.Memory room = NumberColumns.Memory.of(source.name(), memory);
            Scan.Found<NumberColumns> found = scan(body, new Sinks<>(() -> new NumberColumns(chosen.size(), room)));
            DataTable table = NumberColumns.join(chosen, found.index().rows(), found.sinks());
            return new ReadTable(table, found.index().rejected());
        }
    }

    /**
     * Looks at all rows, and makes the terms of a model whose rows are read where they are needed. Not for standard input, which can be read
     * but once.
     *
     * @param choice picks columns from the names in the header
     * @param model the model over the columns that were picked
     * @throws DataException if the text is no table, or a row cannot be used and the policy is to fail
     * @throws IOException if the file cannot be read
     */
    public Surveyed<DataTable> survey(
            UnaryOperator<List<String>> choice, Function<List<String>, RowsModel<DataTable>> model) throws IOException {
        try (InputStream in = source.open()) {
            Body body = body(in, choice);
            RowsModel<DataTable> terms = model.apply(body.format.chosen());
            Scan.Found<StretchSummary<DataTable>> found =
                    scan(body, new Sinks<>(() -> new StretchSummary<>(terms.summarize())));
            return new Surveyed<>(
                    new FileTerms<>(body.file(this), found.index(), terms),
                    StretchSummary.join(found.sinks()),
                    found.index().rejected());
        }
    }

    /** Tells what the header is. */
    void header(Consumer<List<String>> told) throws IOException {
        try (InputStream in = source.open()) {
            told.accept(body(in, names -> names).format.header());
        }
    }

    /**
     * A cursor before the first row.
     *
     * @param columns that it reads
     * @throws DataException if the file has not all of them
     */
    RowCursor<DataTable> cursor(List<String> columns) throws IOException {
        InputStream in = source.open();
        try {
            Body body = body(in, header -> columns);
            for (String column : columns) {
                if (!body.format.header().contains(column)) {
                    throw DataException.of("%s: there is no column %s, which the model needs.", source.name(), column);
                }
            }
            return new RowCursor<>(source, body.records, body.format.parser(source), policy, Long.MAX_VALUE);
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    /** Makes sinks; a name for the type. */
    private record Sinks<S>(Supplier<S> make) {}

    private <S extends BatchSink<DataTable>> Scan.Found<S> scan(Body body, Sinks<S> sinks) throws IOException {
        RowFile<DataTable> file = body.file(this);
        Scan<DataTable, S> scan = new Scan<>(file, sinks.make, Scan.STRETCH);
        if (source.isStandardInput()) {
            return scan.run(new RowCursor<>(source, body.records, body.format.parser(source), policy, Long.MAX_VALUE));
        }
        return scan.run(threads);
    }

    /** What follows the header. */
    private record Body(Records records, CsvFormat format) {
        Body with(@Nullable Words words) {
            return new Body(records, new CsvFormat(format.separator(), format.header(), format.chosen(), words));
        }

        RowFile<DataTable> file(CsvReader reader) {
            return new RowFile<>(reader.source, format, reader.policy, records.end(), records.linesBefore());
        }
    }

    private Body body(InputStream unbuffered, UnaryOperator<List<String>> choice) throws IOException {
        try {
            InputStream in = new BufferedInputStream(unbuffered, Records.LONGEST_CELL);
            int mark = passMark(in);
            int separator = separator(in);
            Records records = new Records(source.name(), in, separator, mark, 0);
            List<String> header = header(records, separator);
            if (header.size() == 1 && separator == ',') {
                refuseOtherSeparator(header.get(0));
            }
            return new Body(records, new CsvFormat(separator, header, choice.apply(header)));
        } catch (ZipException | EOFException e) {
            throw DataException.of("%s: the gzip file is damaged or ends too early.", source.name());
        }
    }

    /** Passes over a byte order mark; returns its length. */
    private static int passMark(InputStream in) throws IOException {
        in.mark(BYTE_ORDER_MARK.length);
        byte[] first = in.readNBytes(BYTE_ORDER_MARK.length);
        if (Arrays.equals(first, BYTE_ORDER_MARK)) {
            return first.length;
        }
        in.reset();
        return 0;
    }

    /** A tab where the name or the first line says so, else a comma. */
    private int separator(InputStream in) throws IOException {
        if (source.endsWith(".tsv", ".tab")) {
            return '\t';
        }
        in.mark(Records.LONGEST_CELL);
        int separator = ',';
        boolean comment = false;
        boolean begins = true;
        for (int i = 0; i < Records.LONGEST_CELL - 1; i++) {
            int c = in.read();
            if (c < 0 || c == ',' && !comment || c == '\n' && !comment && !begins) {
                break;
            }
            comment = c == '#' && begins || comment && c != '\n';
            begins = c == '\n' || c == '\r' || begins && comment && c == '\n';
            if (!comment && c == '\t') {
                separator = '\t';
                break;
            }
        }
        in.reset();
        return separator;
    }

    private void refuseOtherSeparator(String name) {
        if (name.indexOf(';') >= 0) {
            throw DataException.of(
                    "%s, line 1: the header '%s' has semicolons. Cells must be apart by commas (.csv) or tabs (.tsv),"
                            + " numbers have a decimal point.",
                    source.name(), name);
        }
    }

    private List<String> header(Records records, int separator) throws IOException {
        while (records.next()) {
            boolean comment = records.to() > records.from() && records.bytes()[records.from()] == '#';
            String[] names = CsvParser.texts(records, separator);
            if (comment || names.length == 1 && names[0].isEmpty()) {
                continue;
            }
            requireText(records);
            List<String> header = List.of(names);
            checkNames(header, records.line());
            return header;
        }
        throw DataException.of("%s: there is no header. The first line must name the columns.", source.name());
    }

    private void requireText(Records records) {
        try {
            StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(records.bytes(), records.from(), records.to() - records.from()));
        } catch (CharacterCodingException e) {
            throw DataException.of("%s: this is not UTF-8 text. Save it as UTF-8.", source.name());
        }
    }

    private void checkNames(List<String> header, long line) {
        if (header.size() > MOST_COLUMNS) {
            throw DataException.of("%s: there are more than %,d columns.", source.name(), MOST_COLUMNS);
        }
        Map<String, Integer> seen = new HashMap<>();
        boolean allNumbers = true;
        for (int c = 0; c < header.size(); c++) {
            String name = header.get(c);
            allNumbers &= !Double.isNaN(Cells.number(name));
            if (name.isEmpty()) {
                throw DataException.at(
                        source.name(),
                        line,
                        ": column %d has no name. The header must name every column.".formatted(c + 1));
            }
            Integer before = seen.put(name, c);
            if (before != null) {
                throw DataException.at(
                        source.name(),
                        line,
                        ": columns %d and %d are both named %s. Give each a name of its own."
                                .formatted(before + 1, c + 1, Cells.quoted(name)));
            }
        }
        if (allNumbers) {
            throw DataException.at(
                    source.name(),
                    line,
                    ": the header holds numbers. The first line must name the columns, such as x,y.");
        }
    }
}
