package org.thalweg.core.search;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.linalg.Vectors;
import org.thalweg.core.optimizer.DescentLanes;
import org.thalweg.core.stopping.Progress;
import org.thalweg.core.stopping.Termination;
import org.thalweg.core.stopping.Unbounded;

/**
 * One local run from one start: legs of the method, each followed by settling, until it ends at a point that it need not
 * leave.
 *
 * <p>A leg goes on a lane, one evaluation at a time ({@link #told}). What a leg ends at is settled, off the lanes: refined and
 * judged, in bounded steps. The verdict ends the descent or begins a new leg nearby. Between any two calls the descent
 * can be written as bytes and read back, and goes on to the same bits; settling is pure in the point where the leg ended,
 * so it is simply begun anew.
 */
final class Descent {
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

    /** Where a leg is to begin, while it waits for a lane. */
    private double @Nullable [] next;

    private @Nullable LegEnd legEnd;
    private @Nullable Settling settling;
    private @Nullable FinishedDescent finished;

    /** Accepted steps of the legs that have ended, and of this one. */
    private long earlierIterations;

    private long iterations;

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

    private final List<StationaryPoint> escapedFrom = new ArrayList<>(0);

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

    private Descent(long start, DescentPlan plan) {
        this.start = start;
        this.plan = plan;
        this.tolerance = plan.gradientTolerance();
    }

    /** The descent of the given start index from {@code x0}, which is copied, before its first leg. */
    static Descent begin(long start, double[] x0, DescentPlan plan) {
        Descent descent = new Descent(start, plan);
        descent.next = x0.clone();
        return descent;
    }

    long start() {
        return start;
    }

    /** Takes the point where the leg that waits for a lane is to begin. */
    double[] begin() {
        double[] x0 = Objects.requireNonNull(next, "no leg waits");
        next = null;
        return x0;
    }

    /** Where its leg begins or has ended: its state is written as that of a leg that begins there. Null while it is on a lane. */
    double @Nullable [] rest() {
        return legEnd == null ? next : legEnd.x;
    }

    /** Whether its leg has ended, so that it is to be settled, or finished. */
    boolean isOffLanes() {
        return legEnd != null;
    }

    /**
     * A trial of its lane was evaluated, and the lane was told.
     *
     * @param bottom where the trial was, if f is below every bound there
     * @param cost how many evaluations of the objective it took
     */
    void told(DescentLanes lanes, int lane, double @Nullable [] bottom, long cost) {
        evaluations += cost;
        Progress progress = lanes.progress(lane);
        if (bottom != null) {
            end(bottom, Termination.UNBOUNDED, progress);
            return;
        }
        if (progress.evaluations() == 1) {
            sharpen(progress);
        }
        trials++;
        if (progress.iterations() > iterations) {
            iterations = progress.iterations();
            boolean stands = trials >= MANY_TRIALS
                    && progress.stepNorm() <= STANDSTILL * Math.max(1, Vectors.maxNorm(lanes.trial(lane)));
            standing = stands ? standing + 1 : 0;
            trials = 0;
        }
        Termination termination = ending(progress);
        if (termination != null) {
            end(lanes.best(lane), termination, progress);
        }
    }

    /** Why the leg ends, or null: what {@link org.thalweg.core.stopping.FirstOf#standard} says, with nothing made for it. */
    private @Nullable Termination ending(Progress progress) {
        double value = progress.value();
        if (Unbounded.below(value)) {
            return Termination.UNBOUNDED;
        }
        if (plan.target() != Double.NEGATIVE_INFINITY && value <= plan.target()) {
            return Termination.TARGET_REACHED;
        }
        if (progress.gradientNorm() <= tolerance) {
            return Termination.GRADIENT_TOLERANCE;
        }
        Termination own = progress.termination();
        if (own != null) {
            return own;
        }
        if (earlierIterations + progress.iterations() >= plan.maxIterations()) {
            return Termination.ITERATIONS_SPENT;
        }
        return standing >= STANDING_STEPS ? Termination.LINE_SEARCH_FAILED : null;
    }

    private void end(double[] x, Termination termination, Progress progress) {
        legEnd = new LegEnd(x, termination);
        earlierIterations += progress.iterations();
        iterations = 0;
    }

    /** A later leg that would end where it begins, since all is small there, has to do better than that. */
    private void sharpen(Progress progress) {
        boolean later = resumptions > 0 || !escapedFrom.isEmpty();
        if (later && progress.gradientNorm() <= tolerance) {
            tolerance = SHARPER * progress.gradientNorm();
        }
    }

    /** Where its leg ended, if at a point that may be a minimum beyond doubt; null for others. */
    double @Nullable [] flatEnd() {
        return legEnd != null && legEnd.termination == Termination.GRADIENT_TOLERANCE ? legEnd.x : null;
    }

    /**
     * What a look at the end of its leg said: the verdict, or nothing.
     *
     * @param cost evaluations that it took
     */
    void settle(@Nullable Verdict verdict, int cost) {
        settlingEvaluations += cost;
        if (verdict != null) {
            conclude(verdict);
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
            conclude(verdict);
        }
    }

    private void conclude(Verdict verdict) {
        settling = null;
        evaluations += settlingEvaluations;
        settlingEvaluations = 0;
        double[] onward = verdict.next();
        boolean allowed = verdict.escaped() ? escapedFrom.size() < plan.maxEscapes() : resumptions < MAX_RESUMPTIONS;
        if (onward == null || !allowed) {
            finished = new FinishedDescent(
                    start, verdict.termination(), verdict.point(), escapedFrom, earlierIterations, evaluations);
            return;
        }
        if (verdict.escaped()) {
            escapedFrom.add(verdict.point());
        } else {
            resumptions++;
        }
        next = onward;
        tolerance = plan.gradientTolerance();
        standing = 0;
        trials = 0;
        legEnd = null;
    }

    /** The result; null while the descent goes on. */
    @Nullable FinishedDescent finished() {
        return finished;
    }

    /**
     * Writes an unfinished descent, the versions first.
     *
     * @param lanes where its leg goes on, on {@code lane}; not asked if no leg does
     */
    void write(DataOutput out, DescentLanes lanes, int lane) throws IOException {
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
        out.writeByte(plan.optimizer().codec().version());
        lanes.write(lane, out);
    }

    /** Reads what {@link #write} wrote, up to the state; the plan is the one that the descent was begun with. */
    static Descent read(DataInput in, DescentPlan plan) throws IOException {
        Wire.readVersion("a descent", VERSION, in);
        Descent descent = new Descent(in.readLong(), plan);
        descent.earlierIterations = in.readLong();
        descent.evaluations = in.readLong();
        descent.resumptions = in.readInt();
        descent.tolerance = in.readDouble();
        descent.trials = in.readInt();
        descent.standing = in.readInt();
        descent.escapedFrom.addAll(Wire.readAll(StationaryPointCodec::read, in));
        descent.legEnd = Wire.readOptional(LegEnd::read, in);
        return descent;
    }

    /** Reads the state that follows, onto a lane; of a leg that has ended only the steps count, and the lane is free again. */
    void readState(DataInput in, DescentLanes lanes, int lane) throws IOException {
        lanes.read(lane, in.readUnsignedByte(), in);
        long steps = lanes.progress(lane).iterations();
        if (isOffLanes()) {
            earlierIterations += steps;
        } else {
            iterations = steps;
        }
    }
}
