package org.thalweg.jobs.cli.output;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/** A CSV table (RFC 4180) with a header, written row by row; numbers in full, NaN and infinities as words. */
public final class CsvTable implements Closeable {
    private final CsvGenerator csv;

    public CsvTable(Writer out, List<String> columns) throws IOException {
        CsvSchema.Builder schema = CsvSchema.builder().setUseHeader(true).setLineSeparator("\r\n");
        columns.forEach(schema::addColumn);
        csv = new CsvFactory().createGenerator(out);
        csv.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        csv.enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING);
        csv.setSchema(schema.build());
    }

    /** Writes a row of numbers and texts, one a column. */
    public void row(List<?> cells) throws IOException {
        csv.writeStartArray();
        for (Object cell : cells) {
            csv.writeString(String.valueOf(cell));
        }
        csv.writeEndArray();
    }

    @Override
    public void close() throws IOException {
        csv.close();
    }
}
