package org.thalweg.jobs.search;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.ParameterTool;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.objective.Objective;
import org.thalweg.core.optimizer.Method;
import org.thalweg.core.optimizer.Methods;
import org.thalweg.core.optimizer.Optimizer;
import org.thalweg.core.run.Problem;
import org.thalweg.core.run.SearchSpecification;
import org.thalweg.core.search.DescentPlan;
import org.thalweg.core.search.Distinctness;
import org.thalweg.core.search.SobolSampler;
import org.thalweg.core.search.StartPlan;
import org.thalweg.core.search.StopPlan;
import org.thalweg.jobs.search.archive.Minimum;
import org.thalweg.jobs.search.source.SearchRequest;

/**
 * A search for the lowest points of an objective, to be run on Flink. It is immutable: each method that changes
 * something returns another search.
 *
 * <pre>{@code
 * DataStream<Minimum> minima = Search.minimize(objective, Bounds.cube(2, -5, 5)).starts(1_000).attachTo(environment);
 * }</pre>
 *
 * <p>The minima are the same, to the bit, at any parallelism and after any number of failures, unless a time limit cuts
 * the search short.
 */
public final class Search {
    private static final long STARTS = 1_000;
    private static final long SEED = 42;
    private static final long WAVE = 1 << 14;
    private static final long ITERATIONS = 10_000;
    private static final int ESCAPES = 10;
    private static final double REACH = 10;

    private final SearchSpecification specification;
    private final String study;
    private final @Nullable Duration timeLimit;
    private final SearchRequest request;

    private Search(
            SearchSpecification specification, String study, @Nullable Duration timeLimit, SearchRequest request) {
        this.specification = specification;
        this.study = study;
        this.timeLimit = timeLimit;
        this.request = request;
    }

    /** The search that a specification describes in full. */
    public static Search of(SearchSpecification specification) {
        return new Search(specification, "search", null, SearchRequest.none());
    }

    /**
     * A search for the lowest points of an objective in a box, by L-BFGS from 1,000 starts that are spread evenly over
     * it; where the box is infinite, over 20 units of it, around 0 if nothing else is near.
     *
     * @param objective to be minimized; with derivatives if it has them, by central differences if not
     */
    public static Search minimize(Objective objective, Bounds bounds) {
        return of(standard(objective, bounds, false));
    }

    /** A search for the highest points, likewise. */
    public static Search maximize(Objective objective, Bounds bounds) {
        return of(standard(objective, bounds, true));
    }

    private static SearchSpecification standard(Objective objective, Bounds bounds, boolean maximize) {
        List<String> variables = IntStream.rangeClosed(1, objective.dimension())
                .mapToObj("x[%d]"::formatted)
                .toList();
        String name = objective.getClass().getSimpleName();
        Method method = Methods.all().get(0);
        return new SearchSpecification(
                new Problem(name, variables, objective, bounds, maximize),
                new StartPlan(STARTS, List.of(), new SobolSampler(SEED), region(bounds), SEED),
                new DescentPlan(
                        method.create(), method.gradientTolerance(), ITERATIONS, ESCAPES, Double.NEGATIVE_INFINITY),
                Distinctness.standard(),
                new StopPlan(WAVE, Double.NEGATIVE_INFINITY, 0));
    }

    private static Bounds region(Bounds bounds) {
        double[] lower = bounds.lower().clone();
        double[] upper = bounds.upper().clone();
        for (int i = 0; i < lower.length; i++) {
            if (Double.isInfinite(lower[i])) {
                lower[i] = Double.min(-REACH, upper[i] - 2 * REACH);
            }
            if (Double.isInfinite(upper[i])) {
                upper[i] = Double.max(REACH, lower[i] + 2 * REACH);
            }
        }
        return new Bounds(lower, upper);
    }

    /** The search with another number of starts. */
    public Search starts(long total) {
        StartPlan plan = specification.starts();
        return with(new StartPlan(total, plan.given(), plan.sampler(), plan.region(), plan.seed()));
    }

    /** The search with starts drawn from another box, which must be finite. */
    public Search startRegion(Bounds region) {
        StartPlan plan = specification.starts();
        return with(new StartPlan(plan.total(), plan.given(), plan.sampler(), region, plan.seed()));
    }

    /** The search with other starts, as evenly spread. */
    public Search seed(long seed) {
        StartPlan plan = specification.starts();
        return with(new StartPlan(plan.total(), plan.given(), new SobolSampler(seed), plan.region(), seed));
    }

    private Search with(StartPlan starts) {
        SearchSpecification s = specification;
        return with(new SearchSpecification(s.problem(), starts, s.descents(), s.distinctness(), s.stop()));
    }

    /**
     * The search with another method.
     *
     * @param gradientTolerance ends a descent when ‖projected ∇f‖∞ is at most this
     */
    public Search method(Optimizer<?> method, double gradientTolerance) {
        SearchSpecification s = specification;
        DescentPlan plan = s.descents();
        DescentPlan descents =
                new DescentPlan(method, gradientTolerance, plan.maxIterations(), plan.maxEscapes(), plan.target());
        return with(new SearchSpecification(s.problem(), s.starts(), descents, s.distinctness(), s.stop()));
    }

    private Search with(SearchSpecification changed) {
        return new Search(changed, study, timeLimit, request);
    }

    /** The search under a name that its meters carry as {@code study}; give few names, since each has its own series. */
    public Search study(String name) {
        return new Search(specification, name, timeLimit, request);
    }

    /** The search, cut short after a time of running; its result then depends on the clock. */
    public Search timeLimit(Duration limit) {
        return new Search(specification, study, limit, request);
    }

    /** The search with the words in which it was asked for, which let others watch it and take it up. */
    public Search request(SearchRequest words) {
        return new Search(specification, study, timeLimit, words);
    }

    public SearchSpecification specification() {
        return specification;
    }

    /** Adds the search to a job; the stream holds all distinct minima, lowest first, and comes when all are known. */
    public DataStream<Minimum> attachTo(StreamExecutionEnvironment environment) {
        return graph().attach(environment);
    }

    private SearchGraph graph() {
        return new SearchGraph(specification, study, timeLimit, request);
    }

    /**
     * Runs the search as a job of its own, together with whatever the environment holds already.
     *
     * @throws Exception if the job cannot be handed in
     */
    public SearchRun submit(StreamExecutionEnvironment environment) throws Exception {
        graph().attachAlone(environment);
        environment.getConfig().setGlobalJobParameters(ParameterTool.fromMap(request.asParameters()));
        return SearchRun.of(specification, environment.executeAsync("thalweg " + study));
    }
}
