package org.thalweg.core.search;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.linalg.Vectors;
import org.thalweg.core.optimizer.Evaluation;
import org.thalweg.core.optimizer.Optimizer;
import org.thalweg.core.stopping.FirstOf;
import org.thalweg.core.stopping.Progress;
import org.thalweg.core.stopping.StoppingRule;
import org.thalweg.core.stopping.Termination;
import org.thalweg.core.stopping.Unbounded;

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

    /** Legs that may begin without an escape: where a descent ended before it arrived. */
    private static final int MAX_RESUMPTIONS = 8;

    /** A step of this share of ‖x‖∞ (of 1, if that is more) that took so many trials is a zigzag at a kink. */
    private static final double STANDSTILL = 0x1p-50;

    private static final int MANY_TRIALS = 8;

    /** So many of them in a row end a leg. */
    private static final int STANDING_STEPS = 10;

    /** Gradient tolerance of a leg that begins below the plan's, as a share of the gradient at its beginning. */
    private static final double SHARPER = 1e-4;

    private final long start;
    private final DescentPlan plan;
    private final Optimizer<S> optimizer;
    private S state;
    private StoppingRule rule;
    private @Nullable LegEnd legEnd;
    private @Nullable Settling settling;
    private @Nullable FinishedDescent finished;

    /** Accepted steps of the legs before this one. */
    private long earlierIterations;

    /** Evaluations of the objective by all legs so far, and by settling what has a verdict. */
    private long evaluations;

    /** Evaluations by settling what has no verdict yet: they are spent again if the descent is read back. */
    private long settlingEvaluations;

    private int resumptions;

    /** The gradient tolerance of this leg. */
    private double tolerance;

    /** Trials since the last step. */
    private int trials;

    /** Steps in a row that were as short as rounding and took many trials. */
    private int standing;

    private final List<StationaryPoint> escapedFrom = new ArrayList<>();

    /** Where and why the leg ended. */
    private record LegEnd(double[] x, Termination termination) {

        void write(DataOutput out) throws IOException {
            Wire.writeDoubles(x, out);
            Wire.writeEnum(termination, out);
        }

        static LegEnd read(DataInput in) throws IOException {
            return new LegEnd(Wire.readDoubles(in), Wire.readEnum(Termination.class, in));
        }
    }

    private Descent(long start, DescentPlan plan, Optimizer<S> optimizer, S state) {
        this.start = start;
        this.plan = plan;
        this.optimizer = optimizer;
        this.state = state;
        this.tolerance = plan.gradientTolerance();
        this.rule = rule();
    }

    private StoppingRule rule() {
        long iterationsLeft = Math.max(0, plan.maxIterations() - earlierIterations);
        return FirstOf.standard(tolerance, iterationsLeft, plan.target());
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
        double[] bottom = Unbounded.below(evaluation.value) ? ask().clone() : null;
        long iterations = state.iterations();
        optimizer.tell(state, evaluation);
        if (bottom != null) {
            legEnd = new LegEnd(bottom, Termination.UNBOUNDED);
            return;
        }
        if (state.evaluations() == 1) {
            sharpen();
        }
        trials++;
        if (state.iterations() > iterations) {
            boolean stands =
                    trials >= MANY_TRIALS && state.stepNorm() <= STANDSTILL * Math.max(1, Vectors.maxNorm(ask()));
            standing = stands ? standing + 1 : 0;
            trials = 0;
        }
        Termination termination = rule.test(state);
        if (termination == null && standing >= STANDING_STEPS) {
            termination = Termination.LINE_SEARCH_FAILED;
        }
        if (termination != null) {
            legEnd = new LegEnd(optimizer.best(state), termination);
        }
    }

    /** A later leg that would end where it begins, since all is small there, has to do better than that. */
    private void sharpen() {
        boolean later = resumptions > 0 || !escapedFrom.isEmpty();
        if (later && state.gradientNorm() <= tolerance) {
            tolerance = SHARPER * state.gradientNorm();
            rule = rule();
        }
    }

    /** Does a bounded piece of what follows a leg. */
    void settle(Oracle oracle) {
        LegEnd end = Objects.requireNonNull(legEnd, "the leg goes on");
        long before = oracle.evaluations();
        if (settling == null) {
            settling = new Settling(oracle, end.x, end.termination, plan.gradientTolerance());
        }
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
        double[] next = verdict.next();
        boolean allowed = verdict.escaped() ? escapedFrom.size() < plan.maxEscapes() : resumptions < MAX_RESUMPTIONS;
        if (next == null || !allowed) {
            finished = new FinishedDescent(
                    start, verdict.termination(), verdict.point(), escapedFrom, earlierIterations, evaluations);
            return;
        }
        if (verdict.escaped()) {
            escapedFrom.add(verdict.point());
        } else {
            resumptions++;
        }
        state = optimizer.init(next, bounds);
        tolerance = plan.gradientTolerance();
        standing = 0;
        trials = 0;
        rule = rule();
        legEnd = null;
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
        out.writeInt(resumptions);
        out.writeDouble(tolerance);
        out.writeInt(trials);
        out.writeInt(standing);
        Wire.writeAll(escapedFrom, StationaryPointCodec::write, out);
        Wire.writeOptional(legEnd, LegEnd::write, out);
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
        int resumptions = in.readInt();
        double tolerance = in.readDouble();
        int trials = in.readInt();
        int standing = in.readInt();
        List<StationaryPoint> escapedFrom = Wire.readAll(StationaryPointCodec::read, in);
        LegEnd legEnd = Wire.readOptional(LegEnd::read, in);
        int version = in.readUnsignedByte();
        Descent<S> descent =
                new Descent<>(start, plan, optimizer, optimizer.codec().read(version, in, bounds));
        descent.earlierIterations = iterations;
        descent.evaluations = evaluations;
        descent.resumptions = resumptions;
        descent.tolerance = tolerance;
        descent.trials = trials;
        descent.standing = standing;
        descent.escapedFrom.addAll(escapedFrom);
        descent.legEnd = legEnd;
        descent.rule = descent.rule();
        return descent;
    }
}
