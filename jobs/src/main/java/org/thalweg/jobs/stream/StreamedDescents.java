package org.thalweg.jobs.stream;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.util.OutputTag;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.objective.Objective;
import org.thalweg.core.optimizer.Method;
import org.thalweg.core.optimizer.Methods;
import org.thalweg.core.optimizer.Optimizer;
import org.thalweg.core.search.DescentPlan;

/**
 * Descents from starting points that a stream brings: each ends in one {@link DescentEnd}. It is immutable: each method
 * that changes something returns another.
 *
 * <pre>{@code
 * DataStream<DescentEnd> ends = StreamedDescents.of(objective, Bounds.cube(2, -5, 5)).from(starts);
 * }</pre>
 *
 * <p>The stream may have no end. Descents that are in flight are part of each checkpoint, so every start ends once, and at
 * the same bits, whatever fails and at whatever parallelism it goes on; ends come in the order in which they are reached. A
 * stop with savepoint lets the descents in flight end first. A start that cannot be begun, since its dimension is wrong or
 * a coordinate is not finite, comes out at {@link #REFUSED}.
 */
public final class StreamedDescents {
    /** The side output of the starts that could not be begun. */
    public static final OutputTag<Start> REFUSED = new OutputTag<>("refused", TypeInformation.of(Start.class));

    private static final long ITERATIONS = 10_000;
    private static final int ESCAPES = 10;

    private final String name;
    private final Objective objective;
    private final Bounds bounds;
    private final DescentPlan plan;

    private StreamedDescents(String name, Objective objective, Bounds bounds, DescentPlan plan) {
        this.name = name;
        this.objective = objective;
        this.bounds = bounds;
        this.plan = plan;
    }

    /**
     * Descents by L-BFGS.
     *
     * @param objective to be minimized; with derivatives if it has them, by central differences if not
     * @param bounds the box that descents keep to; starts outside are projected onto it
     */
    public static StreamedDescents of(Objective objective, Bounds bounds) {
        if (objective.dimension() != bounds.dimension()) {
            throw new IllegalArgumentException("the bounds have dimension %d, the objective %d"
                    .formatted(bounds.dimension(), objective.dimension()));
        }
        Method method = Methods.all().get(0);
        DescentPlan plan = new DescentPlan(
                method.create(), method.gradientTolerance(), ITERATIONS, ESCAPES, Double.NEGATIVE_INFINITY);
        return new StreamedDescents("descents", objective, bounds, plan);
    }

    /** The descents under another name: that of the operator, by which its state is found again. */
    public StreamedDescents named(String newName) {
        return new StreamedDescents(newName, objective, bounds, plan);
    }

    /**
     * The descents by another method.
     *
     * @param gradientTolerance ends a descent when ‖projected ∇f‖∞ is at most this
     */
    public StreamedDescents method(Optimizer<?> method, double gradientTolerance) {
        DescentPlan changed =
                new DescentPlan(method, gradientTolerance, plan.maxIterations(), plan.maxEscapes(), plan.target());
        return new StreamedDescents(name, objective, bounds, changed);
    }

    DescentPlan plan() {
        return plan;
    }

    /** Adds the operator behind a stream of starts, with the parallelism of the environment. */
    public SingleOutputStreamOperator<DescentEnd> from(DataStream<Start> starts) {
        return starts.transform(
                        name,
                        TypeInformation.of(DescentEnd.class),
                        new DescentOperatorFactory(new StreamedPlan(objective, bounds, plan)))
                .uid(name);
    }
}
