package org.thalweg.core.search;

import org.jspecify.annotations.Nullable;
import org.thalweg.core.stopping.Outcome;
import org.thalweg.core.stopping.Termination;

/** Refines and judges where a leg ended. */
final class Settling {
    private final Oracle oracle;
    private final double[] x;
    private final Termination termination;

    Settling(Oracle oracle, double[] x, Termination termination) {
        this.oracle = oracle;
        this.x = x;
        this.termination = termination;
    }

    /** Does a bounded piece of work; returns the verdict when it is reached, null before. */
    @Nullable Verdict step() {
        int n = x.length;
        double[] gradient = new double[n];
        double value = oracle.gradient(x, gradient);
        double norm = 0;
        for (int i = 0; i < n; i++) {
            norm = Math.max(norm, Math.abs(oracle.bounds().clamp(i, x[i] - gradient[i]) - x[i]));
        }
        Kind kind = termination.outcome() == Outcome.CONVERGED ? Kind.MINIMUM : Kind.NOT_STATIONARY;
        return Verdict.end(
                termination, new StationaryPoint(x, value, gradient, norm, Double.NaN, kind, 0, new int[0], true));
    }
}
