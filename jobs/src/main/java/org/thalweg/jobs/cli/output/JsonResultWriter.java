package org.thalweg.jobs.cli.output;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.run.Problem;
import org.thalweg.core.run.SearchResult;
import org.thalweg.core.run.StartCounts;
import org.thalweg.core.search.BasinShare;
import org.thalweg.core.search.Distinctness;
import org.thalweg.core.search.FoundPoint;
import org.thalweg.core.search.StationaryPoint;
import org.thalweg.core.search.UnseenMinima;

/**
 * Writes exactly one JSON object, {@code thalweg.result/1}, whose schema is the resource
 * {@code org/thalweg/schema/result-1.json}.
 *
 * <p>The names follow SciPy's {@code OptimizeResult}. NaN and ±Infinity are strings.
 */
public final class JsonResultWriter implements ResultWriter {
    static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(JsonWriteFeature.QUOTE_FIELD_NAMES)
            .enable(JsonWriteFeature.WRITE_NAN_AS_STRINGS)
            .build();

    @Override
    public void write(RunReport report, Writer out) throws IOException {
        write(report, report.result().status().name(), out);
    }

    /** Writes what a search that goes on has found so far: the same object, with the status {@code RUNNING}. */
    public void writeSoFar(RunReport report, Writer out) throws IOException {
        write(report, "RUNNING", out);
    }

    private static void write(RunReport report, String status, Writer out) throws IOException {
        try (JsonGenerator json = FACTORY.createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
            json.disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM);
            json.writeStartObject();
            writeResult(json, report, status);
            json.writeNumberField("elapsedSeconds", report.elapsedSeconds());
            writeVersions(json, report.versions());
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    /** Writes the fields of a result but for the last two. */
    static void writeResult(JsonGenerator json, RunReport report, String status) throws IOException {
        SearchResult result = report.result();
        Problem problem = result.specification().problem();
        json.writeStringField("schema", "thalweg.result/1");
        json.writeBooleanField("success", result.status().isSuccess());
        json.writeStringField("status", status);
        json.writeStringField("message", report.message());
        json.writeStringField("objective", problem.text());
        json.writeBooleanField("maximize", problem.maximize());
        writeStrings(json, "variables", problem.variables());
        StationaryPoint best = result.best();
        if (best == null) {
            json.writeNullField("x");
            json.writeNullField("fun");
            json.writeNullField("jac");
            json.writeNullField("kind");
        } else {
            writeNumbers(json, "x", best.x());
            json.writeNumberField("fun", best.value());
            writeGradient(json, best.gradient());
            json.writeStringField("kind", best.kind().text());
        }
        json.writeNumberField("nfev", result.evaluations());
        json.writeNumberField("nit", result.iterations());
        json.writeNumberField("seed", result.specification().starts().seed());
        json.writeBooleanField("deterministic", result.complete());
        json.writeStringField("digest", result.digest());
        writeStarts(json, result.starts());
        writePoints(json, "minima", result.minima(), result);
        json.writeNumberField("minimaTotal", result.minimaTotal());
        writePoints(json, "stationary", result.stationary(), result);
        json.writeNumberField("droppedHits", result.droppedHits());
        writeUnseen(json, result.unseen());
        writeTolerances(json, result);
        json.writeStringField(
                "method", result.specification().descents().optimizer().name());
        json.writeStringField(
                "sampler", result.specification().starts().sampler().name());
        json.writeStringField("stopReason", result.stopReason());
    }

    private static void writeGradient(JsonGenerator json, double[] gradient) throws IOException {
        if (gradient.length == 0) {
            json.writeNullField("jac");
        } else {
            writeNumbers(json, "jac", gradient);
        }
    }

    private static void writeStarts(JsonGenerator json, StartCounts starts) throws IOException {
        json.writeObjectFieldStart("starts");
        json.writeNumberField("total", starts.total());
        json.writeNumberField("converged", starts.converged());
        json.writeNumberField("budgetSpent", starts.budgetSpent());
        json.writeNumberField("nonFinite", starts.nonFinite());
        json.writeNumberField("failed", starts.failed());
        json.writeNumberField("escaped", starts.escaped());
        json.writeEndObject();
    }

    private static void writePoints(JsonGenerator json, String name, List<FoundPoint> points, SearchResult result)
            throws IOException {
        List<String> variables = result.specification().problem().variables();
        json.writeArrayFieldStart(name);
        for (FoundPoint found : points) {
            StationaryPoint point = found.point();
            json.writeStartObject();
            json.writeNumberField("fun", point.value());
            writeNumbers(json, "x", point.x());
            json.writeNumberField("hits", found.hits());
            if (found.hits() > 0) {
                writeShare(json, new BasinShare(found.hits(), result.starts().converged()));
            }
            if (found.escapes() > 0) {
                json.writeNumberField("escapes", found.escapes());
            }
            json.writeStringField("kind", point.kind().text());
            json.writeNumberField("gradientNorm", point.gradientNorm());
            json.writeNumberField("smallestEigenvalue", point.smallestEigenvalue());
            if (point.active().length > 0) {
                json.writeArrayFieldStart("active");
                for (int coordinate : point.active()) {
                    json.writeString(variables.get(coordinate));
                }
                json.writeEndArray();
            }
            if (point.flatDirections() > 0) {
                json.writeNumberField("flatDirections", point.flatDirections());
            }
            if (!point.smooth()) {
                json.writeBooleanField("smooth", false);
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writeShare(JsonGenerator json, BasinShare share) throws IOException {
        json.writeObjectFieldStart("share");
        json.writeNumberField("estimate", share.estimate());
        json.writeNumberField("low", share.low());
        json.writeNumberField("high", share.high());
        json.writeEndObject();
    }

    private static void writeUnseen(JsonGenerator json, @Nullable UnseenMinima unseen) throws IOException {
        if (unseen == null) {
            json.writeNullField("unseen");
            return;
        }
        json.writeObjectFieldStart("unseen");
        json.writeNumberField("probability", unseen.probability());
        json.writeNumberField("upperBound", unseen.upperBound());
        json.writeEndObject();
    }

    private static void writeTolerances(JsonGenerator json, SearchResult result) throws IOException {
        Distinctness distinctness = result.distinctness();
        json.writeObjectFieldStart("tolerances");
        json.writeNumberField("gradient", result.specification().descents().gradientTolerance());
        json.writeStringField("distinctBy", distinctness.by().name().toLowerCase(Locale.ROOT));
        json.writeNumberField("point", distinctness.pointTolerance());
        json.writeNumberField("value", distinctness.valueTolerance());
        json.writeEndObject();
    }

    static void writeVersions(JsonGenerator json, Map<String, String> versions) throws IOException {
        json.writeObjectFieldStart("versions");
        for (Map.Entry<String, String> version : versions.entrySet()) {
            json.writeStringField(version.getKey(), version.getValue());
        }
        json.writeEndObject();
    }

    private static void writeStrings(JsonGenerator json, String name, List<String> values) throws IOException {
        json.writeArrayFieldStart(name);
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }

    private static void writeNumbers(JsonGenerator json, String name, double[] values) throws IOException {
        json.writeArrayFieldStart(name);
        for (double value : values) {
            json.writeNumber(value);
        }
        json.writeEndArray();
    }
}
