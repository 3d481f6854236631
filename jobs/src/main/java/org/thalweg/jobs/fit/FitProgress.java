package org.thalweg.jobs.fit;

import java.io.Serializable;
import org.thalweg.core.fit.rounds.BlockOwner;

/**
 * How far a fit is.
 *
 * @param rounds that are complete
 * @param iterations accepted steps
 * @param value of the sum at the iterate; NaN before the first answer
 * @param gradientNorm likewise
 */
public record FitProgress(long rounds, long iterations, double value, double gradientNorm) implements Serializable {

    /** Nothing done. */
    public static FitProgress none() {
        return new FitProgress(0, 0, Double.NaN, Double.NaN);
    }

    static FitProgress of(BlockOwner<?> owner) {
        return new FitProgress(
                owner.round(),
                owner.progress().iterations(),
                owner.progress().value(),
                owner.progress().gradientNorm());
    }
}
