package org.thalweg.jobs.fit;

import java.util.Map;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.ParameterTool;
import org.thalweg.core.fit.rounds.FitSpecification;
import org.thalweg.jobs.monitor.Study;

/**
 * A fit, to be run on Flink: a sum of terms that are held in shards by many workers, minimized over parameters that are held in blocks.
 *
 * <pre>{@code
 * FitResult result = Fit.of(specification).submit(environment).result().get();
 * }</pre>
 *
 * <p>The result is the same, to the bit, at any parallelism and after any number of failures.
 */
public final class Fit {
    private final FitSpecification specification;
    private final Study study;
    private final long rowsRejected;
    private final Map<String, String> parameters;

    private Fit(FitSpecification specification, Study study, long rowsRejected, Map<String, String> parameters) {
        this.specification = specification;
        this.study = study;
        this.rowsRejected = rowsRejected;
        this.parameters = Map.copyOf(parameters);
    }

    /** The fit that a specification describes in full. */
    public static Fit of(FitSpecification specification) {
        return new Fit(specification, new Study("fit", false), 0, Map.of());
    }

    /** The fit under a name that its meters carry, showing −F where that is what the user asked for. */
    public Fit study(Study named) {
        return new Fit(specification, named, rowsRejected, parameters);
    }

    /** The fit whose meters say that so many rows of data could not be used. */
    public Fit rowsRejected(long rows) {
        return new Fit(specification, study, rows, parameters);
    }

    /** The fit whose job shows these parameters to whoever asks its cluster for them. */
    public Fit parameters(Map<String, String> shown) {
        return new Fit(specification, study, rowsRejected, shown);
    }

    public FitSpecification specification() {
        return specification;
    }

    /**
     * Runs the fit as a job of its own, with the parallelism of the environment.
     *
     * @throws Exception if the job cannot be handed in
     */
    public FitRun submit(StreamExecutionEnvironment environment) throws Exception {
        new FitGraph(specification, study, rowsRejected).attach(environment);
        environment.getConfig().setGlobalJobParameters(ParameterTool.fromMap(parameters));
        return new FitRun(specification, environment.executeAsync("thalweg " + study.name()));
    }
}
