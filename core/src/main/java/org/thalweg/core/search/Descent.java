package org.thalweg.core.search;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.optimizer.Evaluation;
import org.thalweg.core.optimizer.Optimizer;
import org.thalweg.core.stopping.Progress;
import org.thalweg.core.stopping.Termination;

/**
 * One local run from one start: legs of the method, each followed by settling, until it ends at a point that it need not
 * leave.
 *
 * <p>A leg goes by {@link #ask} and {@link #tell}, one evaluation at a time. What a leg ends at is settled: refined and
 * judged, in bounded steps. The verdict ends the descent or begins a new leg nearby. Between any two calls the descent
 * can be written as bytes and read back, and goes on to the same bits; settling is pure in the point where the leg ended,
 * so it is simply begun anew.
 */
final class Descent<S extends Progress> {
    private static final int VERSION = 1;

    /** f below this is taken for −∞. */
    private static final double BOTTOM = -1e300;

    private final long start;
    private final DescentPlan plan;
    private final Optimizer<S> optimizer;
    private S state;
    private @Nullable Termination legEnd;
    private @Nullable Settling settling;
    private @Nullable FinishedDescent finished;

    /** Accepted steps of the legs before this one. */
    private long earlierIterations;

    /** Evaluations of the objective by all legs so far, and by settling what has a verdict. */
    private long evaluations;

    /** Evaluations by settling what has no verdict yet: they are spent again if the descent is read back. */
    private long settlingEvaluations;

    private final List<StationaryPoint> escapedFrom = new ArrayList<>();

    private Descent(long start, DescentPlan plan, Optimizer<S> optimizer, S state) {
        this.start = start;
        this.plan = plan;
        this.optimizer = optimizer;
        this.state = state;
    }

    /** The descent of the given start index from {@code x0}, which is copied. */
    static Descent<?> begin(long start, double[] x0, DescentPlan plan, Bounds bounds) {
        return begin(start, x0, plan, plan.optimizer(), bounds);
    }

    private static <S extends Progress> Descent<S> begin(
            long start, double[] x0, DescentPlan plan, Optimizer<S> optimizer, Bounds bounds) {
        return new Descent<>(start, plan, optimizer, optimizer.init(x0, bounds));
    }

    long start() {
        return start;
    }

    /** Whether it waits for the objective at {@link #ask}; otherwise it is to be settled, or finished. */
    boolean isAsking() {
        return legEnd == null;
    }

    /** The trial point: the method's own array, not to be written to. */
    double[] ask() {
        return optimizer.ask(state);
    }

    /**
     * The objective at the point of {@link #ask}.
     *
     * @param cost how many evaluations of the objective it took
     */
    void tell(Evaluation evaluation, long cost) {
        evaluations += cost;
        boolean bottomless = evaluation.value < BOTTOM;
        optimizer.tell(state, evaluation);
        legEnd = bottomless ? Termination.UNBOUNDED : test();
    }

    private @Nullable Termination test() {
        if (state.atIterate()) {
            if (state.value() <= plan.target()) {
                return Termination.TARGET_REACHED;
            }
            if (state.gradientNorm() <= plan.gradientTolerance()) {
                return Termination.GRADIENT_TOLERANCE;
            }
        }
        if (state.termination() != null) {
            return state.termination();
        }
        return state.atIterate() && earlierIterations + state.iterations() >= plan.maxIterations()
                ? Termination.ITERATIONS_SPENT
                : null;
    }

    /** Does a bounded piece of what follows a leg. */
    void settle(Oracle oracle) {
        if (legEnd == null || finished != null) {
            throw new IllegalStateException("descent %d has nothing to settle".formatted(start));
        }
        if (settling == null) {
            settling = new Settling(oracle, optimizer.best(state), legEnd);
        }
        long before = oracle.evaluations();
        Verdict verdict = settling.step();
        settlingEvaluations += oracle.evaluations() - before;
        if (verdict != null) {
            settling = null;
            evaluations += settlingEvaluations;
            settlingEvaluations = 0;
            conclude(verdict, oracle.bounds());
        }
    }

    private void conclude(Verdict verdict, Bounds bounds) {
        earlierIterations += state.iterations();
        if (verdict.escaped()) {
            escapedFrom.add(verdict.point());
        }
        double[] next = verdict.next();
        if (next == null) {
            finished = new FinishedDescent(
                    start, verdict.termination(), verdict.point(), escapedFrom, earlierIterations, evaluations);
        } else {
            state = optimizer.init(next, bounds);
            legEnd = null;
        }
    }

    /** The result; null while the descent goes on. */
    @Nullable FinishedDescent finished() {
        return finished;
    }

    /** Writes an unfinished descent, the versions first. */
    void write(DataOutput out) throws IOException {
        out.writeByte(VERSION);
        out.writeLong(start);
        out.writeLong(earlierIterations);
        out.writeLong(evaluations);
        Wire.writeAll(escapedFrom, StationaryPointCodec::write, out);
        Wire.writeOptional(legEnd, Wire::writeEnum, out);
        out.writeByte(optimizer.codec().version());
        optimizer.codec().write(state, out);
    }

    /** Reads what {@link #write} wrote; the plan and the bounds are those that the descent was begun with. */
    static Descent<?> read(DataInput in, DescentPlan plan, Bounds bounds) throws IOException {
        return read(in, plan, plan.optimizer(), bounds);
    }

    private static <S extends Progress> Descent<S> read(
            DataInput in, DescentPlan plan, Optimizer<S> optimizer, Bounds bounds) throws IOException {
        Wire.readVersion("a descent", VERSION, in);
        long start = in.readLong();
        long iterations = in.readLong();
        long evaluations = in.readLong();
        List<StationaryPoint> escapedFrom = Wire.readAll(StationaryPointCodec::read, in);
        Termination legEnd = Wire.readOptional(from -> Wire.readEnum(Termination.class, from), in);
        int version = in.readUnsignedByte();
        Descent<S> descent =
                new Descent<>(start, plan, optimizer, optimizer.codec().read(version, in, bounds));
        descent.earlierIterations = iterations;
        descent.evaluations = evaluations;
        descent.escapedFrom.addAll(escapedFrom);
        descent.legEnd = legEnd;
        return descent;
    }
}
