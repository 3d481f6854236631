package org.thalweg.jobs.cli.output;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import org.thalweg.core.fit.rounds.LossCurve;
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
            if (report.curve() != null) {
                writeCurve(json, report.curve());
            }
            json.writeNumberField("elapsedSeconds", report.run().elapsedSeconds());
            JsonResultWriter.writeVersions(json, report.run().versions());
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    /** How the loss fell: the value after each of some iterations. */
    private static void writeCurve(JsonGenerator json, LossCurve curve) throws IOException {
        long[] iterations = curve.iterations();
        double[] values = curve.values();
        json.writeArrayFieldStart("curve");
        for (int k = 0; k < values.length; k++) {
            json.writeStartObject();
            json.writeNumberField("iteration", iterations[k]);
            json.writeNumberField("value", values[k]);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writeSummary(JsonGenerator json, FitSummary summary, List<String> names) throws IOException {
        json.writeStringField("loss", summary.loss());
        writeNamed(json, "parameters", names, summary.estimates());
        writeNamed(json, "standardErrors", names, summary.standardErrors());
        double[] chances = new double[names.size()];
        double[][] ends = new double[2][names.size()];
        for (int j = 0; j < chances.length; j++) {
            Significance said = Significance.of(summary, j);
            chances[j] = said.chance();
            ends[0][j] = said.low();
            ends[1][j] = said.high();
        }
        writeNamed(json, "pValues", names, chances);
        writeNamed(json, "confidenceLow", names, ends[0]);
        writeNamed(json, "confidenceHigh", names, ends[1]);
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
