package org.thalweg.jobs.prometheus;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.thalweg.core.objective.DifferentiableObjective;

/** What goes wrong with objectives in these tests, until it is told to stop. */
final class Faults {
    private static final long SLOW_NANOS = 200_000;
    private static final long STUCK_NANOS = 10_000_000;
    private static final int EVALUATIONS_A_FAILURE = 1_000;

    private static volatile boolean stuck;
    private static final AtomicInteger FAILURES = new AtomicInteger();
    private static final AtomicInteger EVALUATIONS = new AtomicInteger();

    private Faults() {}

    static void reset() {
        stuck = false;
        FAILURES.set(0);
        EVALUATIONS.set(0);
    }

    /** From now on, whether evaluations of {@link Stuck} never end. */
    static void stick(boolean sticks) {
        stuck = sticks;
    }

    /** Has {@link Failing} fail so many times. */
    static void fail(int times) {
        FAILURES.set(times);
    }

    /** Two valleys, at leisure. */
    record Slow() implements DifferentiableObjective {
        @Override
        public int dimension() {
            return 1;
        }

        @Override
        public double valueAndGradient(double[] x, double[] gradient) {
            LockSupport.parkNanos(SLOW_NANOS);
            gradient[0] = 4 * x[0] * (x[0] * x[0] - 1) + 0.1;
            return (x[0] * x[0] - 1) * (x[0] * x[0] - 1) + 0.1 * x[0];
        }
    }

    /** Two valleys, of which nothing is heard while it is stuck. */
    record Stuck() implements DifferentiableObjective {
        @Override
        public int dimension() {
            return 1;
        }

        @Override
        public double valueAndGradient(double[] x, double[] gradient) {
            while (stuck) {
                LockSupport.parkNanos(STUCK_NANOS);
            }
            return new Slow().valueAndGradient(x, gradient);
        }
    }

    /** Two valleys, with failures that take the job down. */
    record Failing() implements DifferentiableObjective {
        @Override
        public int dimension() {
            return 1;
        }

        @Override
        public double valueAndGradient(double[] x, double[] gradient) {
            if (EVALUATIONS.incrementAndGet() % EVALUATIONS_A_FAILURE == 0
                    && FAILURES.getAndUpdate(left -> left > 0 ? left - 1 : 0) > 0) {
                throw new IllegalStateException("provoked");
            }
            return new Slow().valueAndGradient(x, gradient);
        }
    }

    /** Defined in a tenth of the region. */
    record Undefined() implements DifferentiableObjective {
        @Override
        public int dimension() {
            return 1;
        }

        @Override
        public double valueAndGradient(double[] x, double[] gradient) {
            if (x[0] < 0.8) {
                LockSupport.parkNanos(SLOW_NANOS);
                gradient[0] = Double.NaN;
                return Double.NaN;
            }
            return new Slow().valueAndGradient(x, gradient);
        }
    }
}
