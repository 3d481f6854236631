package org.thalweg.jobs.fit;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.thalweg.core.fit.Question;
import org.thalweg.core.fit.Terms;
import org.thalweg.core.fit.model.SplitTerms;
import org.thalweg.core.fit.rounds.SummedObjective;
import org.thalweg.core.linalg.Bounds;
import org.thalweg.core.search.FinishedDescent;
import org.thalweg.core.search.Kind;
import org.thalweg.core.search.StationaryPoint;
import org.thalweg.core.stopping.Termination;
import org.thalweg.monitoring.history.History;

/**
 * Watches a fit in this process: how many passes over the data its descents have made, the lowest point that they have met and how
 * they came there; ends them when it is asked to.
 *
 * <p>It stands between the descents and their sum, and changes neither questions nor answers: the result has the same bits as if nobody
 * watched.
 */
public final class FitWatch {
    /** Seconds between two rows of the log at first: a fit of a few milliseconds has a curve too. */
    private static final double FIRST_SPACING = 1e-4;

    private final int parameters;
    private final boolean penalized;
    private final LongSupplier nanoClock;
    private final long opened;
    private final LongAdder rounds = new LongAdder();
    private final AtomicLong finished = new AtomicLong();
    private final Collection<Lane> lanes = new ConcurrentLinkedQueue<>();

    private volatile double lowest = Double.POSITIVE_INFINITY;
    private volatile boolean stopped;
    private volatile boolean cancelled;
    private FitGlimpse best;

    /**
     * @param parameters how many there are
     * @param penalized whether descents minimize a {@link SplitTerms}, and not the sum itself
     */
    public FitWatch(int parameters, boolean penalized) {
        this(parameters, penalized, System::nanoTime);
    }

    FitWatch(int parameters, boolean penalized, LongSupplier nanoClock) {
        this.parameters = parameters;
        this.penalized = penalized;
        this.nanoClock = nanoClock;
        this.opened = nanoClock.getAsLong();
        History log = new History(FitLog.none(parameters).columns(), new double[0], FIRST_SPACING, List.of());
        best = FitGlimpse.none(parameters).with(log);
    }

    /** Whoever descends, one after the other start; for one thread. */
    public Lane lane(Bounds box) {
        Lane lane = new Lane(box);
        lanes.add(lane);
        return lane;
    }

    /** How the fit is now. */
    public synchronized FitGlimpse glimpse() {
        return new FitGlimpse(
                seconds(),
                rounds.sum(),
                finished.get(),
                best.loss(),
                best.gradientNorm(),
                best.theta(),
                best.history(),
                false);
    }

    /** Ends all descents where they are, at their next pass. */
    public void stop() {
        cancelled = true;
        stopped = true;
    }

    /** Takes note that the fit was ended early elsewhere; what is left to do here is done. */
    public void cancelled() {
        cancelled = true;
    }

    boolean isStopped() {
        return stopped;
    }

    /** Whether the result is what was found so far. */
    public boolean isCancelled() {
        return cancelled;
    }

    private double seconds() {
        return (nanoClock.getAsLong() - opened) * 1e-9;
    }

    private synchronized void lead(double loss, double gradientNorm, double[] theta) {
        if (!(loss < lowest)) {
            return; // another was quicker
        }
        lowest = loss;
        FitGlimpse now = new FitGlimpse(
                seconds(), rounds.sum(), finished.get(), loss, gradientNorm, theta, best.history(), false);
        best = now.with(now.history().plus(FitLog.row(now.history(), now)));
    }

    /** Says that a descent was ended from outside. */
    static final class StoppedException extends RuntimeException {
        private static final long serialVersionUID = 1;

        StoppedException() {
            super("the fit was stopped", null, false, false);
        }
    }

    /** One thread's descents. */
    public final class Lane {
        private final Bounds box;
        private long start = -1;
        private long evaluations;
        private double value;
        private double @Nullable [] x;
        private double @Nullable [] gradient;

        private Lane(Bounds box) {
            this.box = box;
        }

        /** A sum as it was given, whose evaluations are seen. */
        public SummedObjective observed(Terms terms, SummedObjective sum) {
            boolean descended = !penalized || terms instanceof SplitTerms;
            return new SummedObjective(terms, (question, theta) -> {
                if (stopped && start >= 0) {
                    throw new StoppedException();
                }
                double[] answer = sum.answer(question, theta);
                rounds.increment();
                evaluations++;
                if (descended && start >= 0 && question.kind() != Question.Kind.VALUES && answer[0] < value) {
                    meet(terms, theta, answer);
                }
                return answer;
            });
        }

        private void meet(Terms terms, double[] point, double[] answer) {
            double[] theta = terms instanceof SplitTerms split ? split.join(point) : point.clone();
            value = answer[0];
            x = theta;
            gradient = Arrays.copyOfRange(answer, 1, 1 + theta.length);
            if (value < lowest) {
                lead(value, norm(theta, gradient), theta);
            }
        }

        /** Of a sum with magnitudes the slope of the halves is no slope of F, and is not shown. */
        private double norm(double[] theta, double[] slope) {
            return penalized ? Double.NaN : box.projectedGradientNorm(theta, slope);
        }

        void begin(long index) {
            start = index;
            evaluations = 0;
            value = Double.POSITIVE_INFINITY;
            x = null;
            gradient = null;
        }

        void end() {
            start = -1;
            finished.incrementAndGet();
        }

        /** What became of a descent that was stopped: it ended at the lowest point that it met, unjudged; null if it met none. */
        @Nullable FinishedDescent interrupted() {
            long index = start;
            start = -1;
            double[] met = x;
            double[] slope = gradient;
            if (met == null || slope == null) {
                return null;
            }
            StationaryPoint point = new StationaryPoint(
                    met,
                    value,
                    slope,
                    box.projectedGradientNorm(met, slope),
                    Double.NaN,
                    Kind.NOT_STATIONARY,
                    0,
                    true,
                    new int[0],
                    true);
            return new FinishedDescent(index, Termination.EVALUATIONS_SPENT, point, List.of(), 0, evaluations);
        }
    }

    /** How many parameters there are. */
    public int parameters() {
        return parameters;
    }
}
