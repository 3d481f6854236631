package org.thalweg.jobs.cli.output;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import org.thalweg.core.fit.statistics.FitSummary;

/** Writes one JSON object, {@code thalweg.result/1} with the fields of a fit. */
public final class FitJsonWriter {

    /**
     * Writes what is known of a fit that goes on: the same object, with the status {@code RUNNING}.
     *
     * @param theta where it stands; empty where that is not known
     */
    public void writeSoFar(RunReport run, double[] theta, Writer out) throws IOException {
        try (JsonGenerator json =
                JsonResultWriter.FACTORY.createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
            json.disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM);
            json.writeStartObject();
            JsonResultWriter.writeResult(json, run, "RUNNING");
            json.writeObjectFieldStart("parameters");
            for (int j = 0; j < theta.length; j++) {
                json.writeNumberField(
                        run.result().specification().problem().variables().get(j), theta[j]);
            }
            json.writeEndObject();
            json.writeNumberField("elapsedSeconds", run.elapsedSeconds());
            JsonResultWriter.writeVersions(json, run.versions());
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    public void write(FitReport report, Writer out) throws IOException {
        try (JsonGenerator json =
                JsonResultWriter.FACTORY.createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
            json.disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM);
            json.writeStartObject();
            JsonResultWriter.writeResult(
                    json, report.run(), report.run().result().status().name());
            FitSummary summary = report.summary();
            if (summary != null) {
                writeSummary(
                        json,
                        summary,
                        report.run().result().specification().problem().variables());
            }
            json.writeNumberField("elapsedSeconds", report.run().elapsedSeconds());
            JsonResultWriter.writeVersions(json, report.run().versions());
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    private static void writeSummary(JsonGenerator json, FitSummary summary, List<String> names) throws IOException {
        json.writeStringField("loss", summary.loss());
        writeNamed(json, "parameters", names, summary.estimates());
        writeNamed(json, "standardErrors", names, summary.standardErrors());
        writeKnown(json, "rss", summary.rss());
        writeKnown(json, "residualStandardDeviation", summary.deviation());
        json.writeNumberField("degreesOfFreedom", summary.degreesOfFreedom());
        json.writeNumberField("observations", summary.observations());
        json.writeNumberField("rejectedRows", summary.rejectedRows());
    }

    /** A number, or null where there is none. */
    private static void writeKnown(JsonGenerator json, String name, double value) throws IOException {
        if (Double.isNaN(value)) {
            json.writeNullField(name);
        } else {
            json.writeNumberField(name, value);
        }
    }

    private static void writeNamed(JsonGenerator json, String name, List<String> names, double[] values)
            throws IOException {
        json.writeObjectFieldStart(name);
        for (int j = 0; j < values.length; j++) {
            writeKnown(json, names.get(j), values[j]);
        }
        json.writeEndObject();
    }
}
