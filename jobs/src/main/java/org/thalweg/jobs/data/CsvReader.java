package org.thalweg.jobs.data;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * Reads columns of numbers from text with a header, cells apart by commas, tabs or semicolons (RFC 4180: quotes, doubled quotes, line ends
 * inside quotes). Lines that begin with # are comments, blank lines nothing; a byte order mark is passed over.
 */
public final class CsvReader {
    /** The longest cell, in characters. */
    private static final int LONGEST_CELL = 1 << 16;

    private static final int MOST_COLUMNS = 1 << 20;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final DataSource source;
    private final RowPolicy policy;
    private final long memory;

    /** @param memory bytes that the numbers may take */
    public CsvReader(DataSource source, RowPolicy policy, long memory) {
        this.source = source;
        this.policy = policy;
        this.memory = memory;
    }

    /**
     * Reads the columns that {@code choice} picks from the names in the header.
     *
     * @throws DataException if the text is no table, or a row cannot be used and the policy is to fail
     * @throws IOException if the file cannot be read
     */
    public ReadTable read(UnaryOperator<List<String>> choice) throws IOException {
        try (InputStream in = source.open();
                Reader text = text(in)) {
            char separator = separator(text);
            try (CsvParser parser = parser(text, separator)) {
                List<String> header = header(parser);
                if (header.size() == 1 && separator == ',') {
                    refuseOtherSeparator(header.get(0));
                }
                return new Pass(parser, header, choice.apply(header)).run();
            } catch (StreamConstraintsException e) {
                throw DataException.of(
                        "%s: a cell has more than %,d characters near line %d. Maybe a quote is not closed?",
                        source.name(), LONGEST_CELL, line(e));
            } catch (JacksonException e) {
                throw DataException.of(
                        "%s, line %d: %s. Maybe a quote is not closed, or stands inside a cell without being doubled?",
                        source.name(), line(e), e.getOriginalMessage());
            }
        } catch (java.nio.charset.CharacterCodingException e) {
            throw DataException.of("%s: this is not UTF-8 text. Save it as UTF-8.", source.name());
        } catch (java.util.zip.ZipException | java.io.EOFException e) {
            throw DataException.of("%s: the gzip file is damaged or ends too early.", source.name());
        }
    }

    private static long line(JacksonException e) {
        return e.getLocation() == null ? 0 : e.getLocation().getLineNr();
    }

    private static Reader text(InputStream in) throws IOException {
        // a decoder that was made by hand reports what is not UTF-8; one that is named replaces it in silence
        BufferedReader reader =
                new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder()), LONGEST_CELL);
        reader.mark(1);
        if (reader.read() != BYTE_ORDER_MARK) {
            reader.reset();
        }
        return reader;
    }

    /** A tab where the name or the first line says so, else a semicolon where that alone stands in the first line, else a comma. */
    private char separator(Reader text) throws IOException {
        if (source.endsWith(".tsv", ".tab")) {
            return '\t';
        }
        text.mark(LONGEST_CELL);
        char separator = ',';
        boolean comment = false;
        boolean begins = true;
        for (int i = 0; i < LONGEST_CELL - 1; i++) {
            int c = text.read();
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
        text.reset();
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

    private static CsvParser parser(Reader text, char separator) throws IOException {
        CsvFactory factory = CsvFactory.builder()
                .enable(CsvParser.Feature.WRAP_AS_ARRAY)
                .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
                .enable(CsvParser.Feature.ALLOW_COMMENTS)
                .enable(CsvParser.Feature.TRIM_SPACES)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxStringLength(LONGEST_CELL)
                        .build())
                .build();
        CsvParser parser = factory.createParser(text);
        parser.setSchema(CsvSchema.emptySchema().withColumnSeparator(separator).withComments());
        return parser;
    }

    private List<String> header(CsvParser parser) throws IOException {
        List<String> header = new ArrayList<>();
        JsonToken table = parser.nextToken();
        JsonToken row = table == JsonToken.START_ARRAY ? parser.nextToken() : table;
        if (row == JsonToken.START_ARRAY) {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                header.add(parser.getText().strip());
                if (header.size() > MOST_COLUMNS) {
                    throw DataException.of("%s: there are more than %,d columns.", source.name(), MOST_COLUMNS);
                }
            }
        }
        if (header.isEmpty()) {
            throw DataException.of("%s: there is no header. The first line must name the columns.", source.name());
        }
        checkNames(header);
        return header;
    }

    private void checkNames(List<String> header) {
        Map<String, Integer> seen = new HashMap<>();
        boolean allNumbers = true;
        for (int c = 0; c < header.size(); c++) {
            String name = header.get(c);
            allNumbers &= !Double.isNaN(Cells.number(name));
            if (name.isEmpty()) {
                throw DataException.of(
                        "%s, line 1: column %d has no name. The header must name every column.", source.name(), c + 1);
            }
            Integer before = seen.put(name, c);
            if (before != null) {
                throw DataException.of(
                        "%s, line 1: columns %d and %d are both named %s. Give each a name of its own.",
                        source.name(), before + 1, c + 1, Cells.quoted(name));
            }
        }
        if (allNumbers) {
            throw DataException.of(
                    "%s, line 1: the header holds numbers. The first line must name the columns, such as x,y.",
                    source.name());
        }
    }

    /** One pass over the rows. */
    private final class Pass {
        private final CsvParser parser;
        private final List<String> header;
        private final int[] target;
        private final NumberColumns columns;
        private final double[] row;
        private long rejected;
        private long line;

        Pass(CsvParser parser, List<String> header, List<String> chosen) {
            this.parser = parser;
            this.header = header;
            target = header.stream().mapToInt(chosen::indexOf).toArray();
            columns = new NumberColumns(source.name(), chosen, memory);
            row = new double[chosen.size()];
        }

        ReadTable run() throws IOException {
            while (parser.nextToken() == JsonToken.START_ARRAY) {
                line = parser.currentTokenLocation().getLineNr();
                readRow();
            }
            if (columns.rows() == 0) {
                throw DataException.of(
                        "%s: %s", source.name(), rejected == 0 ? "there are no rows below the header." : allRejected());
            }
            return new ReadTable(columns.table(), rejected);
        }

        private String allRejected() {
            return "none of the %,d rows can be used.".formatted(rejected);
        }

        private void readRow() throws IOException {
            int cell = 0;
            String complaint = "";
            Policy action = policy.badRows();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                line = cell == 0 ? parser.currentTokenLocation().getLineNr() : line;
                if (cell < target.length && target[cell] >= 0 && complaint.isEmpty()) {
                    String text = Objects.requireNonNullElse(parser.getText(), "");
                    double value = Cells.number(text);
                    if (Double.isNaN(value)) {
                        boolean missing = Cells.isMissing(text);
                        action = missing ? policy.missing() : policy.badRows();
                        complaint = missing ? missing(cell, text) : noNumber(cell, text);
                    }
                    row[target[cell]] = value;
                }
                cell++;
            }
            if (cell != target.length) {
                action = policy.badRows();
                complaint = ragged(cell);
            }
            if (complaint.isEmpty()) {
                columns.add(row);
            } else if (action == Policy.FAIL) {
                throw new DataException(complaint);
            } else {
                rejected++;
            }
        }

        private String place(int cell) {
            return "%s, line %d, column %s".formatted(source.name(), line, header.get(cell));
        }

        private String missing(int cell, String text) {
            return "%s: the value is missing (%s). --missing skip leaves such rows out, and counts them."
                    .formatted(place(cell), text.isEmpty() ? "the cell is empty" : text);
        }

        private String noNumber(int cell, String text) {
            return "%s: %s is no number.%s --on-bad-row skip leaves such rows out, and counts them."
                    .formatted(place(cell), Cells.quoted(text), Cells.advice(text));
        }

        private String ragged(int cells) {
            return ("%s, line %d: %d cells where the header has %d columns.%s --on-bad-row skip leaves such rows out,"
                            + " and counts them.")
                    .formatted(
                            source.name(),
                            line,
                            cells,
                            header.size(),
                            cells > header.size() ? " Maybe a number has a decimal comma?" : "");
        }
    }
}
