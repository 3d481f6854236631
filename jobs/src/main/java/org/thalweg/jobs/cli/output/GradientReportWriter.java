package org.thalweg.jobs.cli.output;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import org.thalweg.core.objective.GradientReport;
import org.thalweg.jobs.cli.terminal.TerminalStyle;

/** Writes what the check of a gradient said: {@code thalweg.check/1} as JSON, a row a point and variable as CSV, or text. */
public final class GradientReportWriter {
    private static final JsonFactory FACTORY =
            JsonFactory.builder().enable(JsonWriteFeature.WRITE_NAN_AS_STRINGS).build();

    private final GradientReport report;
    private final List<String> variables;

    public GradientReportWriter(GradientReport report, List<String> variables) {
        this.report = report;
        this.variables = variables;
    }

    /** The verdict, then for each variable that differs where, by how much and by which factor. */
    public void writeText(Writer out, TerminalStyle style) throws IOException {
        List<String> lines = new ArrayList<>();
        String compared = Digits.count(report.points().size(), "point", "points")
                + (report.skipped() == 0 ? "" : " (" + report.skipped() + " more are outside the domain)");
        GradientReport.Comparison worst = report.worst();
        if (worst == null) {
            lines.add(style.warning(style.sign("✘ ", "! ") + "nothing could be compared: "
                    + Digits.count(report.skipped(), "point is", "points are") + " outside the domain"));
        } else if (report.matches()) {
            lines.add(style.good(style.sign("✔ ", "* ") + "this is the gradient") + ", compared at " + compared);
        } else {
            lines.add(style.warning(style.sign("✘ ", "! ") + "this is not the gradient") + ", compared at " + compared);
            for (int i = 0; i < variables.size(); i++) {
                GradientReport.Verdict verdict = report.variables().get(i);
                if (!verdict.matches()) {
                    lines.addAll(difference(verdict, worst, i, style));
                }
            }
        }
        for (String line : lines) {
            out.write(line + "\n");
        }
    }

    private List<String> difference(
            GradientReport.Verdict verdict, GradientReport.Comparison worst, int i, TerminalStyle style) {
        List<String> lines = new ArrayList<>();
        String derivative = style.sign("∂f/∂", "df/d") + variables.get(i);
        lines.add("  " + derivative + " is " + worst.expected()[i] + ", given is " + worst.given()[i]);
        lines.add("    at " + Digits.of(worst.at(), 6) + "; the largest error is "
                + Digits.of(verdict.maximumError(), 4));
        if (verdict.difference() != null) {
            lines.addAll(Paragraph.wrap("    " + verdict.difference(), style.columns()));
        } else {
            lines.add("    given/expected is " + Digits.of(worst.given()[i] / worst.expected()[i], 6) + " there");
        }
        return lines;
    }

    /** One object: the verdict, the point with the largest error, and a verdict a variable. */
    public void writeJson(Writer out) throws IOException {
        try (JsonGenerator json = FACTORY.createGenerator(out)) {
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            json.writeStartObject();
            json.writeStringField("schema", "thalweg.check/1");
            json.writeBooleanField("matches", report.matches());
            GradientReport.Comparison worst = report.worst();
            double[] none = {};
            writeNumbers(json, "at", worst == null ? none : worst.at());
            writeNumbers(json, "expected", worst == null ? none : worst.expected());
            writeNumbers(json, "given", worst == null ? none : worst.given());
            json.writeNumberField("maximumError", report.maximumError());
            json.writeNumberField("points", report.points().size());
            json.writeNumberField("skipped", report.skipped());
            json.writeArrayFieldStart("variables");
            for (GradientReport.Verdict verdict : report.variables()) {
                json.writeStartObject();
                json.writeStringField("variable", verdict.variable());
                json.writeBooleanField("matches", verdict.matches());
                json.writeNumberField("maximumError", verdict.maximumError());
                json.writeStringField("difference", verdict.difference());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    /** A row a point and variable. */
    public void writeCsv(Writer out) throws IOException {
        List<String> columns = new ArrayList<>(List.of("variable", "expected", "given", "error", "agrees"));
        variables.forEach(variable -> columns.add("at " + variable));
        try (CsvTable table = new CsvTable(out, columns)) {
            for (GradientReport.Comparison point : report.points()) {
                for (int i = 0; i < variables.size(); i++) {
                    List<Object> cells = new ArrayList<>(List.of(
                            variables.get(i), point.expected()[i], point.given()[i], point.error(i), point.agrees(i)));
                    for (double x : point.at()) {
                        cells.add(x);
                    }
                    table.row(cells);
                }
            }
        }
    }

    private static void writeNumbers(JsonGenerator json, String name, double[] values) throws IOException {
        json.writeArrayFieldStart(name);
        for (double value : values) {
            json.writeNumber(value);
        }
        json.writeEndArray();
    }
}
