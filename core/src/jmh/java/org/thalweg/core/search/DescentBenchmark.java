package org.thalweg.core.search;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.thalweg.core.kernel.KernelProblem;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.linalg.PointBatch;
import org.thalweg.core.objective.FormulaObjective;
import org.thalweg.core.optimizer.DerivativeOrder;
import org.thalweg.core.optimizer.DescentLanes;
import org.thalweg.core.optimizer.LaneEvaluations;
import org.thalweg.core.optimizer.Lbfgs;
import org.thalweg.core.stopping.Outcome;
import org.thalweg.core.stopping.Progress;

/**
 * Converged descents a second by the default method, from the formula's text, on one thread.
 *
 * <p>Starts are those of a search, drawn from the problem's box; a descent has converged where ‖∇f‖∞ is below the tolerance.
 * A search from the command line goes down to 10⁻⁸ unless told otherwise: who sets its rate beside this one sets that here too.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(value = 1, jvmArgsPrepend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class DescentBenchmark {
    private static final int DESCENTS = 64;
    private static final int LANES = 32;
    private static final int WIDTH = DescentLanes.WIDTH;
    private static final long SEED = 42;

    @Param({"rosenbrock10", "rastrigin10", "lennardJones38"})
    private KernelProblem problem;

    /** Whether the box that starts are drawn from bounds the descents. */
    @Param({"false", "true"})
    private boolean bounded;

    /** What ‖∇f‖∞ is to fall below. */
    @Param("1e-6")
    private double tolerance;

    private FormulaObjective objective;
    private StartPlan starts;
    private long next;
    private DescentLanes[] lanes;
    private LaneEvaluations[] evaluations;
    private long converged;
    private long due;
    private long dueOfSearch;
    private DescentBatch batch;
    private SearchTally tally;

    /** Parses, and begins descents on all lanes. */
    @Setup
    public void prepare() {
        objective = new FormulaObjective(problem.formula());
        int n = objective.dimension();
        Bounds box = Bounds.cube(n, -reach(), reach());
        Bounds bounds = bounded ? box : Bounds.unbounded(n);
        starts = new StartPlan(1L << 40, List.of(), new SobolSampler(SEED), box, SEED);
        Lbfgs method = new Lbfgs();
        lanes = new DescentLanes[LANES / WIDTH];
        evaluations = new LaneEvaluations[lanes.length];
        for (int block = 0; block < lanes.length; block++) {
            lanes[block] = method.lanes(bounds);
            evaluations[block] = new LaneEvaluations(n, DerivativeOrder.GRADIENT);
            for (int lane = 0; lane < WIDTH; lane++) {
                lanes[block].begin(lane, starts.point(next++));
            }
        }
        DescentPlan plan = new DescentPlan(method, tolerance, 10_000, 10, Double.NEGATIVE_INFINITY);
        batch = new DescentBatch(objective, bounds, plan, LANES);
        tally = SearchTally.empty(n, Distinctness.standard());
    }

    /** One operation is one converged descent: nothing but the method, its lanes refilled at once. */
    @Benchmark
    @OperationsPerInvocation(DESCENTS)
    public long descents() {
        due += DESCENTS;
        while (converged < due) {
            for (int block = 0; block < lanes.length; block++) {
                advance(lanes[block], evaluations[block]);
            }
        }
        return converged;
    }

    private void advance(DescentLanes some, LaneEvaluations at) {
        PointBatch points = new PointBatch(WIDTH, objective.dimension(), some.trials());
        objective.valuesAndGradients(points, at.values, at.gradients);
        some.tell((1 << WIDTH) - 1, at);
        for (int lane = 0; lane < WIDTH; lane++) {
            Progress progress = some.progress(lane);
            boolean arrived = progress.gradientNorm() < tolerance;
            if (arrived || progress.termination() != null) {
                converged += arrived ? 1 : 0;
                some.begin(lane, starts.point(next++));
            }
        }
    }

    /** One operation is one converged descent of a search: refined, judged, counted, and merged with what was found before. */
    @Benchmark
    @OperationsPerInvocation(DESCENTS)
    public long search() {
        dueOfSearch += DESCENTS;
        while (tally.count(Outcome.CONVERGED) < dueOfSearch) {
            while (batch.hasFreeLane()) {
                batch.begin(next, starts.point(next));
                next++;
            }
            batch.advance(1_000, tally::add);
        }
        return dueOfSearch;
    }

    private double reach() {
        return switch (problem) {
            case rosenbrock10 -> 2;
            case rastrigin10 -> 5.12;
            case lennardJones38 -> 2.5;
            case quartic, logQuartic -> throw new IllegalArgumentException(problem + " is for another benchmark");
        };
    }
}
