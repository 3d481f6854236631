package org.thalweg.core.optimizer;

import org.jspecify.annotations.Nullable;
import org.thalweg.core.stopping.Progress;
import org.thalweg.core.stopping.Termination;

/** The head of a descent's state: how far it is, in numbers that its method alone writes. */
public abstract class DescentState implements Progress {
    /** f at the iterate. */
    public double value = Double.NaN;
    /** ‖projected ∇f‖∞ at the iterate. */
    public double gradientNorm = Double.NaN;
    /** ‖·‖∞ of the last step. */
    public double stepNorm = Double.NaN;
    /** Accepted steps, and evaluations that were told. */
    public long iterations;

    public long evaluations;
    /** Why the method cannot go on. */
    public @Nullable Termination termination;

    @Override
    public final long iterations() {
        return iterations;
    }

    @Override
    public final long evaluations() {
        return evaluations;
    }

    @Override
    public final double value() {
        return value;
    }

    @Override
    public final double gradientNorm() {
        return gradientNorm;
    }

    @Override
    public final double stepNorm() {
        return stepNorm;
    }

    @Override
    public final @Nullable Termination termination() {
        return termination;
    }
}
