package org.thalweg.jobs.cli.output;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import org.thalweg.jobs.cli.terminal.TerminalStyle;

/**
 * A small table in any form.
 *
 * @param schema the name and version of its JSON
 * @param name the member of the JSON that holds the rows, as objects
 * @param columns the names of the columns
 * @param rows texts and numbers, one a column
 */
public record Listing(String schema, String name, List<String> columns, List<List<Object>> rows) {
    private static final JsonFactory FACTORY = new JsonFactory();

    /** Aligned columns, the last one wrapped. */
    public void writeText(Writer out, TerminalStyle style) throws IOException {
        int last = columns.size() - 1;
        int[] width = new int[columns.size()];
        int indent = 0;
        for (int i = 0; i < last; i++) {
            width[i] = columns.get(i).length();
            for (List<Object> row : rows) {
                width[i] = Math.max(width[i], row.get(i).toString().length());
            }
            indent += width[i] + 2;
        }
        out.write(style.bold(line(columns, width)) + "\n");
        for (List<Object> row : rows) {
            String margin = " ".repeat(indent);
            List<String> wrapped = Paragraph.wrap(row.get(last).toString(), Math.max(30, style.columns() - indent));
            out.write((line(row.subList(0, last), width) + margin).substring(0, indent) + wrapped.get(0) + "\n");
            for (String more : wrapped.subList(1, wrapped.size())) {
                out.write(margin + more.strip() + "\n");
            }
        }
    }

    private static String line(List<?> cells, int[] width) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            String cell = cells.get(i).toString();
            line.append(cell).append(" ".repeat(Math.max(0, width[i] - cell.length()) + 2));
        }
        return line.toString().stripTrailing();
    }

    /** One object with the schema and the rows. */
    public void writeJson(Writer out) throws IOException {
        try (JsonGenerator json = FACTORY.createGenerator(out)) {
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            json.writeStartObject();
            json.writeStringField("schema", schema);
            json.writeArrayFieldStart(name);
            for (List<Object> row : rows) {
                json.writeStartObject();
                for (int i = 0; i < columns.size(); i++) {
                    if (row.get(i) instanceof Number number) {
                        json.writeNumberField(columns.get(i), number.doubleValue());
                    } else {
                        json.writeStringField(columns.get(i), row.get(i).toString());
                    }
                }
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    public void writeCsv(Writer out) throws IOException {
        try (CsvTable table = new CsvTable(out, columns)) {
            for (List<Object> row : rows) {
                table.row(row);
            }
        }
    }
}
