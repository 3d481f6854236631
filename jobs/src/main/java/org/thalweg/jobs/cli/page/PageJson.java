package org.thalweg.jobs.cli.page;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Collection;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.run.DescentPath;
import org.thalweg.core.run.ObjectiveGrid;
import org.thalweg.core.run.Problem;
import org.thalweg.core.run.SearchSpecification;
import org.thalweg.jobs.fit.FitGlimpse;
import org.thalweg.jobs.search.SearchProgress;
import org.thalweg.monitoring.history.History;
import org.thalweg.monitoring.history.Mark;

/**
 * What a live page is told, as JSON: one object each; NaN and ±Infinity are strings. Values are in the user's terms.
 */
final class PageJson {
    private static final JsonFactory FACTORY =
            JsonFactory.builder().enable(JsonWriteFeature.WRITE_NAN_AS_STRINGS).build();

    /** So many variables of one descent are named beforehand; of more, the others are only counted. */
    private static final int MOST_NAMED = 1_000;

    private PageJson() {}

    private interface Body {
        void write(JsonGenerator json) throws IOException;
    }

    private static String object(Body body) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            json.writeStartObject();
            body.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** What is known of a search beforehand. */
    static String search(SearchSpecification specification, RunFacts facts) {
        return object(json -> {
            json.writeStringField("kind", "search");
            run(json, specification, facts, specification.problem().variables().size());
        });
    }

    /** What is known of a fit beforehand. */
    static String fit(SearchSpecification specification, RunFacts facts, FitPage.Subject subject) {
        return object(json -> {
            json.writeStringField("kind", subject.isData() ? "fit" : "descent");
            if (subject.isData()) {
                json.writeNumberField("rows", subject.rows());
                json.writeStringField("loss", subject.loss());
            }
            int dimension = specification.problem().variables().size();
            json.writeNumberField("dimension", dimension);
            run(json, specification, facts, Math.min(MOST_NAMED, dimension));
        });
    }

    private static void run(JsonGenerator json, SearchSpecification specification, RunFacts facts, int named)
            throws IOException {
        Problem problem = specification.problem();
        json.writeStringField("objective", problem.text());
        json.writeBooleanField("maximize", problem.maximize());
        json.writeArrayFieldStart("variables");
        for (String variable : problem.variables().subList(0, named)) {
            json.writeString(variable);
        }
        json.writeEndArray();
        box(json, "bounds", problem.bounds(), named);
        box(json, "region", specification.starts().region(), named);
        json.writeNumberField("starts", specification.starts().total());
        json.writeStringField("seed", Long.toString(specification.starts().seed())); // beyond 2^53, too
        json.writeStringField("method", specification.descents().optimizer().name());
        json.writeStringField("sampler", specification.starts().sampler().name());
        json.writeStringField("where", facts.where());
        json.writeStringField("version", facts.version());
        json.writeBooleanField("savepoint", facts.savepoint());
    }

    private static void box(JsonGenerator json, String name, Bounds box, int sides) throws IOException {
        json.writeArrayFieldStart(name);
        double[] lower = box.lower();
        double[] upper = box.upper();
        for (int i = 0; i < sides; i++) {
            json.writeStartArray();
            json.writeNumber(lower[i]);
            json.writeNumber(upper[i]);
            json.writeEndArray();
        }
        json.writeEndArray();
    }

    /** How far the run is. */
    static String progress(Phase phase, SearchProgress now) {
        return object(json -> {
            json.writeStringField("phase", phase.name());
            json.writeNumberField("seconds", now.seconds());
            json.writeNumberField("total", now.total());
            json.writeNumberField("finished", now.finished());
            json.writeNumberField("converged", now.converged());
            json.writeNumberField("budgetSpent", now.budgetSpent());
            json.writeNumberField("nonFinite", now.nonFinite());
            json.writeNumberField("failed", now.failed());
            json.writeNumberField("evaluations", now.evaluations());
            json.writeNumberField("best", now.best());
            json.writeNumberField("minima", now.minima());
        });
    }

    /**
     * How far a fit is: what its log has columns for, under their names.
     *
     * @param total starts
     */
    static String progress(Phase phase, FitGlimpse now, long total) {
        History row = now.upToNow();
        double[] numbers = row.row(row.rows() - 1);
        return object(json -> {
            json.writeStringField("phase", phase.name());
            json.writeNumberField("total", total);
            for (int i = 0; i < numbers.length; i++) {
                json.writeNumberField(row.columns().get(i), numbers[i]);
            }
        });
    }

    /** How it came there. */
    static String history(History history, boolean maximize) {
        int best = history.columns().indexOf("best");
        return object(json -> {
            json.writeArrayFieldStart("columns");
            for (String column : history.columns()) {
                json.writeString(column);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("rows");
            for (int i = 0; i < history.rows(); i++) {
                double[] row = history.row(i);
                json.writeStartArray();
                for (int j = 0; j < row.length; j++) {
                    json.writeNumber(j == best && maximize ? -row[j] : row[j]);
                }
                json.writeEndArray();
            }
            json.writeEndArray();
            json.writeArrayFieldStart("marks");
            for (Mark mark : history.marks()) {
                json.writeStartArray();
                json.writeNumber(mark.seconds());
                json.writeString(mark.kind().text());
                json.writeEndArray();
            }
            json.writeEndArray();
        });
    }

    /** How a run that was stopped can go on. */
    static String resumption(String command) {
        return object(json -> json.writeStringField("command", command));
    }

    /** Ways that descents took: points with their values last. */
    static String paths(Collection<DescentPath> paths) {
        return object(json -> {
            json.writeArrayFieldStart("paths");
            for (DescentPath path : paths) {
                json.writeStartObject();
                json.writeNumberField("start", path.start());
                json.writeBooleanField("converged", path.converged());
                json.writeArrayFieldStart("points");
                for (int i = 0; i < path.points().size(); i++) {
                    json.writeStartArray();
                    for (double x : path.points().get(i)) {
                        json.writeNumber(x);
                    }
                    json.writeNumber(path.values().get(i));
                    json.writeEndArray();
                }
                json.writeEndArray();
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    /** The shape of the objective; of two variables in single precision, which is enough to draw. */
    static String landscape(ObjectiveGrid grid) {
        return object(json -> {
            box(json, "region", grid.region(), grid.region().dimension());
            json.writeNumberField("resolution", grid.resolution());
            json.writeArrayFieldStart("values");
            for (double value : grid.values()) {
                if (grid.region().dimension() == 1) {
                    json.writeNumber(value);
                } else {
                    json.writeNumber((float) value);
                }
            }
            json.writeEndArray();
        });
    }
}
